import { describe, expect, test } from "vitest";
import { keyOf } from "../../../src/engine/music/home.ts";
import { inMode } from "../../../src/engine/music/key.ts";
import { pitchName } from "../../../src/engine/music/note.ts";
import { scaleOf } from "../../../src/engine/music/scale.ts";
import { isOwnScale, SCALE_NAMES, SCALES, type ScaleName, stepsOf } from "../../../src/engine/music/scales.ts";

/** Each scale on C as musicians spell it (in this project's note names), and the mode its tones are nearest to. */
const ON_C: Record<ScaleName, readonly [notes: string, mode: "major" | "minor"]> = {
  majorPentatonic: ["C D E G A", "major"],
  minorPentatonic: ["C D# F G A#", "minor"],
  major: ["C D E F G A B", "major"],
  minor: ["C D D# F G G# A#", "minor"],
  dorian: ["C D D# F G A A#", "minor"],
  mixolydian: ["C D E F G A A#", "major"],
  lydian: ["C D E F# G A B", "major"],
  phrygian: ["C C# D# F G G# A#", "minor"],
  blues: ["C D# F F# G A#", "minor"],
  wholeTone: ["C D E F# G# A#", "major"],
  hirajoshi: ["C D D# G G#", "minor"],
  pelogLike: ["C C# D# G G#", "minor"],
  chromatic: ["C C# D D# E F F# G G# A A# B", "major"],
};

describe.each(SCALE_NAMES)("%s", (name) => {
  const [notes, mode] = ON_C[name];

  test("has the notes that musicians know it by, and a source", () => {
    const names = SCALES[name].steps.map((step) => pitchName(60 + step).replace("4", ""));
    expect(names.join(" ")).toBe(notes);
    expect(isOwnScale(SCALES[name].steps)).toBe(true);
    expect(SCALES[name].source.length).toBeGreaterThan(10);
  });

  test("is known to the networks by the mode it is nearest to", () => {
    expect(keyOf({ tonic: 2, scale: name })).toEqual({ tonic: 2, mode, scale: name });
  });
});

test("pentatonics are the modes without the notes that clash; the modes are the major scale from other steps on", () => {
  const from = (name: ScaleName, step: number) =>
    SCALES[name].steps.map((other) => (other - step + 12) % 12).sort((a, b) => a - b);
  expect(from("majorPentatonic", 9)).toEqual(SCALES.minorPentatonic.steps);
  expect(from("major", 2)).toEqual(SCALES.dorian.steps);
  expect(from("major", 4)).toEqual(SCALES.phrygian.steps);
  expect(from("major", 5)).toEqual(SCALES.lydian.steps);
  expect(from("major", 7)).toEqual(SCALES.mixolydian.steps);
  expect(from("major", 9)).toEqual(SCALES.minor.steps);
});

test("a scale of one's own has 3 to 12 steps from the root on", () => {
  for (const right of [[0, 4, 7], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], SCALES.blues.steps]) {
    expect(isOwnScale(right)).toBe(true);
  }
  for (const wrong of [[], [0, 7], [2, 4, 7], [0, 7, 4], [0, 4, 4, 7], [0, 4, 12], [0, 3.5, 7]]) {
    expect(isOwnScale(wrong)).toBe(false);
  }
  expect(stepsOf([0, 4, 7])).toEqual([0, 4, 7]);
});

test("the scale that was set is a key's scale, whatever is played; a key without one goes by what is played", () => {
  const raised = [{ pitch: 68, duration: 4 }];
  expect(scaleOf(keyOf({ tonic: 9, scale: "minor" }), raised).steps).toEqual(SCALES.minor.steps);
  expect(scaleOf(keyOf({ tonic: 9, scale: [0, 5, 7] }), raised).steps).toEqual([0, 5, 7]);
  expect(scaleOf(keyOf({ tonic: 9, mode: "minor" }), raised).steps).toContain(11);
});

test("a relative keeps the notes; a scale that is neither major nor minor has none", () => {
  expect(inMode(keyOf({ tonic: 0, scale: "major" }), "minor")).toEqual({ tonic: 9, mode: "minor", scale: "minor" });
  expect(inMode({ tonic: 9, mode: "minor" }, "major")).toEqual({ tonic: 0, mode: "major" });
  const dorian = keyOf({ tonic: 2, scale: "dorian" });
  expect(inMode(dorian, "major")).toBe(dorian);
});
