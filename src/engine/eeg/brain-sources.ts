import type { Draws } from "../random.ts";
import type { Hertz } from "../time/units.ts";

/** Corners of the processes whose sum has a 1/f spectrum, two octaves apart. */
const CORNERS: readonly Hertz[] = [0.3, 1.2, 4.8, 19.2];

/**
 * Noise whose power falls as 1/f from about 0.3 to 40 Hz: a sum of processes that forget at different speeds, each with the same
 * variance (van der Ziel 1950). Its deviation is 1.
 */
export class PinkNoise {
  readonly #keep: readonly number[];
  readonly #values: Float64Array;

  constructor(rate: Hertz, draws: Draws) {
    this.#keep = CORNERS.map((corner) => Math.exp((-2 * Math.PI * corner) / rate));
    this.#values = Float64Array.from(CORNERS, () => draws.normal());
  }

  next(draws: Draws): number {
    let sum = 0;
    for (const [i, keep] of this.#keep.entries()) {
      const value = keep * (this.#values[i] as number) + Math.sqrt(1 - keep * keep) * draws.normal();
      this.#values[i] = value;
      sum += value;
    }
    return sum / Math.sqrt(CORNERS.length);
  }
}

/** A rhythm that waxes and wanes of itself: noise through a resonance of this width. Its deviation is 1. */
export class Rhythm {
  readonly #cosine: number;
  readonly #sine: number;
  readonly #drive: number;
  #re: number;
  #im: number;

  constructor(frequency: Hertz, width: Hertz, rate: Hertz, draws: Draws) {
    const keep = Math.exp((-Math.PI * width) / rate);
    this.#cosine = keep * Math.cos((2 * Math.PI * frequency) / rate);
    this.#sine = keep * Math.sin((2 * Math.PI * frequency) / rate);
    this.#drive = Math.sqrt(1 - keep * keep);
    this.#re = draws.normal();
    this.#im = draws.normal();
  }

  next(draws: Draws): number {
    const re = this.#re * this.#cosine - this.#im * this.#sine + this.#drive * draws.normal();
    this.#im = this.#re * this.#sine + this.#im * this.#cosine + this.#drive * draws.normal();
    this.#re = re;
    return re;
  }
}

/** A level that drifts about 0 with a deviation of 1 and is forgotten after `seconds`. */
export class Drift {
  readonly #keep: number;
  #value: number;

  constructor(seconds: number, rate: Hertz, draws: Draws) {
    this.#keep = Math.exp(-1 / (seconds * rate));
    this.#value = draws.normal();
  }

  next(draws: Draws): number {
    this.#value = this.#keep * this.#value + Math.sqrt(1 - this.#keep ** 2) * draws.normal();
    return this.#value;
  }
}
