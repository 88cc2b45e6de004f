import { describe, expect, test } from "vitest";
import type { Key } from "../../src/engine/music/key.ts";
import type { Note } from "../../src/engine/music/note.ts";
import { noteEnd } from "../../src/engine/music/note.ts";
import { decodeSteps, encodeSteps, STEP_EVENTS, shiftToCommonKey } from "../../src/models/melody-steps.ts";
import { loadTunes } from "../../src/server/library.ts";
import { melodyOf } from "../helpers/notes.ts";

const C_MAJOR: Key = { tonic: 0, mode: "major" };
const FOUR_FOUR = { beats: 4, unit: 4 };

function encode(words: string, key = C_MAJOR, meter = FOUR_FOUR): number[] {
  return [...encodeSteps({ notes: melodyOf(words), key, meter }).events];
}

describe("a melody as events", () => {
  test("has a class a sixteenth: a note begins, nothing new, the note ends", () => {
    // C4 is 12 semitones above C3, whose class is 2; what begins in a middle octave is not moved.
    expect(encode("C4 .5 E4 .25 r .5 G4 .25 C5 .25")).toEqual([14, 0, 18, 1, 0, 21, 26]);
  });

  test.each([
    ["D major", { tonic: 2, mode: "major" }, "D4 1 F#4 1 A4 1", -2],
    ["B minor, its relative", { tonic: 11, mode: "minor" }, "B3 1 D4 1 F#4 1", -2],
    ["C major an octave low", C_MAJOR, "C2 1 E2 1 G2 1", 24],
    ["A minor very high", { tonic: 9, mode: "minor" }, "A6 1 C7 1 E7 1", -36],
  ] as const)("%s is moved to C major or A minor, near the middle of C3–B5", (_, key, words, shift) => {
    expect(shiftToCommonKey({ key, notes: melodyOf(words) })).toBe(shift);
  });

  test("leaves out whole bars of silence and keeps the rest of the bar", () => {
    expect(encode("C4 1 r 3 E4 1")).toHaveLength(20);
    expect(encode("C4 1 r 11 E4 1")).toHaveLength(20);
    expect(encode("C4 1 r 4 E4 1")).toEqual(encode("C4 1 E4 1"));
  });

  test("moves triplets to the nearest step, and keeps the longest note of those that meet there", () => {
    const third = 1 / 3;
    expect(encode(`C4 ${third} D4 ${third} E4 ${third} F4 1`)).toEqual([14, 16, 0, 18, 19, 0, 0, 0]);
    const grace: Note[] = [
      { onset: 0, duration: 50, pitch: 62, velocity: 72 },
      { onset: 50, duration: 430, pitch: 60, velocity: 72 },
    ];
    expect([...encodeSteps({ notes: grace, key: C_MAJOR, meter: FOUR_FOUR }).events]).toEqual([14, 0, 0, 0]);
  });

  test("moves pitches that leave C3–B5 into it by octaves", () => {
    const wide = encodeSteps({ notes: melodyOf("C2 1 C4 1 C6 1"), key: C_MAJOR, meter: FOUR_FOUR });
    expect(decodeSteps(wide.events, 0, 72).map(({ pitch }) => pitch)).toEqual([48, 60, 72]);
  });

  test("is nothing without notes", () => {
    expect([...encodeSteps({ notes: [], key: C_MAJOR, meter: FOUR_FOUR }).events]).toEqual([]);
    expect(decodeSteps([], 0, 72)).toEqual([]);
    expect(decodeSteps([0, 0, 1, 0], 0, 72)).toEqual([]);
  });
});

test("our own tunes come back as they were, as far as they lie on the grid and keep to three octaves", () => {
  let compared = 0;
  for (const tune of loadTunes()) {
    const onGrid = tune.notes.every(({ onset, duration }) => onset % 120 === 0 && duration % 120 === 0);
    const longestRest = Math.max(...tune.notes.slice(1).map((note, i) => note.onset - noteEnd(tune.notes[i] as Note)));
    if (!onGrid || longestRest >= 480) continue;
    const { events, shift } = encodeSteps(tune);
    expect(Math.max(...events)).toBeLessThan(STEP_EVENTS);
    const start = tune.notes[0]?.onset ?? 0;
    const back = decodeSteps(events, shift, 72);
    expect(back, tune.id).toEqual(tune.notes.map((note) => ({ ...note, onset: note.onset - start, velocity: 72 })));
    compared++;
  }
  expect(compared).toBeGreaterThan(40);
});
