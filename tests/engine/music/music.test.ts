import { describe, expect, test } from "vitest";
import { estimateKey, type Key } from "../../../src/engine/music/key.ts";
import { levelOf, velocityOf } from "../../../src/engine/music/level.ts";
import { barTicks, beatTicks } from "../../../src/engine/music/meter.ts";
import { pitchName, pitchOf } from "../../../src/engine/music/note.ts";
import {
  degreeOf,
  HARMONIC_MINOR,
  inScale,
  MAJOR,
  NATURAL_MINOR,
  pitchOfDegree,
  scaleOf,
  shiftBySteps,
  snap,
  snapWithin,
} from "../../../src/engine/music/scale.ts";
import { melodyOf } from "../../helpers/notes.ts";

describe("pitch names", () => {
  test.each([
    ["C4", 60],
    ["A4", 69],
    ["F#3", 54],
    ["Bb5", 82],
    ["C-1", 0],
    ["G9", 127],
  ])("%s is %i", (name, pitch) => expect(pitchOf(name)).toBe(pitch));

  test("and back, with sharps", () => expect([60, 61, 0, 127].map(pitchName)).toEqual(["C4", "C#4", "C-1", "G9"]));

  test("what is no name says so", () => expect(() => pitchOf("H4")).toThrow('"H4" is not the name of a pitch'));
});

describe("the key of a melody", () => {
  const table: [string, string, Key, number?][] = [
    ["a C major tune", "C4 1 D4 1 E4 1 F4 1 G4 2 G4 2 A4 1 A4 1 G4 2 C4 2", { tonic: 0, mode: "major" }],
    ["an A minor tune", "A4 2 B4 1 C5 1 D5 1 E5 2 D5 1 C5 1 B4 1 A4 2 E4 1 A4 2", { tonic: 9, mode: "minor" }],
    ["a tune in D with its signature", "D4 2 F#4 1 A4 1 D5 2 C#5 1 A4 1 D4 2", { tonic: 2, mode: "major" }, 2],
    [
      "a B minor tune with the same signature",
      "B4 2 C#5 1 D5 2 E5 1 F#5 2 D5 1 B4 2 F#4 1 B4 2",
      { tonic: 11, mode: "minor" },
      2,
    ],
  ];
  test.each(table)("%s", (_, words, key, fifths) => expect(estimateKey(melodyOf(words), fifths)).toEqual(key));

  test("a signature that the notes do not keep is not believed", () => {
    const notes = melodyOf("E4 2 G#4 1 B4 1 E5 2 D#5 1 C#5 1 B4 2 A4 1 G#4 1 F#4 1 E4 2");
    expect(estimateKey(notes, -3)).toEqual({ tonic: 4, mode: "major" });
  });
});

describe("scales", () => {
  test("minor takes the seventh degree that sounds longer", () => {
    const key: Key = { tonic: 9, mode: "minor" };
    expect(scaleOf(key, melodyOf("A4 1 G#4 2 G4 1"))).toBe(HARMONIC_MINOR);
    expect(scaleOf(key, melodyOf("A4 1 G#4 1 G4 2"))).toBe(NATURAL_MINOR);
  });

  test("degrees and pitches are inverse, below the tonic too", () => {
    for (const scale of [MAJOR, NATURAL_MINOR, HARMONIC_MINOR]) {
      for (let degree = -15; degree <= 15; degree++) expect(degreeOf(scale, pitchOfDegree(scale, degree))).toBe(degree);
    }
  });

  test.each([
    [1, 0],
    [6, 5],
    [-2, -3],
    [11, 11],
  ])("%i snaps to %i in major", (pitch, snapped) => expect(snap(MAJOR, pitch)).toBe(snapped));

  test.each([
    [1, -12, 12, 0],
    [1, 1, 12, 2],
    [-1, -5, 5, -1],
    [10, -12, 10, 9],
    [30, -12, 10, 9],
    [-30, -11, 10, -10],
    [-30, 1, 13, 2],
    [6, 6, 6, 6],
  ])("%i snaps, within %i to %i, to %i in major", (pitch, low, high, snapped) => {
    expect(snapWithin(MAJOR, pitch, low, high)).toBe(snapped);
  });

  test("shifting by steps stays in the scale", () => {
    expect([0, 4, 7, 11].map((pitch) => shiftBySteps(MAJOR, pitch, 1))).toEqual([2, 5, 9, 12]);
    expect(inScale(MAJOR, shiftBySteps(MAJOR, 1, 3))).toBe(true);
  });
});

test.each([
  [{ beats: 4, unit: 4 }, 1920, 480],
  [{ beats: 3, unit: 4 }, 1440, 480],
  [{ beats: 6, unit: 8 }, 1440, 720],
  [{ beats: 3, unit: 8 }, 720, 240],
  [{ beats: 2, unit: 2 }, 1920, 960],
])("a bar and a beat of %o", (meter, bar, beat) => {
  expect(barTicks(meter)).toBe(bar);
  expect(beatTicks(meter)).toBe(beat);
});

test.each([
  [100, -4.2],
  [90, -6.0],
  [80, -8.0],
  [64, -11.9],
  [45, -18.0],
  [32, -23.9],
])("velocity %i is %f dB (sensory-safety table)", (velocity, level) => {
  expect(levelOf(velocity)).toBeCloseTo(level, 1);
  expect(velocityOf(levelOf(velocity))).toBeCloseTo(velocity, 6);
});
