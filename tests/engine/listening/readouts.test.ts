import { describe, expect, test } from "vitest";
import { hearNoteOn, NOTHING_HEARD, takePhrase } from "../../../src/engine/listening/phrase.ts";
import { keyHeard, mannerAt, scaleHeard, tempoHeard, unevenness } from "../../../src/engine/listening/readouts.ts";
import { HARMONIC_MINOR, MAJOR, NATURAL_MINOR } from "../../../src/engine/music/scale.ts";
import { pitchNamed, play } from "./playing.ts";

describe("the manner of the last six seconds", () => {
  test.each([
    ["two onsets a second", play("C4 E4 G4 C4 E4 G4 C4 E4 G4 C4 E4 G4"), 5_900, 2, -11.9, 64.0],
    ["twice as many notes, struck in pairs", chords(), 5_900, 2, -11.9, 62],
    ["loud and high", play("C6 C6 C6", { velocity: 127 }), 1_100, 0.5, 0, 84],
    ["what is older than six seconds is forgotten", play("C2 C2 C6 C6", { interval: 3_500 }), 12_000, 2 / 6, -11.9, 84],
  ])("%s", (_, listening, at, density, level, register) => {
    const manner = mannerAt(listening, at);
    expect(manner?.density).toBeCloseTo(density, 6);
    expect(manner?.level).toBeCloseTo(level, 1);
    expect(manner?.register).toBeCloseTo(register, 0);
  });

  test("pads have a density and a level and no register", () => {
    const manner = mannerAt(play("C2 D2 C2 D2", { pad: true, velocity: 127 }), 2_000);
    expect(manner).toEqual({ density: 4 / 6, level: 0, register: undefined });
  });

  test("pads beside keys leave the register to the keys", () => {
    const both = play("C2 C2", { pad: true, from: 250 }, play("A4 A4"));
    expect(mannerAt(both, 1_000)?.register).toBe(69);
  });

  test.each([
    ["before anything was struck", NOTHING_HEARD, 0],
    ["six seconds after the last note", play("C4"), 6_000],
  ])("unknown %s", (_, listening, at) => expect(mannerAt(listening, at)).toBeUndefined());
});

/** A fifth, twice a second for six seconds. */
function chords() {
  return Array.from({ length: 12 }, (_, i) => i * 500).reduce(
    (heard, at) => hearNoteOn(hearNoteOn(heard, at, 60, 64), at + 20, 64, 64),
    NOTHING_HEARD,
  );
}

describe("the key of what was played on keys", () => {
  test.each([
    ["a C major scale, up and down", "C4 D4 E4 F4 G4 A4 B4 C5 B4 A4 G4 F4 E4 D4 C4", 0, "major", MAJOR],
    ["Lightly Row in G, its last line", "D5 B4 B4 C5 A4 A4 G4 B4 D5 D5 G4 G4 G4", 7, "major", MAJOR],
    ["A minor with its seventh raised", "A3 B3 C4 D4 E4 F4 G#4 A4 E4 C4 A3", 9, "minor", HARMONIC_MINOR],
    ["D minor with its seventh as it is", "D4 F4 A4 D5 C5 A4 F4 E4 D4 F4 D4", 2, "minor", NATURAL_MINOR],
  ])("%s", (_, notes, tonic, mode, scale) => {
    const listening = play(notes);
    expect(keyHeard(listening)).toEqual({ tonic, mode });
    expect(scaleHeard(listening)).toBe(scale);
  });

  test("seven notes say nothing yet", () => {
    expect(keyHeard(play("C4 D4 E4 F4 G4 E4 C4"))).toBeUndefined();
    expect(scaleHeard(play("C4 D4 E4 F4 G4 E4 C4"))).toBeUndefined();
  });

  test("pads say nothing of pitch", () => {
    const scale = play("C4 D4 E4 F4 G4 A4 B4 C5");
    const drummed = play("F#2 F#2 F#2 F#2 C#2 F#2 F#2 F#2 F#2 F#2", { pad: true, from: 5_000 }, scale);
    expect(keyHeard(drummed)).toEqual(keyHeard(scale));
    expect(keyHeard(play("F#2 F#2 F#2 F#2 C#2 F#2 F#2 F#2 F#2", { pad: true }))).toBeUndefined();
  });

  test("one strange note does not move it, another key in earnest does", () => {
    const inC = play("C4 E4 G4 C5 G4 E4 C4 D4 E4 F4 G4 C4");
    expect(keyHeard(play("F#4", { from: 7_000 }, inC))).toEqual({ tonic: 0, mode: "major" });
    const moved = play(Array(6).fill("Eb4 G4 Bb4 Eb5 Ab4 Bb4 Eb4").join(" "), { from: 9_000 }, inC);
    expect(keyHeard(moved)).toEqual({ tonic: 3, mode: "major" });
  });
});

describe("unevenness, folded to the median interval", () => {
  test.each([
    ["even beats", [500, 500, 500, 500], 0],
    ["halves and doubles of the beat are even", [500, 500, 250, 250, 1000, 500], 0],
    ["measures.md, vector V1", [500, 520, 480, 1000, 510, 495], 0.027096],
  ])("%s", (_, intervals, cv) => expect(unevenness(playedWith(intervals))).toBeCloseTo(cv, 6));

  test("three intervals say nothing", () => expect(unevenness(playedWith([500, 500, 500]))).toBeUndefined());
  test("only the last eight count", () => {
    expect(unevenness(playedWith([170, 900, 333, 700, ...Array(8).fill(400)]))).toBe(0);
  });
});

function playedWith(intervals: readonly number[]) {
  let at = 0;
  return intervals.reduce(
    (heard, interval) => {
      at += interval;
      return hearNoteOn(heard, at, 60, 64);
    },
    hearNoteOn(NOTHING_HEARD, 0, 60, 64),
  );
}

test("the tempo heard is the steady beat's, or none", () => {
  expect(tempoHeard(play("C4 C4 C4 C4 C4 C4 C4 C4", { interval: 600 }))).toBeCloseTo(100, 0);
  expect(tempoHeard(play("C4 C4 C4"))).toBeUndefined();
});

test("the last four phrases are kept, the last one last", () => {
  let listening = NOTHING_HEARD;
  for (const [i, notes] of ["C4", "D4", "E4", "F4", "G4"].entries()) {
    listening = takePhrase(play(notes, { from: 5_000 * i }, listening), 5_000 * i + 1_000).listening;
  }
  const names = listening.phrases.map((phrase) => phrase.map(({ pitch }) => pitch));
  expect(names).toEqual(["D4", "E4", "F4", "G4"].map((name) => [pitchNamed(name)]));
});
