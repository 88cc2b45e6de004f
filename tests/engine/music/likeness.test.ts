import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addLikeness,
  estrangement,
  intervalHabits,
  type Likeness,
  openLikeness,
} from "../../../src/engine/music/likeness.ts";
import type { Note } from "../../../src/engine/music/note.ts";
import { melodyOf } from "../../helpers/notes.ts";
import { anyLine } from "./ruler/lines.ts";

/** The counts by their kinds, without what never came: { size: how often }. */
function countsOf({ counts }: Likeness) {
  const kind = (from: number, to: number, first = 0) =>
    Object.fromEntries([...counts.subarray(from, to)].flatMap((n, i) => (n > 0 ? [[i + first, n]] : [])));
  return { sizes: kind(0, 13), intervals: kind(13, 38, -12), durations: kind(38, 87), ranges: kind(87, 112) };
}

function likenessOf(...segments: string[]): Likeness {
  return segments.reduce((sum, words) => addLikeness(sum, melodyOf(words), undefined), openLikeness());
}

describe("what a line is made of", () => {
  test("counted by hand", () => {
    // Durations in twelfths of a quarter.
    expect(countsOf(likenessOf("C4 1 D4 .5 C4 .5 G4 2"))).toEqual({
      sizes: { 2: 2, 7: 1 },
      intervals: { "-2": 1, 2: 1, 7: 1 },
      durations: { 6: 2, 12: 1, 24: 1 },
      ranges: { 7: 1 },
    });
  });

  test("includes the interval from the note before", () => {
    const [before] = melodyOf("F4 1");
    expect(countsOf(addLikeness(openLikeness(), melodyOf("C4 1 C4 1"), before))).toEqual({
      sizes: { 0: 1, 5: 1 },
      intervals: { "-5": 1, 0: 1 },
      durations: { 12: 2 },
      ranges: { 0: 1 },
    });
  });

  test("counts what is off every scale at its end", () => {
    expect(countsOf(likenessOf("C4 9 C6 .01 C3 1"))).toEqual({
      sizes: { 12: 2 },
      intervals: { "-12": 1, 12: 1 },
      durations: { 0: 1, 12: 1, 48: 1 },
      ranges: { 24: 1 },
    });
  });

  test("is the same counted at once or in parts, but for the ranges, one a part", () => {
    fc.assert(
      fc.property(anyLine(2, 40), fc.nat(), (notes, cut) => {
        const at = 1 + (cut % (notes.length - 1));
        const { ranges, ...whole } = countsOf(addLikeness(openLikeness(), notes, undefined));
        const first = addLikeness(openLikeness(), notes.slice(0, at), undefined);
        const { ranges: both, ...parts } = countsOf(addLikeness(first, notes.slice(at), notes[at - 1]));
        expect(parts).toEqual(whole);
        const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, n) => total + n, 0);
        expect([sum(ranges), sum(both)]).toEqual([1, 2]);
      }),
    );
  });

  test("leaves what it adds to as it was", () => {
    const before = likenessOf("C4 1 D4 1");
    addLikeness(before, melodyOf("E4 1 G4 1"), undefined);
    expect(before).toEqual(likenessOf("C4 1 D4 1"));
  });
});

/** What a wrong count of each kind costs, as likeness.ts has it. */
const WEIGHTS = { sizes: 4, intervals: 0.5, durations: 0.5, ranges: 10 };

describe("estrangement", () => {
  // Half steps of two up and down, all quarters, within a whole tone.
  const steps = "C4 1 D4 1 C4 1 D4 1 C4 1";
  const self = likenessOf(steps);
  const from = (made: Likeness, words: string) => estrangement(made, self, melodyOf(words), undefined);

  test("by hand: repeated notes in a stream of steps", () => {
    // Two intervals of 0 where 2 is due lie 2 · 2 wrong, ½ (2 + 2) with their signs; a range of 0 where 2 is due lies 2 wrong.
    const still = 4 * WEIGHTS.sizes + 2 * WEIGHTS.intervals + 2 * WEIGHTS.ranges;
    expect(from(openLikeness(), "C4 1 C4 1 C4 1")).toBeCloseTo(still / 3, 12);
    // Eighths besides: ½ (3 + 3).
    expect(from(openLikeness(), "C4 .5 C4 .5 C4 .5")).toBeCloseTo((still + 3 * WEIGHTS.durations) / 3, 12);
    // One interval fewer, and the range as wrong.
    const short = 2 * WEIGHTS.sizes + WEIGHTS.intervals + 2 * WEIGHTS.ranges;
    expect(from(openLikeness(), "C4 1 C4 1")).toBeCloseTo(short / 2, 12);
  });

  test("is nothing for a segment of the very proportions", () => {
    expect(from(openLikeness(), steps)).toBeCloseTo(0, 12);
    expect(from(likenessOf(steps, steps), "E4 1 D4 1 E4 1 D4 1 E4 1")).toBeCloseTo(0, 12);
  });

  test("is negative for a segment that mends the proportions, positive for one that spoils them further", () => {
    const still = likenessOf("C4 1 C4 1 C4 1 C4 1 C4 1");
    const mixed = addLikeness(self, melodyOf("C4 1 C4 1 C4 1 C4 1 C4 1"), undefined);
    expect(estrangement(still, mixed, melodyOf(steps), undefined)).toBeLessThan(0);
    expect(estrangement(still, mixed, melodyOf("C4 1 C4 1 C4 1 C4 1 C4 1"), undefined)).toBeGreaterThan(0);
    // Where leaps are missing, a segment with a leap mends; where there are too many, the same segment spoils.
    const leaping = likenessOf("C4 1 G4 1 C4 1 D4 1 C4 1");
    const leap = "C4 1 G4 1 C4 1 G4 1 C4 1";
    expect(estrangement(self, leaping, melodyOf(leap), undefined)).toBeLessThan(0);
    expect(estrangement(likenessOf(leap), leaping, melodyOf(leap), undefined)).toBeGreaterThan(0);
  });

  test("adds up: by whatever way a line has come to what it is made of, it is equally far from the tune", () => {
    fc.assert(
      fc.property(anyLine(2, 30), anyLine(2, 30), anyLine(2, 30), (tune, first, second) => {
        const own = addLikeness(openLikeness(), tune, undefined);
        const far = (...parts: Note[][]) => {
          let [made, sum] = [openLikeness(), 0];
          for (const notes of parts) {
            sum += notes.length * estrangement(made, own, notes, undefined);
            made = addLikeness(made, notes, undefined);
          }
          return sum;
        };
        expect(far(first, second)).toBeCloseTo(far(second, first), 9);
        expect(far(first, second)).toBeGreaterThan(-1e-9);
        expect(far(tune, tune)).toBeCloseTo(0, 9);
      }),
    );
  });
});

describe("a line's habits", () => {
  test("are the shares of its intervals, with a floor under each within a fifth", () => {
    const habits = intervalHabits(likenessOf("C4 1 D4 1 E4 1 C4 1 C5 1"), 0.01);
    const at = (interval: number) => habits[interval + 12];
    expect(habits).toHaveLength(25);
    expect([at(2), at(-4), at(12)]).toEqual([0.51, 0.26, 0.25]);
    expect([at(0), at(7), at(-7), at(8), at(-8)]).toEqual([0.01, 0.01, 0.01, 0, 0]);
  });

  test("of nothing are the floor alone", () => {
    expect(intervalHabits(openLikeness(), 0.02).reduce((sum, share) => sum + share, 0)).toBeCloseTo(15 * 0.02, 12);
  });
});
