import type { Hertz } from "../time/units.ts";

/** A band of EEG: low ≤ f < high. */
export interface Band {
  readonly name: string;
  readonly low: Hertz;
  readonly high: Hertz;
}

/** The bands of a feature vector. */
export const BANDS: readonly Band[] = [
  { name: "delta", low: 1, high: 4 },
  { name: "theta", low: 4, high: 8 },
  { name: "low alpha", low: 8, high: 10 },
  { name: "high alpha", low: 10, high: 13 },
  { name: "low beta", low: 13, high: 20 },
  { name: "high beta", low: 20, high: 30 },
  { name: "low gamma", low: 30, high: 40 },
];

/** Alpha and beta as a whole, and all that is kept by the filters. */
export const THETA: Band = { name: "theta", low: 4, high: 8 };
export const ALPHA: Band = { name: "alpha", low: 8, high: 13 };
export const BETA: Band = { name: "beta", low: 13, high: 30 };
export const GAMMA: Band = { name: "low gamma", low: 30, high: 40 };
export const WHOLE: Band = { name: "whole", low: 1, high: 40 };

/** Keeps the logarithm of an empty band finite: a millionth of a µV²/Hz. */
const FLOOR = 1e-6;

/** Mean density over the band (µV²/Hz) of a spectrum with this resolution; 0 where no bin lies in the band. */
export function bandPower(densities: Float64Array, resolution: Hertz, { low, high }: Band): number {
  // A hair's breadth below, so that rounding in a bin's frequency moves no bin to the next band.
  const from = Math.ceil(low / resolution - 1e-9);
  const to = Math.min(densities.length, Math.ceil(high / resolution - 1e-9));
  let sum = 0;
  for (let k = from; k < to; k++) sum += densities[k] as number;
  return to > from ? sum / (to - from) : 0;
}

/** The logarithm (base 10) of the band's mean density. */
export function logBandPower(densities: Float64Array, resolution: Hertz, band: Band): number {
  return Math.log10(bandPower(densities, resolution, band) + FLOOR);
}
