import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { histogramOf, moverDistance, totalVariation } from "../../../../src/engine/music/ruler/histogram.ts";
import {
  courseDistance,
  pitchCourseOf,
  pitchRanges,
  prolongedShare,
} from "../../../../src/engine/music/ruler/pitch-course.ts";
import { identifyTune, portraitDistance, portraitOf } from "../../../../src/engine/music/ruler/portrait.ts";
import { PPQ } from "../../../../src/engine/time/units.ts";
import { melodyOf } from "../../../helpers/notes.ts";
import { anyLine, OWN_TUNES, transposed } from "./lines.ts";

const BAR = 4 * PPQ;

describe("histograms", () => {
  test("what is carried two bins costs two; what is elsewhere is elsewhere", () => {
    const a = histogramOf([0, 0], 4);
    const b = histogramOf([2, 2], 4);
    const c = histogramOf([0, 9], 4);
    expect([a, b, c]).toEqual([
      [1, 0, 0, 0],
      [0, 0, 1, 0],
      [0.5, 0, 0, 0.5],
    ]);
    expect([moverDistance(a, b), moverDistance(a, c), moverDistance(b, c)]).toEqual([2, 1.5, 1.5]);
    expect([totalVariation(a, b), totalVariation(a, c)]).toEqual([1, 0.5]);
    expect(moverDistance(a, histogramOf([], 4))).toBeNaN();
  });

  test("both distances are metrics", () => {
    const any = fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(any, any, any, (x, y, z) => {
        const [a, b, c] = [histogramOf(x, 12), histogramOf(y, 12), histogramOf(z, 12)];
        for (const distance of [moverDistance, totalVariation]) {
          expect(distance(a, a)).toBe(0);
          expect(distance(a, b)).toBeCloseTo(distance(b, a), 9);
          expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c) + 1e-9);
        }
      }),
    );
  });
});

describe("the pitch course", () => {
  const line = melodyOf("r 4 C4 1 E4 1 G4 2 D4 4 r 4 C5 1 G3 3");

  test("ranges of the segments, the empty one left out, and steps", () => {
    expect(pitchRanges(line, BAR)).toEqual([7, 0, 17]);
    const { ranges, variations } = pitchCourseOf(line, BAR);
    expect(ranges[7]).toBeCloseTo(1 / 3, 12);
    expect(ranges[17]).toBeCloseTo(1 / 3, 12);
    // 4 3 5 10 17 semitones.
    expect([3, 4, 5, 10, 17].map((step) => variations[step])).toEqual([0.2, 0.2, 0.2, 0.2, 0.2]);
  });

  test("the distance of two courses is in semitones", () => {
    const wide = melodyOf("C4 2 E4 2 C4 2 E4 2");
    const narrow = melodyOf("C4 2 D4 2 C4 2 D4 2");
    expect(courseDistance(pitchCourseOf(wide, BAR), pitchCourseOf(narrow, BAR))).toEqual({ ranges: 2, variations: 2 });
  });

  test("does not hear the key", () => {
    fc.assert(
      fc.property(anyLine(2, 40), fc.integer({ min: -12, max: 12 }), (notes, by) => {
        expect(pitchCourseOf(transposed(notes, by), BAR)).toEqual(pitchCourseOf(notes, BAR));
      }),
    );
  });

  test("a note is prolonged that lasts longer than 2 s", () => {
    // Four quarters at 120 last just 2 s.
    expect(prolongedShare(melodyOf("C4 4 D4 4.5 E4 1 F4 5"), 120)).toBe(0.5);
    expect(prolongedShare(melodyOf("C4 4 D4 4.5 E4 1 F4 5"), 240)).toBe(0);
    expect(prolongedShare([], 120)).toBeNaN();
  });
});

describe("portraits", () => {
  test("by hand", () => {
    const { intervals, rhythm } = portraitOf(melodyOf("C4 1 D4 .5 C4 .5 C6 8"));
    expect(intervals.flatMap((share, i) => (share > 0 ? [i - 12] : []))).toEqual([-2, 2, 12]);
    expect(rhythm.flatMap((share, i) => (share > 0 ? [[i, share]] : []))).toEqual([
      [6, 0.5],
      [12, 0.25],
      [48, 0.25],
    ]);
  });

  test("do not hear the key, and lie between 0 and 1 from each other", () => {
    fc.assert(
      fc.property(anyLine(2, 40), anyLine(2, 40), fc.integer({ min: -12, max: 12 }), (notes, others, by) => {
        expect(portraitDistance(portraitOf(notes), portraitOf(transposed(notes, by)))).toBe(0);
        const distance = portraitDistance(portraitOf(notes), portraitOf(others));
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(distance).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  test("each of our own tunes is known by its notes in any order of its two halves, and there is nobody among nobody", () => {
    const candidates = OWN_TUNES.map(({ notes }) => portraitOf(notes));
    const found = OWN_TUNES.filter(({ notes }, i) => {
      const half = Math.floor(notes.length / 2);
      return identifyTune(portraitOf([...notes.slice(half), ...notes.slice(0, half)]), candidates) === i;
    });
    expect(found.length).toBe(OWN_TUNES.length);
    expect(identifyTune(portraitOf(melodyOf("C4 1 D4 1")), [])).toBe(-1);
  });
});
