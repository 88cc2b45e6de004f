import type { Millis } from "../time/units.ts";

/** A silence longer than this is a pause between phrases and no interval. practice.md 8. */
export const PAUSE: Millis = 2_500;

/** The middle value; of an even number of values the mean of the two; undefined for none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[middle - 1];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

/** Intervals between onsets, without the pauses between phrases (over 2.5 s). */
export function intervalsBetween(onsets: readonly Millis[]): Millis[] {
  const intervals: Millis[] = [];
  for (let i = 1; i < onsets.length; i++) {
    const interval = (onsets[i] ?? 0) - (onsets[i - 1] ?? 0);
    if (interval <= PAUSE) intervals.push(interval);
  }
  return intervals;
}

/**
 * How uneven intervals are: SD/mean after each is brought to the level of the median, divided by ½, 1 or 2, whichever multiple of
 * it is nearest in ratio. measures.md, `steady_cv`. Undefined below `least` intervals.
 */
export function foldedVariation(intervals: readonly Millis[], least: number): number | undefined {
  const centre = median(intervals);
  if (centre === undefined || centre <= 0 || intervals.length < Math.max(2, least)) return undefined;
  const folded = intervals.map((interval) => {
    const octaves = Math.round(Math.log2(Math.max(1, interval) / centre));
    return interval / 2 ** Math.max(-1, Math.min(1, octaves));
  });
  const mean = folded.reduce((sum, interval) => sum + interval, 0) / folded.length;
  const squares = folded.reduce((sum, interval) => sum + (interval - mean) ** 2, 0);
  return Math.sqrt(squares / (folded.length - 1)) / mean;
}
