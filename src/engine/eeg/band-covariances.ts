import type { Hertz } from "../time/units.ts";
import type { Band } from "./bands.ts";
import { Fourier } from "./fourier.ts";
import type { SymmetricMatrix } from "./symmetric-matrix.ts";

/** The bands whose covariances are looked at. */
export const TANGENT_BANDS: readonly Band[] = [
  { name: "delta", low: 1, high: 4 },
  { name: "theta", low: 4, high: 8 },
  { name: "alpha", low: 8, high: 13 },
  { name: "beta", low: 13, high: 30 },
  { name: "low gamma", low: 30, high: 40 },
];

/** Share of the mean variance that is added to the diagonal, so that a matrix of few samples has a logarithm. */
const SHRINKAGE = 1e-3;

/**
 * Covariances of the channels of an epoch, band by band, in µV²: the real part of the cross-spectra, summed over a band's bins. That
 * is the covariance of the band-passed epoch, without a filter's settling and with nothing from outside the epoch. Holds scratch room:
 * make one and keep it.
 */
export class BandCovariances {
  readonly #length: number;
  readonly #resolution: Hertz;
  readonly #window: Float64Array;
  readonly #scale: number;
  readonly #fourier: Fourier;
  readonly #scratch: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  readonly #bins: number;

  constructor(length: number, rate: Hertz) {
    this.#length = length;
    this.#resolution = rate / length;
    this.#window = Float64Array.from({ length }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (length - 1)));
    this.#scale = 2 / (length * this.#window.reduce((sum, weight) => sum + weight * weight, 0));
    this.#fourier = new Fourier(length);
    const room = () => new Float64Array(length);
    this.#scratch = [room(), room(), room(), room()];
    const highest = Math.max(...TANGENT_BANDS.map(({ high }) => high));
    this.#bins = Math.min(Math.floor(length / 2), Math.ceil(highest / this.#resolution - 1e-9));
  }

  /** One matrix for each of the tangent bands. */
  of(channels: readonly Float64Array[]): SymmetricMatrix[] {
    const n = channels.length;
    const re = channels.map(() => new Float64Array(this.#bins));
    const im = channels.map(() => new Float64Array(this.#bins));
    for (let i = 0; i < n; i += 2) this.#transform(channels, i, re, im);
    return TANGENT_BANDS.map(({ low, high }) => {
      const from = Math.ceil(low / this.#resolution - 1e-9);
      const to = Math.min(this.#bins, Math.ceil(high / this.#resolution - 1e-9));
      const matrix = new Float64Array(n * n);
      let trace = 0;
      for (let i = 0; i < n; i++) {
        for (let j = i; j < n; j++) {
          const [ri, ii] = [re[i] as Float64Array, im[i] as Float64Array];
          const [rj, ij] = [re[j] as Float64Array, im[j] as Float64Array];
          let sum = 0;
          for (let k = from; k < to; k++) {
            sum += (ri[k] as number) * (rj[k] as number) + (ii[k] as number) * (ij[k] as number);
          }
          matrix[i * n + j] = sum * this.#scale;
          matrix[j * n + i] = sum * this.#scale;
          if (i === j) trace += sum * this.#scale;
        }
      }
      // A silent epoch still gets a matrix that has a logarithm.
      const added = Math.max(Number.MIN_VALUE, (SHRINKAGE * trace) / n);
      for (let i = 0; i < n; i++) matrix[i * n + i] = (matrix[i * n + i] as number) + added;
      return matrix;
    });
  }

  /** Two channels in one transform: the even part belongs to the first, the odd part to the second. */
  #transform(channels: readonly Float64Array[], i: number, re: readonly Float64Array[], im: readonly Float64Array[]) {
    const [one, other] = [channels[i] as Float64Array, channels[i + 1]];
    const [xRe, xIm, intoRe, intoIm] = this.#scratch;
    this.#windowed(one, xRe);
    if (other) this.#windowed(other, xIm);
    else xIm.fill(0);
    this.#fourier.transform(xRe, xIm, intoRe, intoIm);
    for (let k = 0; k < this.#bins; k++) {
      const mirror = (this.#length - k) % this.#length;
      const [a, b] = [intoRe[k] as number, intoIm[k] as number];
      const [c, d] = [intoRe[mirror] as number, intoIm[mirror] as number];
      (re[i] as Float64Array)[k] = (a + c) / 2;
      (im[i] as Float64Array)[k] = (b - d) / 2;
      if (!other) continue;
      (re[i + 1] as Float64Array)[k] = (b + d) / 2;
      (im[i + 1] as Float64Array)[k] = (c - a) / 2;
    }
  }

  #windowed(samples: Float64Array, into: Float64Array): void {
    let mean = 0;
    for (let i = 0; i < this.#length; i++) mean += samples[i] as number;
    mean /= this.#length;
    for (let i = 0; i < this.#length; i++) into[i] = ((samples[i] as number) - mean) * (this.#window[i] as number);
  }
}
