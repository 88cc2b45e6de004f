import type { Hertz, Microvolts } from "../time/units.ts";

/** Measures the hum of the mains in epochs of one length: one bin of a spectrum, under a Hann window. */
export class MainsProbe {
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;

  /** `frequency`: 50 or 60 Hz; above half the rate it is seen where it folds to. */
  constructor(length: number, frequency: Hertz, rate: Hertz) {
    const weights = Float64Array.from({ length }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (length - 1)));
    const scale = 2 / weights.reduce((sum, weight) => sum + weight, 0);
    const angle = (2 * Math.PI * frequency) / rate;
    this.#cosines = weights.map((weight, n) => scale * weight * Math.cos(angle * n));
    this.#sines = weights.map((weight, n) => scale * weight * Math.sin(angle * n));
  }

  /** Amplitude of the hum in raw samples. */
  amplitudeIn(raw: Float64Array): Microvolts {
    const offset = raw[0] ?? 0;
    let re = 0;
    let im = 0;
    for (let n = 0; n < raw.length; n++) {
      const value = (raw[n] as number) - offset;
      re += value * (this.#cosines[n] as number);
      im += value * (this.#sines[n] as number);
    }
    return Math.hypot(re, im);
  }
}
