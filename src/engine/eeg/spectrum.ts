import type { Hertz } from "../time/units.ts";
import { Fourier } from "./fourier.ts";

/**
 * Power spectral density of stretches of one length: less the mean, under a symmetric Hann window, one-sided, in µV²/Hz, so that
 * the sum of the densities times the resolution is the signal's power. Holds scratch room: make one and keep it.
 */
export class Spectrum {
  /** Samples in a stretch. */
  readonly length: number;
  /** Hz from one density to the next. */
  readonly resolution: Hertz;
  readonly #window: Float64Array;
  readonly #scale: number;
  readonly #fourier: Fourier;
  readonly #scratch: readonly [Float64Array, Float64Array, Float64Array, Float64Array];

  constructor(length: number, rate: Hertz) {
    this.length = length;
    this.resolution = rate / length;
    this.#window = Float64Array.from({ length }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (length - 1)));
    this.#scale = 1 / (rate * this.#window.reduce((sum, weight) => sum + weight * weight, 0));
    this.#fourier = new Fourier(length);
    const room = () => new Float64Array(length);
    this.#scratch = [room(), room(), room(), room()];
  }

  /** Densities at 0, 1, 2 … times the resolution, up to half the rate, of two channels at once (a channel twice is no harm). */
  densities(one: Float64Array, other: Float64Array): [Float64Array, Float64Array] {
    const length = this.length;
    const [re, im, intoRe, intoIm] = this.#scratch;
    this.#windowed(one, re);
    this.#windowed(other, im);
    this.#fourier.transform(re, im, intoRe, intoIm);
    const half = Math.floor(length / 2);
    const powers: [Float64Array, Float64Array] = [new Float64Array(half + 1), new Float64Array(half + 1)];
    for (let k = 0; k <= half; k++) {
      const mirror = (length - k) % length;
      const a = intoRe[k] as number;
      const b = intoIm[k] as number;
      const c = intoRe[mirror] as number;
      const d = intoIm[mirror] as number;
      // The even part of the transform belongs to the first channel, the odd part to the second.
      const share = (k === 0 || 2 * k === length ? 0.25 : 0.5) * this.#scale;
      powers[0][k] = share * ((a + c) ** 2 + (b - d) ** 2);
      powers[1][k] = share * ((b + d) ** 2 + (c - a) ** 2);
    }
    return powers;
  }

  #windowed(samples: Float64Array, into: Float64Array): void {
    let mean = 0;
    for (let i = 0; i < this.length; i++) mean += samples[i] as number;
    mean /= this.length;
    for (let i = 0; i < this.length; i++) into[i] = ((samples[i] as number) - mean) * (this.#window[i] as number);
  }
}

/** The spectrum of each channel of an epoch. Two channels cost what one does. */
export function spectraOf(channels: readonly Float64Array[], spectrum: Spectrum): Float64Array[] {
  const spectra: Float64Array[] = [];
  for (let i = 0; i < channels.length; i += 2) {
    const one = channels[i] as Float64Array;
    spectra.push(...spectrum.densities(one, channels[i + 1] ?? one));
  }
  return spectra.slice(0, channels.length);
}

/**
 * Mean density over stretches that overlap by half (Welch 1967), for signals longer than one. Throws RangeError when the signal
 * is shorter.
 */
export function welch(samples: Float64Array, spectrum: Spectrum): Float64Array {
  const { length } = spectrum;
  if (samples.length < length) throw new RangeError(`Welch's method needs ${length} samples, not ${samples.length}`);
  const mean = new Float64Array(Math.floor(length / 2) + 1);
  let stretches = 0;
  for (let from = 0; from + length <= samples.length; from += Math.floor(length / 2)) {
    const stretch = samples.subarray(from, from + length);
    const [densities] = spectrum.densities(stretch, stretch);
    for (const [k, density] of densities.entries()) mean[k] = (mean[k] as number) + density;
    stretches += 1;
  }
  return mean.map((sum) => sum / stretches);
}
