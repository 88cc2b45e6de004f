import type { Millis } from "../time/units.ts";

/** No hand strikes one pad twice as fast as this: the second stroke is the pad's own bouncing. */
const BOUNCE: Millis = 70;
/** Bounces that are remembered. */
const KEPT = 16;
/** So many must have been seen before anything is suggested. */
const ENOUGH = 2;
/** The window reaches this far beyond the slowest bounce. */
const MARGIN: Millis = 10;
const STEP: Millis = 5;

/** The double hits with one more gap between two strokes of a key, if it was one. */
export function seeGap(gaps: readonly Millis[], gap: Millis): readonly Millis[] {
  return gap > 0 && gap < BOUNCE ? [...gaps.slice(1 - KEPT), gap] : gaps;
}

/** A window that would leave out the double hits that were seen, in whole steps of 5 ms; null after fewer than two. */
export function suggestWindow(gaps: readonly Millis[]): Millis | null {
  if (gaps.length < ENOUGH) return null;
  return Math.ceil((Math.max(...gaps) + MARGIN) / STEP) * STEP;
}
