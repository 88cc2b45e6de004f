import { meanOf, slopeOf } from "./statistics.ts";

/** Box sizes a decade: dense enough for a line, each box size a new one. */
const PER_OCTAVE = 4;
const SMALLEST = 4;
/** A box is no longer than this share of the series: four boxes at least. */
const LARGEST = 1 / 4;

/** Mean squared distance from the least-squares line of the profile's places from … from + size − 1. */
function residual(profile: Float64Array, from: number, size: number): number {
  const centre = (size - 1) / 2;
  const xx = (size * (size * size - 1)) / 12;
  let sum = 0;
  let xy = 0;
  for (let i = 0; i < size; i++) {
    const value = profile[from + i] as number;
    sum += value;
    xy += (i - centre) * value;
  }
  const slope = xy / xx;
  const mean = sum / size;
  let squares = 0;
  for (let i = 0; i < size; i++) squares += ((profile[from + i] as number) - mean - slope * (i - centre)) ** 2;
  return squares / size;
}

/**
 * Exponent of the detrended fluctuation analysis of a series (Peng et al. 1994, first order): 0.5 for noise, about 1 for
 * 1/f, 1.5 for a random walk. Boxes of 4 to N/4, from the beginning and, where they leave a rest, from the end as well.
 * NaN for fewer than 64 values or a series that does not vary.
 */
export function fluctuationExponent(series: ArrayLike<number>): number {
  const count = series.length;
  if (count < 64) return Number.NaN;
  const mean = meanOf(series);
  const profile = new Float64Array(count);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += (series[i] as number) - mean;
    profile[i] = sum;
  }
  const sizes: number[] = [];
  const fluctuations: number[] = [];
  let before = 0;
  for (let step = 0; ; step++) {
    const size = Math.round(SMALLEST * 2 ** (step / PER_OCTAVE));
    if (size > count * LARGEST) break;
    if (size === before) continue;
    before = size;
    let squares = 0;
    let boxes = 0;
    for (let from = 0; from + size <= count; from += size) {
      squares += residual(profile, from, size);
      boxes++;
    }
    if (count % size !== 0) {
      for (let from = count - size; from >= 0; from -= size) {
        squares += residual(profile, from, size);
        boxes++;
      }
    }
    if (squares <= 1e-12 * boxes) return Number.NaN;
    sizes.push(Math.log(size));
    fluctuations.push(Math.log(squares / boxes) / 2);
  }
  return slopeOf(sizes, fluctuations);
}
