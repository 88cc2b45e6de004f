import { meanOf, slopeOf } from "./statistics.ts";

/** Values of a stretch whose spectrum is taken; a power of two. */
const STRETCH = 256;
/** Frequencies an octave of the fitted line: so that each octave counts alike. */
const PER_OCTAVE = 4;

/** Fast Fourier transform in place (Cooley & Tukey 1965); the length is a power of two. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const count = real.length;
  for (let i = 1, j = 0; i < count; i++) {
    let bit = count >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j] as number, real[i] as number];
      [imaginary[i], imaginary[j]] = [imaginary[j] as number, imaginary[i] as number];
    }
  }
  for (let size = 2; size <= count; size *= 2) {
    const half = size / 2;
    for (let k = 0; k < half; k++) {
      const cosine = Math.cos((-2 * Math.PI * k) / size);
      const sine = Math.sin((-2 * Math.PI * k) / size);
      for (let a = k; a < count; a += size) {
        const b = a + half;
        const re = (real[b] as number) * cosine - (imaginary[b] as number) * sine;
        const im = (real[b] as number) * sine + (imaginary[b] as number) * cosine;
        real[b] = (real[a] as number) - re;
        imaginary[b] = (imaginary[a] as number) - im;
        real[a] = (real[a] as number) + re;
        imaginary[a] = (imaginary[a] as number) + im;
      }
    }
  }
}

/**
 * Power of a series at 1/256, 2/256 … 127/256 of its rate, by Welch's method (1967): stretches of 256 values that overlap
 * by half, each less its mean and under a Hann window.
 */
function powerOf(series: ArrayLike<number>): Float64Array {
  const power = new Float64Array(STRETCH / 2);
  for (let from = 0; from + STRETCH <= series.length; from += STRETCH / 2) {
    const real = Float64Array.from({ length: STRETCH }, (_, i) => series[from + i] as number);
    const mean = meanOf(real);
    for (let i = 0; i < STRETCH; i++) {
      real[i] = ((real[i] as number) - mean) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / STRETCH));
    }
    const imaginary = new Float64Array(STRETCH);
    transform(real, imaginary);
    for (let k = 1; k < power.length; k++) {
      power[k] = (power[k] as number) + (real[k] as number) ** 2 + (imaginary[k] as number) ** 2;
    }
  }
  return power;
}

/**
 * Slope of the power spectrum of a series on logarithmic axes (Voss & Clarke 1975): 0 for noise, −1 for 1/f, −2 for a
 * random walk; music lies about −0.5 … −1.5. NaN for fewer than 256 values or a series that does not vary.
 */
export function spectralSlope(series: ArrayLike<number>): number {
  const power = powerOf(series);
  const frequencies: number[] = [];
  const levels: number[] = [];
  // The Hann window spreads the mean that was taken out over the two lowest.
  let from = 2;
  for (let band = PER_OCTAVE; from < power.length; band++) {
    const to = Math.min(power.length, Math.max(from + 1, Math.round(2 ** ((band + 1) / PER_OCTAVE))));
    if (to <= from) continue;
    let sum = 0;
    let frequency = 0;
    for (let k = from; k < to; k++) {
      sum += power[k] as number;
      frequency += Math.log(k);
    }
    if (!(sum > 0)) return Number.NaN;
    frequencies.push(frequency / (to - from));
    levels.push(Math.log(sum / (to - from)));
    from = to;
  }
  return slopeOf(frequencies, levels);
}
