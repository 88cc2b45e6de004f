import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { intervalEntropy } from "../../../../src/engine/music/ruler/intervals.ts";
import { LINE_BANDS, measureLine } from "../../../../src/engine/music/ruler/line-measures.ts";
import {
  pitchClassEntropy,
  scaleConsistency,
  stretchEntropy,
} from "../../../../src/engine/music/ruler/pitch-classes.ts";
import { durationContrast, grooveSimilarity } from "../../../../src/engine/music/ruler/rhythm.ts";
import { PPQ } from "../../../../src/engine/time/units.ts";
import { melodyOf } from "../../../helpers/notes.ts";
import { anyLine, OWN_TUNES, transposed } from "./lines.ts";

const BAR = 4 * PPQ;

describe("pitch classes", () => {
  test("two as often as each other are one bit, whatever the octave and the length", () => {
    expect(pitchClassEntropy(melodyOf("C4 1 G4 4 C5 1 G3 .5"))).toBeCloseTo(1, 12);
    expect(pitchClassEntropy([])).toBeNaN();
  });

  test("H1 is the mean over the bars, H4 over four", () => {
    const notes = melodyOf("C4 2 C4 2 C4 2 G4 2");
    expect(stretchEntropy(notes, BAR)).toBeCloseTo(0.5, 12);
    expect(stretchEntropy(notes, 4 * BAR)).toBeCloseTo(2 - 0.75 * Math.log2(3), 12);
  });

  test("the scale that holds most", () => {
    expect(scaleConsistency(melodyOf("C4 1 E4 1 G4 1 F#4 1"))).toBe(1);
    expect(scaleConsistency(melodyOf("C4 1 C#4 1 D4 1 D#4 1 E4 1"))).toBeCloseTo(3 / 5, 12);
  });
});

describe("rhythm", () => {
  test("two onsets of 48 places that the next bar has not", () => {
    expect(grooveSimilarity(melodyOf("C4 1 D4 1 E4 1 F4 1 G4 2 C4 2"), BAR)).toBeCloseTo(1 - 2 / 48, 12);
    expect(grooveSimilarity(melodyOf("C4 1 D4 3 E4 1 F4 3"), BAR)).toBe(1);
    expect(grooveSimilarity(melodyOf("C4 1 D4 3"), BAR)).toBeNaN();
  });

  test("long and short by turns, three to one, are a contrast of 100", () => {
    expect(durationContrast(melodyOf("C4 3 D4 1 E4 3 F4 1"))).toBeCloseTo(100, 12);
    expect(durationContrast(melodyOf("C4 1 D4 1 E4 1"))).toBe(0);
    expect(durationContrast(melodyOf("C4 1"))).toBeNaN();
  });
});

describe("intervals", () => {
  test("after a whole tone either one goes on or turns: 2 of 3 intervals are a bit each", () => {
    expect(intervalEntropy(melodyOf("C4 1 D4 1 E4 1 C4 1 D4 1"))).toBeCloseTo(2 / 3, 12);
    expect(intervalEntropy(melodyOf("C4 1 D4 1 C4 1 D4 1 C4 1"))).toBe(0);
    expect(intervalEntropy(melodyOf("C4 1 D4 1"))).toBeNaN();
  });
});

describe("a line", () => {
  test("is measured alike in every key", () => {
    fc.assert(
      fc.property(anyLine(8, 64), fc.integer({ min: -11, max: 11 }), (notes, by) => {
        const here = measureLine(notes, BAR);
        for (const [name, value] of Object.entries(measureLine(transposed(notes, by), BAR))) {
          const before = here[name as keyof typeof here];
          if (Number.isNaN(before)) expect(value).toBeNaN();
          else expect(value, name).toBeCloseTo(before, 12);
        }
      }),
    );
  });

  test("most of our own tunes keep to a scale and a groove, as folk tunes do", () => {
    const long = OWN_TUNES.filter(({ notes }) => notes.length >= 24);
    for (const figure of ["scaleConsistency", "groove"] as const) {
      const { low = Number.NaN, high = Number.NaN } = LINE_BANDS[figure] ?? {};
      const values = long.map(({ notes, meter }) => measureLine(notes, (meter.beats * 4 * PPQ) / meter.unit)[figure]);
      const inside = values.filter((value) => value >= low && value <= high).length;
      expect(inside / values.length, figure).toBeGreaterThan(0.85);
    }
  });
});
