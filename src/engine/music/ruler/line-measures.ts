import type { Ticks } from "../../time/units.ts";
import type { Note } from "../note.ts";
import type { Band } from "./bands.ts";
import { intervalEntropy } from "./intervals.ts";
import { pitchClassEntropy, scaleConsistency, stretchEntropy } from "./pitch-classes.ts";
import { durationContrast, grooveSimilarity } from "./rhythm.ts";

/**
 * Metrics 9–12. All but the last two are blind to the order of the pitches: never to be relied on alone.
 */
export interface LineMeasures {
  /** Bit. */
  readonly pitchClassEntropy: number;
  /** H1: mean of the bars, bit. */
  readonly barEntropy: number;
  /** H4: mean of every four bars, bit. */
  readonly fourBarEntropy: number;
  readonly scaleConsistency: number;
  readonly groove: number;
  /** Of an interval, the one before known: bit. */
  readonly intervalEntropy: number;
  /** nPVI. */
  readonly durationContrast: number;
}

/** Measures a monophonic line, by rights of 64 notes, with bars of `bar` ticks. NaN where a figure is undefined. */
export function measureLine(notes: readonly Note[], bar: Ticks): LineMeasures {
  return {
    pitchClassEntropy: pitchClassEntropy(notes),
    barEntropy: stretchEntropy(notes, bar),
    fourBarEntropy: stretchEntropy(notes, 4 * bar),
    scaleConsistency: scaleConsistency(notes),
    groove: grooveSimilarity(notes, bar),
    intervalEntropy: intervalEntropy(notes),
    durationContrast: durationContrast(notes),
  };
}

/** The bands of metrics 9–12 in 8,327 folk tunes (Essen), as far as they are published. */
export const LINE_BANDS: Readonly<Partial<Record<keyof LineMeasures, Band>>> = {
  pitchClassEntropy: { low: 2.03, median: 2.45, high: 2.76 },
  scaleConsistency: { low: 0.95, median: 1, high: 1 },
  groove: { low: 0.932, median: 0.964, high: 0.987 },
  intervalEntropy: { low: 1.01, median: 1.51, high: 1.89 },
  durationContrast: { low: 15, median: 36, high: 63 },
};
