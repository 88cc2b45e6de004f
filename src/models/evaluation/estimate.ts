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

/** Resamples of one generator's streams: in each, how often every stream counts, tune after tune. */
export type Resamples = readonly Int32Array[];

/** Draws resamples of the streams: tunes with replacement, and within each its seeds. All figures may share them. */
export function drawResamples(tunes: Nested<unknown>, random: Random, count = RESAMPLES): Resamples {
  const draws = new Draws(random);
  const starts = new Int32Array(tunes.length + 1);
  for (const [i, tune] of tunes.entries()) starts[i + 1] = (starts[i] as number) + tune.length;
  return Array.from({ length: count }, () => {
    const weights = new Int32Array(starts[tunes.length] as number);
    for (let i = 0; i < tunes.length; i++) {
      const tune = draws.whole(0, tunes.length - 1);
      const start = starts[tune] as number;
      const last = (starts[tune + 1] as number) - 1;
      for (let j = start; j <= last; j++) {
        const stream = draws.whole(start, last);
        weights[stream] = (weights[stream] as number) + 1;
      }
    }
    return weights;
  });
}

function bounds(values: number[]): readonly [low: number, high: number] {
  const sorted = values.sort((a, b) => a - b);
  const last = sorted.length - 1;
  return [sorted[Math.floor(TAIL * last)] ?? Number.NaN, sorted[Math.ceil((1 - TAIL) * last)] ?? Number.NaN];
}

/** The figure of all streams once, and its interval over resamples; a resample without a figure is passed over. */
function resampled(
  streams: number,
  figure: (weights: Int32Array) => number,
  resamples: Resamples,
): Pick<Estimate, "value" | "low" | "high"> {
  const value = figure(new Int32Array(streams).fill(1));
  const [low, high] = bounds(resamples.map(figure).filter((drawn) => !Number.isNaN(drawn)));
  return { value, low, high };
}

/** Tunes with something to count. */
function countTunes<T>(tunes: Nested<T>, holds: (stream: T) => boolean): number {
  return tunes.filter((tune) => tune.some(holds)).length;
}

/**
 * Σ total / Σ count over all streams (a mean over values, or a share of them), with the percentile interval of a cluster
 * bootstrap over tunes with seeds nested (Davison & Hinkley 1997, 3.8). Undefined when nothing was counted.
 */
export function meanOver(tunes: Nested<Tally>, resamples: Resamples): Estimate | undefined {
  const streams = tunes.flat();
  const totals = Float64Array.from(streams, ({ total }) => total);
  const counts = Float64Array.from(streams, ({ count }) => count);
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return undefined;
  const ratio = (weights: Int32Array): number => {
    let total = 0;
    let count = 0;
    for (let i = 0; i < weights.length; i++) {
      total += (weights[i] as number) * (totals[i] as number);
      count += (weights[i] as number) * (counts[i] as number);
    }
    return total / count;
  };
  return { ...resampled(streams.length, ratio, resamples), n, tunes: countTunes(tunes, ({ count }) => count > 0) };
}

/** {@link meanOver} resamples drawn for this figure alone. */
export function estimateMean(tunes: Nested<Tally>, random: Random, count = RESAMPLES): Estimate | undefined {
  return meanOver(tunes, drawResamples(tunes, random, count));
}

/** The median of all values of all streams, with the same bootstrap. Undefined without values. */
export function medianOver(tunes: Nested<readonly number[]>, resamples: Resamples): Estimate | undefined {
  const sorted = tunes
    .flat()
    .flatMap((values, stream) => values.map((value) => ({ value, stream })))
    .sort((a, b) => a.value - b.value);
  if (sorted.length === 0) return undefined;
  const values = Float64Array.from(sorted, ({ value }) => value);
  const streams = Int32Array.from(sorted, ({ stream }) => stream);
  const middle = (weights: Int32Array): number => {
    let total = 0;
    for (let i = 0; i < streams.length; i++) total += weights[streams[i] as number] as number;
    let below = 0;
    let lower = Number.NaN;
    for (let i = 0; i < streams.length; i++) {
      const weight = weights[streams[i] as number] as number;
      if (weight === 0) continue;
      below += weight;
      if (!Number.isNaN(lower)) return (lower + (values[i] as number)) / 2;
      if (2 * below > total) return values[i] as number;
      // Exactly half lies here: the median is the mean of this value and the next one that counts.
      if (2 * below === total) lower = values[i] as number;
    }
    return lower;
  };
  return {
    ...resampled(tunes.flat().length, middle, resamples),
    n: sorted.length,
    tunes: countTunes(tunes, (own) => own.length > 0),
  };
}
