import type { Hertz, Microvolts, Ohms } from "../time/units.ts";
import { FilterBank } from "./biquad.ts";
import { bandPass } from "./filter-design.ts";

/** The Cyton drives 6 nA at 31.2 Hz through a resistor of 2.2 kΩ and the skin (OpenBCI GUI, BoardCytonConstants). */
const DRIVE_AMPERES = 6e-9;
const DRIVE: Hertz = 31.2;
const RESISTOR: Ohms = 2200;

/** Above the first the panel warns, above the second the contact is no contact. */
export const IMPEDANCE_WARNING: Ohms = 750_000;
export const IMPEDANCE_ERROR: Ohms = 2_500_000;

/** Impedance of an electrode whose driven signal has this deviation: √2·σ / 6 nA − 2.2 kΩ, not below 0. */
export function impedanceOf(deviation: Microvolts): Ohms {
  return Math.max(0, (Math.SQRT2 * deviation * 1e-6) / DRIVE_AMPERES - RESISTOR);
}

/** Measures the impedance of all channels over the last second while the current is on. */
export class ImpedanceMeter {
  readonly #bank: FilterBank;
  readonly #squares: Float64Array[];
  readonly #filtered: Float64Array;
  readonly #length: number;
  readonly #settling: number;
  #count = 0;

  /** Throws RangeError below a rate of about 70 Hz. */
  constructor(channels: number, rate: Hertz) {
    this.#bank = new FilterBank(bandPass(2, DRIVE - 3, DRIVE + 3, rate), channels);
    this.#length = Math.round(rate);
    this.#settling = Math.round(rate / 2);
    this.#squares = Array.from({ length: channels }, () => new Float64Array(this.#length));
    this.#filtered = new Float64Array(channels);
  }

  add(sample: ArrayLike<Microvolts>): void {
    this.#bank.filter(sample, this.#filtered);
    const place = this.#count % this.#length;
    for (const [channel, squares] of this.#squares.entries()) squares[place] = (this.#filtered[channel] as number) ** 2;
    this.#count += 1;
  }

  /** Impedance of each channel; undefined before the filter has settled and a second has passed. */
  read(): Ohms[] | undefined {
    if (this.#count < this.#length + this.#settling) return undefined;
    return this.#squares.map((squares) =>
      impedanceOf(Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / this.#length)),
    );
  }
}
