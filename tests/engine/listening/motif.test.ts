import { describe, expect, test } from "vitest";
import { hearNoteOff, hearNoteOn, type Listening, NOTHING_HEARD } from "../../../src/engine/listening/phrase.ts";
import { motifsHeard } from "../../../src/engine/listening/readouts.ts";
import { Draws } from "../../../src/engine/random.ts";
import { motifSeed, playMotifs } from "./motif-children.ts";
import { pitchNamed } from "./playing.ts";

/** Plays "C4:1 D4:0.5 …": notes by name with their beats of half a second; "-:2" is a rest. */
function sing(score: string, pad = false, listening: Listening = NOTHING_HEARD, from = 1_000, beat = 500): Listening {
  let at = from;
  let heard = listening;
  for (const note of score.trim().split(/\s+/)) {
    const [name = "", beats = "1"] = note.split(":");
    if (name !== "-") {
      const pitch = pitchNamed(name);
      heard = hearNoteOff(hearNoteOn(heard, at, pitch, 70, pad), at + 60, pitch);
    }
    at += Number(beats) * beat;
  }
  return heard;
}

const FIVE = "E4:1 G4:0.5 D4:0.5 C5:2 A4:1";
const FIVE_HIGHER = "G4:1 Bb4:0.5 F4:0.5 Eb5:2 C5:1";
const BETWEEN = "C4:1 D4:1 E4:0.5 D4:0.5 F4:1 G4:1.5 A4:0.5 G4:1 F4:1";

describe("a tune that comes again", () => {
  test("is caught the second time, as it was played the first time", () => {
    const [motif, ...others] = motifsHeard(sing(`${FIVE} ${BETWEEN} ${FIVE}`));
    expect(others).toEqual([]);
    expect(motif).toMatchObject({
      pad: false,
      pitches: ["E4", "G4", "D4", "C5", "A4"].map(pitchNamed),
      intervals: [3, -5, 10, -3],
      rhythm: [1, 0.5, 0.5, 2],
      pace: 500,
      count: 2,
      times: [1_000, 8_000 - 500],
    });
  });

  test.each([
    ["moved up a third", FIVE_HIGHER],
    ["moved along the scale, a semitone bent here and there", "F4:1 A4:0.5 E4:0.5 D5:2 B4:1"],
    ["with small differences of timing", "E4:1.1 G4:0.45 D4:0.52 C5:2.2 A4:1"],
    ["a little faster", "E4:0.8 G4:0.4 D4:0.4 C5:1.6 A4:0.8"],
  ])("is the same %s", (_, second) => {
    const motifs = motifsHeard(sing(`${FIVE} ${BETWEEN} ${second}`));
    expect(motifs.map(({ pitches, count }) => [pitches, count])).toEqual([
      [["E4", "G4", "D4", "C5", "A4"].map(pitchNamed), 2],
    ]);
  });

  test.each([
    ["other notes in the same rhythm", "C4:1 D4:0.5 F4:0.5 E4:2 G4:1"],
    ["the same notes in another rhythm", "E4:2 G4:2 D4:0.25 C5:0.25 A4:1"],
    ["upside down", "E5:1 C#5:0.5 F#5:0.5 G#4:2 B4:1"],
  ])("is not the same: %s", (_, second) => {
    expect(motifsHeard(sing(`${FIVE} ${BETWEEN} ${second}`))).toEqual([]);
  });

  test("is counted each time, and remembered long after", () => {
    const early = sing(`${FIVE} ${BETWEEN} ${FIVE} - - - ${FIVE_HIGHER}`);
    const later = sing(Array(20).fill(BETWEEN).join(" - "), false, early, 60_000);
    const again = sing(FIVE, false, later, 300_000);
    const five = (listening: Listening) => motifsHeard(listening).find(({ pitches }) => pitches.length === 5);
    expect([early, again].map((listening) => five(listening)?.count)).toEqual([3, 4]);
    expect(motifsHeard(again).at(-1)?.lastHeard).toBe(300_000 + 4 * 500);
  });

  test("on pads it is told by its pads and its rhythm", () => {
    const beat = "C2:1 D2:0.5 D2:0.5 F#2:1.5 A2:0.5";
    const between = "C2:1 F#2:1 D2:0.5 A2:1 A2:1";
    const [motif] = motifsHeard(sing(`${beat} ${between} ${beat} - - ${beat}`, true));
    expect(motif).toMatchObject({ pad: true, count: 3, pitches: ["C2", "D2", "D2", "F#2", "A2"].map(pitchNamed) });
    expect(motifsHeard(sing(`${beat} ${between} E2:1 F2:0.5 F2:0.5 Bb2:1.5 C#3:0.5`, true))).toEqual([]);
  });

  test("the highest key of each chord makes the tune", () => {
    const chordal = (listening: Listening, from: number): Listening =>
      [52, 59, 55, 64, 60].reduce((heard, pitch, i) => {
        const at = from + i * 400 + (i > 2 ? 300 : 0);
        return [pitch + 12, pitch].reduce((both, one, late) => hearNoteOn(both, at + 10 * late, one, 70), heard);
      }, listening);
    const motifs = motifsHeard(chordal(sing(BETWEEN, false, chordal(NOTHING_HEARD, 1_000), 4_000), 10_000));
    expect(motifs.map(({ pitches }) => pitches)).toEqual([[64, 71, 67, 76, 72]]);
  });
});

describe("what everybody falls into is no tune", () => {
  test.each([
    ["one note again and again", Array(40).fill("C4").join(" ")],
    ["two notes in turn", Array(20).fill("C4 E4").join(" ")],
    ["scales up and down", Array(5).fill("C4 D4 E4 F4 G4 A4 B4 C5 B4 A4 G4 F4 E4 D4").join(" ")],
    ["single steps here and there", "C4 D4 - - B4 C5 - A4 G4 - - - D4 E4 - F4 E4 - - C4 D4 - - - G4 A4 - C5 B4"],
  ])("%s", (_, notes) => expect(motifsHeard(sing(notes))).toEqual([]));

  test("one pad in an even beat", () => {
    expect(motifsHeard(sing(Array(60).fill("D2").join(" "), true))).toEqual([]);
  });
});

test("of pretend children's planted motifs of four to six notes most are caught, and little else", () => {
  let [caught, planted, none] = [0, 0, 0];
  const hear = (notes: readonly { at: number; pitch: number }[]) =>
    motifsHeard(notes.reduce((heard, { at, pitch }) => hearNoteOn(heard, at, pitch, 70), NOTHING_HEARD));
  for (let number = 0; number < 12; number++) {
    const child = { pad: false, jitter: 0.05, planted: true, length: 4 + (number % 3), times: 3 };
    const played = playMotifs(child, new Draws(motifSeed(number)));
    const motifs = hear(played.notes);
    planted += played.planted.length;
    caught += played.planted.filter(({ starts, length }) =>
      motifs.some(({ times, pitches }) => {
        const at = starts.map((start) => played.notes[start]?.at);
        return Math.abs(pitches.length - length) <= 1 && times.filter((time) => at.includes(time)).length >= 2;
      }),
    ).length;
    none += hear(playMotifs({ ...child, planted: false }, new Draws(motifSeed(number))).notes).length;
  }
  expect(caught / planted).toBeGreaterThanOrEqual(0.8);
  expect(none / 12).toBeLessThanOrEqual(0.3);
});
