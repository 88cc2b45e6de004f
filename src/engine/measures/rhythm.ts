import type { Millis } from "../time/units.ts";
import { gate, type Measure } from "./measure.ts";
import { deviation, mean, median, sum } from "./statistics.ts";

/** Intervals between onsets, one list a bout, as `intervalsOf` gives them: no interval reaches across two bouts. */
type IntervalRuns = readonly (readonly Millis[])[];

/** Intervals that count as a beat for `tempo`. */
const BEAT = { shortest: 200, longest: 2_000 } as const;

/** Coefficient of variation: SD(d)/mean(d), sample SD; undefined below two intervals. */
export function variation(intervals: readonly Millis[]): number | undefined {
  const centre = mean(intervals);
  const spread = deviation(intervals);
  return centre === undefined || spread === undefined || centre === 0 ? undefined : spread / centre;
}

/** The interval brought to the median's level: divided by ½, 1 or 2, whichever multiple of the median is nearest in ratio. */
function fold(interval: Millis, centre: Millis): Millis {
  const steps = Math.round(Math.log2(interval / centre));
  return interval / 2 ** Math.max(-1, Math.min(1, steps));
}

/** {@link variation} after folding each interval to the nearest of ½, 1 and 2 × the median interval. */
export function foldedVariation(intervals: readonly Millis[]): number | undefined {
  const centre = median(intervals);
  if (centre === undefined || centre <= 0) return undefined;
  return variation(intervals.map((interval) => fold(interval, centre)));
}

/**
 * Normalised pairwise variability index: 100/(m−1) · Σ |dₖ − dₖ₊₁| / ((dₖ + dₖ₊₁)/2) over neighbouring intervals of the
 * same bout (of one bout: the formula of measures.md). 0 for even intervals; undefined without a pair.
 */
export function pairwiseVariability(runs: IntervalRuns): number | undefined {
  const contrasts = runs.flatMap((intervals) =>
    intervals.slice(1).map((next, i) => {
      const interval = intervals[i] ?? next;
      return Math.abs(interval - next) / ((interval + next) / 2);
    }),
  );
  return contrasts.length === 0 ? undefined : (100 * sum(contrasts)) / contrasts.length;
}

/**
 * `tempo`, child's own speed in onsets a minute: 60000 / median of the in-bout intervals of 200–2000 ms; n = those
 * intervals, at least 8. To be read beside `steady_cv`: the median of uneven playing is no pulse.
 */
export function measureTempo(runs: IntervalRuns): Measure {
  const beats = runs.flat().filter((interval) => interval >= BEAT.shortest && interval <= BEAT.longest);
  const centre = median(beats);
  const needs = { least: 8, what: "intervals of 200–2000 ms between onsets" };
  return gate("tempo", centre === undefined ? undefined : 60_000 / centre, beats.length, needs);
}

/**
 * `steady_cv`, steadiness: {@link foldedVariation} of all in-bout intervals, at least 8; a ratio, lower is steadier.
 * Steadiness is not a goal for everybody.
 */
export function measureSteadiness(runs: IntervalRuns): Measure {
  const intervals = runs.flat();
  return gate("steady_cv", foldedVariation(intervals), intervals.length, {
    least: 8,
    what: "intervals between onsets",
  });
}

/** `npvi`, rhythm contrast: {@link pairwiseVariability} of the in-bout intervals, at least 6. */
export function measureContrast(runs: IntervalRuns): Measure {
  const needs = { least: 6, what: "intervals between onsets" };
  return gate("npvi", pairwiseVariability(runs), runs.flat().length, needs);
}
