import type { Note } from "../note.ts";
import type { Band } from "./bands.ts";
import { intervalsOf } from "./intervals.ts";
import { measureRepetition } from "./repetition.ts";

/** Interval 8-gram repetition of real tunes joined to streams of so many notes (Essen). */
export const STREAM_BANDS: Readonly<Record<300 | 1_200 | 3_600, Band>> = {
  300: { low: 0.034, median: 0.075, high: 0.259 },
  1200: { low: 0.076, median: 0.117, high: 0.194 },
  3600: { low: 0.101, median: 0.131, high: 0.168 },
};

/**
 * Share of the interval 8-grams in the stream's first `count` notes that came before, 1 − distinct/total: what a listener
 * has heard already. NaN for a stream of fewer notes. Takes a time that grows with count² (1,200 notes: a millisecond).
 */
export function streamRepetition(notes: readonly Note[], count: number): number {
  if (notes.length < count) return Number.NaN;
  return measureRepetition(intervalsOf(notes.slice(0, count))).repeated8;
}
