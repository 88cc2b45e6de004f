import { meanOf } from "./statistics.ts";

/** Two densities, sampled at the same places. */
export interface Densities {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Distance between the places. */
  readonly step: number;
}

/** Places where densities are sampled. */
const PLACES = 1_000;

/** Scott's bandwidth (Scott 1992) of a sample: deviation · n^(−1/5); 0 where the sample does not vary. */
function bandwidth(sample: Float64Array): number {
  const centre = meanOf(sample);
  let squares = 0;
  for (const value of sample) squares += (value - centre) ** 2;
  return Math.sqrt(squares / Math.max(1, sample.length - 1)) * sample.length ** -0.2;
}

/** Gaussian kernel density: the sample is shared out to the two nearest places, and each place spread by the kernel. */
function estimate(sample: Float64Array, low: number, step: number, width: number): Float64Array {
  const weights = new Float64Array(PLACES);
  for (const value of sample) {
    const at = Math.min(PLACES - 1, Math.max(0, (value - low) / step));
    const left = Math.floor(at);
    weights[left] = (weights[left] as number) + 1 - (at - left);
    if (left + 1 < PLACES) weights[left + 1] = (weights[left + 1] as number) + at - left;
  }
  const reach = Math.min(PLACES, Math.ceil((5 * width) / step));
  const kernel = Float64Array.from({ length: reach + 1 }, (_, i) => Math.exp(-0.5 * ((i * step) / width) ** 2));
  const density = new Float64Array(PLACES);
  for (const [i, weight] of weights.entries()) {
    if (weight === 0) continue;
    for (let k = Math.max(0, i - reach); k <= Math.min(PLACES - 1, i + reach); k++) {
      density[k] = (density[k] as number) + weight * (kernel[Math.abs(k - i)] as number);
    }
  }
  const area = density.reduce((sum, value) => sum + value, 0) * step;
  return density.map((value) => value / area);
}

/**
 * The densities of two samples, on one grid that holds both and five bandwidths more. A sample that does not vary is
 * drawn two places wide: a spike. Throws RangeError for an empty sample.
 */
export function densitiesOf(first: Float64Array, second: Float64Array): Densities {
  if (first.length === 0 || second.length === 0) throw new RangeError("a density needs a value at least");
  const widths = [bandwidth(first), bandwidth(second)] as const;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const sample of [first, second]) {
    for (const value of sample) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const margin = 5 * Math.max(...widths) || 0.5;
  const step = (high - low + 2 * margin) / (PLACES - 1);
  const [a, b] = widths.map((width) => Math.max(width, step)) as [number, number];
  return {
    first: estimate(first, low - margin, step, a),
    second: estimate(second, low - margin, step, b),
    step,
  };
}

/** Area under both densities, 0 to 1. */
export function overlapOf({ first, second, step }: Densities): number {
  let area = 0;
  for (const [i, value] of first.entries()) area += Math.min(value, second[i] as number);
  return area * step;
}

/** Kullback–Leibler divergence of the second density from the first, in nats: ∫ first · ln(first / second). */
export function divergenceOf({ first, second, step }: Densities): number {
  let sum = 0;
  for (const [i, value] of first.entries()) {
    // Where a Gaussian kernel has run out, the other density is not nothing, only too small to be written down.
    if (value > 0) sum += value * Math.log(value / Math.max(second[i] as number, 1e-12));
  }
  return Math.max(0, sum * step);
}
