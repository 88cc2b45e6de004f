import { Draws, type Random } from "../../engine/random.ts";

/** A figure with its 95 % interval; `n`: how many values it stands on, `tunes`: of how many tunes. One tune gives no interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
  readonly tunes: number;
}

/** What one stream adds to a mean or a share: the sum of its values and their number. */
export interface Tally {
  readonly total: number;
  readonly count: number;
}

/** The streams of each tune, one a seed: seeds are nested in tunes, and tunes are what chance draws. */
export type Nested<T> = readonly (readonly T[])[];

/** Resamples of every bootstrap here. */
export const RESAMPLES = 1_000;
const TAIL = 0.025;

/** How often each stream counts in one resample: tunes drawn with replacement, and within each its seeds. */
export function drawWeights(sizes: readonly number[], draws: Draws): number[][] {
  const weights = sizes.map((size) => new Array<number>(size).fill(0));
  for (let i = 0; i < sizes.length; i++) {
    const tune = weights[draws.whole(0, sizes.length - 1)] ?? [];
    for (let j = 0; j < tune.length; j++) {
      const stream = draws.whole(0, tune.length - 1);
      tune[stream] = (tune[stream] ?? 0) + 1;
    }
  }
  return weights;
}

function bounds(values: number[]): readonly [low: number, high: number] {
  const sorted = values.sort((a, b) => a - b);
  const last = sorted.length - 1;
  return [sorted[Math.floor(TAIL * last)] ?? Number.NaN, sorted[Math.ceil((1 - TAIL) * last)] ?? Number.NaN];
}

/**
 * Σ total / Σ count over all streams (a mean over values, or a share of them), with the percentile interval of a cluster
 * bootstrap over tunes with seeds nested (Davison & Hinkley 1997, 3.8). Undefined when nothing was counted.
 */
export function estimateMean(tunes: Nested<Tally>, random: Random, resamples = RESAMPLES): Estimate | undefined {
  const draws = new Draws(random);
  const kept = tunes.filter((tune) => tune.some(({ count }) => count > 0));
  const sizes = kept.map((tune) => tune.length);
  const ratio = (weights: readonly (readonly number[])[]): Tally => {
    let total = 0;
    let count = 0;
    for (const [i, tune] of kept.entries()) {
      for (const [j, tally] of tune.entries()) {
        const weight = weights[i]?.[j] ?? 0;
        total += weight * tally.total;
        count += weight * tally.count;
      }
    }
    return { total, count };
  };
  const whole = ratio(sizes.map((size) => new Array<number>(size).fill(1)));
  if (whole.count === 0) return undefined;
  const means: number[] = [];
  for (let i = 0; i < resamples; i++) {
    const { total, count } = ratio(drawWeights(sizes, draws));
    if (count > 0) means.push(total / count);
  }
  const [low, high] = bounds(means);
  return { value: whole.total / whole.count, low, high, n: whole.count, tunes: kept.length };
}

/** The median of all values of all streams, with the same bootstrap. Undefined without values. */
export function estimateMedian(
  tunes: Nested<readonly number[]>,
  random: Random,
  resamples = RESAMPLES,
): Estimate | undefined {
  const draws = new Draws(random);
  const kept = tunes.filter((tune) => tune.some((values) => values.length > 0));
  const sizes = kept.map((tune) => tune.length);
  const sorted = kept
    .flatMap((tune, i) => tune.flatMap((values, j) => values.map((value) => ({ value, i, j }))))
    .sort((a, b) => a.value - b.value);
  if (sorted.length === 0) return undefined;
  const middle = (weights: readonly (readonly number[])[]): number | undefined => {
    let total = 0;
    for (const { i, j } of sorted) total += weights[i]?.[j] ?? 0;
    let below = 0;
    for (const [place, { value, i, j }] of sorted.entries()) {
      below += weights[i]?.[j] ?? 0;
      if (2 * below < total || below === 0) continue;
      if (2 * below > total) return value;
      const next = sorted.slice(place + 1).find((other) => (weights[other.i]?.[other.j] ?? 0) > 0);
      return next ? (value + next.value) / 2 : value;
    }
    return undefined;
  };
  const value = middle(sizes.map((size) => new Array<number>(size).fill(1)));
  if (value === undefined) return undefined;
  const medians: number[] = [];
  for (let i = 0; i < resamples; i++) {
    const median = middle(drawWeights(sizes, draws));
    if (median !== undefined) medians.push(median);
  }
  const [low, high] = bounds(medians);
  return { value, low, high, n: sorted.length, tunes: kept.length };
}
