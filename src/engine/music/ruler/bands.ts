import type { WindowMeasures } from "./window-measures.ts";

/** Where a figure lies in real tunes: 5 % are lower than `low`, 5 % higher than `high`. Both count as inside. */
export interface Band {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/**
 * The bands of metrics 1–8 in 8,327 European and Chinese folk tunes (Essen). Shares of few tokens come in steps; their
 * bounds are written as the step of a 64-note window that rounds to the published number (.05 is 3 of 63 tokens, .30 is
 * 17 of 56 8-grams). Of `reversal` only the pooled share, .75, is known of Essen: its band is that of the 64-note windows
 * of the training tunes of Open Hymnal and the simple OpenScore Lieder (`npm run bench -- ruler` prints it).
 */
export const BANDS: Readonly<Record<keyof WindowMeasures, Band>> = {
  lz76: { low: 0.5, median: 0.7, high: 0.86 },
  longestRepeat: { low: 3 / 63, median: 0.13, high: 0.34 },
  repeated4: { low: 0, median: 0.1, high: 0.42 },
  repeated8: { low: 0, median: 0, high: 17 / 56 },
  bestLag: { low: 0.15, median: 0.35, high: 0.73 },
  bestBar: { low: 0.25, median: 0.52, high: 0.75 },
  meanInterval: { low: 1.46, median: 2.26, high: 3.34 },
  leapShare: { low: 0, median: 0.015, high: 0.097 },
  largestInterval: { low: 5, median: 8, high: 12 },
  reversal: { low: 3 / 7, median: 0.8, high: 1 },
  longestRatio: { low: 2, median: 3, high: 8 },
  longShare: { low: 0, median: 0, high: 0.036 },
};

/** The figures of each of the metrics 1–8, in their order. */
export const METRICS: readonly (readonly (keyof WindowMeasures)[])[] = [
  ["lz76"],
  ["longestRepeat"],
  ["repeated4", "repeated8"],
  ["bestLag"],
  ["bestBar"],
  ["meanInterval", "leapShare", "largestInterval"],
  ["reversal"],
  ["longestRatio", "longShare"],
];

/** How far a figure lies outside its band, in widths of the band; 0 inside, and for NaN. */
export function outside(value: number, { low, high }: Band): number {
  if (value < low) return (low - value) / (high - low);
  return value > high ? (value - high) / (high - low) : 0;
}

/**
 * The combined distance of a window from the folk bands: the sum over metrics 1–8 of how far each lies outside its band
 * ({@link outside}); a metric of several figures counts with their mean. 0 where all lie inside.
 */
export function bandDistance(measures: WindowMeasures): number {
  let distance = 0;
  for (const figures of METRICS) {
    let sum = 0;
    for (const figure of figures) sum += outside(measures[figure], BANDS[figure]);
    distance += sum / figures.length;
  }
  return distance;
}
