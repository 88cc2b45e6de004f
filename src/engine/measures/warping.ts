import { type Line, steps } from "./phrase-features.ts";
import { median } from "./statistics.ts";

/** Each interval as octaves of the phrase's median interval: the same rhythm at any tempo has the same numbers. */
function shape(line: Line): number[] {
  const intervals = steps(line.at);
  const centre = median(intervals) ?? 1;
  return intervals.map((interval) => Math.log2(interval / centre));
}

/**
 * Dynamic time warping (Sakoe & Chiba 1978, symmetric steps 1-1-1): the least mean difference along a path that pairs the
 * two series from end to end. Undefined when one is empty.
 */
export function warpedDistance(first: readonly number[], second: readonly number[]): number | undefined {
  const cells = first.map(() => second.map(() => ({ cost: 0, length: 0 })));
  for (const [i, x] of first.entries()) {
    for (const [j, y] of second.entries()) {
      const before = [cells[i - 1]?.[j - 1], cells[i - 1]?.[j], cells[i]?.[j - 1]].filter((cell) => cell !== undefined);
      const best = before.reduce(
        (least, cell) => (cell.cost < least.cost ? cell : least),
        before[0] ?? { cost: 0, length: 0 },
      );
      const row = cells[i];
      if (row) row[j] = { cost: best.cost + Math.abs(x - y), length: best.length + 1 };
    }
  }
  const end = cells[first.length - 1]?.[second.length - 1];
  return end && end.cost / end.length;
}

/**
 * Rhythm likeness by warping, the option beside `imit_rhythm`: 1 − mean difference in octaves of interval length, not below
 * 0; undefined for phrases of one onset. It forgives stretched and left-out onsets, so it is more often high by chance.
 */
export function warpedLikeness(model: Line, copy: Line): number | undefined {
  const distance = warpedDistance(shape(model), shape(copy));
  return distance === undefined ? undefined : Math.max(0, 1 - distance);
}
