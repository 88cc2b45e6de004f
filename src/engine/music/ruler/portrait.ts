import { PPQ } from "../../time/units.ts";
import type { Note } from "../note.ts";
import { type Histogram, histogramOf, totalVariation } from "./histogram.ts";
import { intervalsOf } from "./intervals.ts";

/** What a tune is known by, however its segments are ordered: how often each interval and each duration comes. */
export interface Portrait {
  /** Intervals −12 … +12 and beyond: 25 bins. */
  readonly intervals: Histogram;
  /** Durations in 12ths of a quarter, up to a whole note and more. */
  readonly rhythm: Histogram;
}

const OCTAVE = 12;
/** Durations told apart in a quarter: semiquavers and triplets. */
const GRAINS = 12;
const LONGEST = 4 * GRAINS;

/** The portrait of a line. */
export function portraitOf(notes: readonly Note[]): Portrait {
  const intervals = Array.from(intervalsOf(notes), (interval) => interval + OCTAVE);
  const durations = notes.map(({ duration }) => (duration * GRAINS) / PPQ);
  return { intervals: histogramOf(intervals, 2 * OCTAVE + 1), rhythm: histogramOf(durations, LONGEST + 1) };
}

/** How unlike two portraits are, 0 to 1: the mean of the total variations of both histograms. */
export function portraitDistance(a: Portrait, b: Portrait): number {
  return (totalVariation(a.intervals, b.intervals) + totalVariation(a.rhythm, b.rhythm)) / 2;
}

/** The place of the candidate that a portrait is most like, the first of equals; −1 where there is none. */
export function identifyTune(portrait: Portrait, candidates: readonly Portrait[]): number {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, candidate] of candidates.entries()) {
    const distance = portraitDistance(portrait, candidate);
    if (distance < least) {
      least = distance;
      nearest = i;
    }
  }
  return nearest;
}
