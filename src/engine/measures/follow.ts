import type { Millis } from "../time/units.ts";
import { gate, type Measure, withheld } from "./measure.ts";
import { intervalsOf, type Run } from "./preprocessing.ts";
import { commonSpans, coveredTime, joinSpans } from "./spans.ts";
import { correlation, mean, median } from "./statistics.ts";

/** A series sampled every {@link STEP}; undefined where it has no value. */
type Series = readonly (number | undefined)[];

const STEP: Millis = 250;
const WINDOW: Millis = 10_000;
const HOP: Millis = 5_000;
const LONGEST_LAG: Millis = 3_000;
/** Width in which onsets are counted. */
const COUNT_WIDTH: Millis = 1_000;
const STRONG = 0.4;
const LEAST_JOINT: Millis = 60_000;

/** Onsets within ±0.5 s of each sample. */
function densitySeries(onsets: readonly Millis[], start: Millis, samples: number): number[] {
  const counts = new Array<number>(samples).fill(0);
  for (const at of onsets) {
    const first = Math.max(0, Math.ceil((at - COUNT_WIDTH / 2 - start) / STEP));
    const last = Math.min(samples - 1, Math.ceil((at + COUNT_WIDTH / 2 - start) / STEP) - 1);
    for (let i = first; i <= last; i++) counts[i] = (counts[i] ?? 0) + 1;
  }
  return counts;
}

/** Logarithm of the in-bout interval each sample falls into. */
function intervalSeries(bouts: readonly Run[], start: Millis, samples: number): Series {
  const series = new Array<number | undefined>(samples).fill(undefined);
  for (const [b, intervals] of intervalsOf(bouts).entries()) {
    for (const [i, interval] of intervals.entries()) {
      const at = bouts[b]?.onsets[i]?.at ?? 0;
      const last = Math.min(samples, Math.ceil((at + interval - start) / STEP));
      for (let k = Math.max(0, Math.ceil((at - start) / STEP)); k < last; k++) series[k] = Math.log(interval);
    }
  }
  return series;
}

/** r of the window's partner samples with the child's `lag` samples later; needs values in half of the window. */
function laggedCorrelation(child: Series, partner: Series, from: number, lag: number): number | undefined {
  const x: number[] = [];
  const y: number[] = [];
  for (let i = from; i < from + WINDOW / STEP; i++) {
    const before = partner[i];
    const after = child[i + lag];
    if (before === undefined || after === undefined) continue;
    x.push(before);
    y.push(after);
  }
  return x.length < WINDOW / STEP / 2 ? undefined : correlation(x, y);
}

/** The best lag of one window (positive: the child comes after the partner) and the mean r of density and log interval there. */
interface Peak {
  readonly lag: Millis;
  readonly r: number;
}

/** The peak of the cross-correlation in each window of 10 s (one every 5 s) between first and last onset; lags of ±3 s. */
export function correlationPeaks(child: readonly Run[], partner: readonly Run[]): Peak[] {
  const both = joinSpans([...child, ...partner]);
  const start = both[0]?.start ?? 0;
  const samples = Math.ceil(((both[both.length - 1]?.end ?? start) - start) / STEP);
  const onsets = (bouts: readonly Run[]): Millis[] => bouts.flatMap((bout) => bout.onsets.map(({ at }) => at));
  const pairs = [
    [densitySeries(onsets(child), start, samples), densitySeries(onsets(partner), start, samples)],
    [intervalSeries(child, start, samples), intervalSeries(partner, start, samples)],
  ] as const;
  const peaks: Peak[] = [];
  for (let from = 0; from + WINDOW / STEP <= samples; from += HOP / STEP) {
    let peak: Peak | undefined;
    for (let lag = -LONGEST_LAG / STEP; lag <= LONGEST_LAG / STEP; lag++) {
      const r = mean(pairs.map(([x, y]) => laggedCorrelation(x, y, from, lag)).filter((value) => value !== undefined));
      if (r !== undefined && (!peak || r > peak.r)) peak = { lag: lag * STEP, r };
    }
    if (peak) peaks.push(peak);
  }
  return peaks;
}

/**
 * `follow_lag`, median lag in ms of the windows with a peak r ≥ 0.4 (positive: the child follows), `follow_share` and
 * `lead_share`, windows in which it follows or leads; n = windows. Needs 60 s in which bouts of both go on at once.
 * Supports, does not replace, an Autonomy rating.
 */
export function measureFollowing(child: readonly Run[], partner: readonly Run[]): Measure[] {
  const joint = coveredTime(commonSpans(child, partner));
  if (joint < LEAST_JOINT) {
    const reason = `Not enough playing: ${Math.round(joint / 1_000)} of the 60 seconds of playing together that are needed.`;
    return [withheld("follow_lag", 0, reason), withheld("follow_share", 0, reason), withheld("lead_share", 0, reason)];
  }
  const peaks = correlationPeaks(child, partner);
  const n = peaks.length;
  const strong = peaks.filter(({ r }) => r >= STRONG).map(({ lag }) => lag);
  const needs = { least: 1, what: "windows of 10 s in which the playing changes" };
  return [
    gate("follow_lag", median(strong), strong.length, needs),
    gate("follow_share", strong.filter((lag) => lag > 0).length / n, n, needs),
    gate("lead_share", strong.filter((lag) => lag < 0).length / n, n, needs),
  ];
}
