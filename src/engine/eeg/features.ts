import type { Hertz } from "../time/units.ts";
import { ALPHA, BANDS, BETA, bandPower, logBandPower, THETA, WHOLE } from "./bands.ts";
import { asymmetryPairs } from "./montage.ts";

/**
 * Differential entropy in nats of a signal with a normal distribution of this variance (µV²): ½·ln(2πe·σ²). Of a band-passed
 * signal it rises and falls with the log band power, so one of the two is enough.
 */
export function differentialEntropy(variance: number): number {
  return 0.5 * Math.log(2 * Math.PI * Math.E * variance);
}

/** Asymmetry of two sites: ln(right) − ln(left) of their alpha powers. */
export function asymmetry(left: number, right: number): number {
  return Math.log(right) - Math.log(left);
}

/** What an epoch says, channel by channel. */
export interface EpochFeatures {
  /** Log10 of the mean density in each of `BANDS`, channel after channel. */
  readonly logBandPowers: Float64Array;
  /** Alpha power as a share of all power from 1 to 40 Hz, by channel. */
  readonly relativeAlpha: Float64Array;
  readonly thetaToBeta: Float64Array;
  /** One number for each pair of `asymmetryPairs(montage)`. */
  readonly asymmetries: Float64Array;
}

/** The features of an epoch from the spectra of its channels. */
export function featuresOf(
  spectra: readonly Float64Array[],
  resolution: Hertz,
  montage: readonly string[],
): EpochFeatures {
  const of = (band: typeof ALPHA) => Float64Array.from(spectra, (densities) => bandPower(densities, resolution, band));
  const [theta, alpha, beta, whole] = [of(THETA), of(ALPHA), of(BETA), of(WHOLE)];
  const share = (above: Float64Array, below: Float64Array, scale = 1) =>
    above.map((power, i) => (scale * power) / Math.max(below[i] as number, Number.MIN_VALUE));
  const logBandPowers = new Float64Array(spectra.length * BANDS.length);
  for (const [channel, densities] of spectra.entries()) {
    for (const [i, band] of BANDS.entries()) {
      logBandPowers[channel * BANDS.length + i] = logBandPower(densities, resolution, band);
    }
  }
  const tiny = 1e-6;
  return {
    logBandPowers,
    relativeAlpha: share(alpha, whole, (ALPHA.high - ALPHA.low) / (WHOLE.high - WHOLE.low)),
    thetaToBeta: share(theta, beta, (THETA.high - THETA.low) / (BETA.high - BETA.low)),
    asymmetries: Float64Array.from(asymmetryPairs(montage), ([left, right]) =>
      asymmetry((alpha[left] as number) + tiny, (alpha[right] as number) + tiny),
    ),
  };
}
