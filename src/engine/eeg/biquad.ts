import type { Decibels, Hertz } from "../time/units.ts";

/** A second-order section with a0 = 1: y = b0·x + b1·x₋₁ + b2·x₋₂ − a1·y₋₁ − a2·y₋₂. */
export interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** What sections in a row do to a sine: its gain, and the phase it is turned by (radians). */
export function responseAt(
  sections: readonly Biquad[],
  frequency: Hertz,
  rate: Hertz,
): { gain: number; phase: number } {
  const angle = (2 * Math.PI * frequency) / rate;
  const [c1, s1, c2, s2] = [Math.cos(angle), Math.sin(angle), Math.cos(2 * angle), Math.sin(2 * angle)];
  let [gain, phase] = [1, 0];
  for (const { b0, b1, b2, a1, a2 } of sections) {
    const above: [number, number] = [b0 + b1 * c1 + b2 * c2, -(b1 * s1 + b2 * s2)];
    const below: [number, number] = [1 + a1 * c1 + a2 * c2, -(a1 * s1 + a2 * s2)];
    gain *= Math.hypot(...above) / Math.hypot(...below);
    phase += Math.atan2(above[1], above[0]) - Math.atan2(below[1], below[0]);
  }
  return { gain, phase };
}

/** A gain in decibels; −Infinity for none. */
export function decibels(gain: number): Decibels {
  return 20 * Math.log10(gain);
}

/**
 * The same sections in a row for several channels at once (transposed direct form II). Causal: what comes out depends on nothing
 * that came later. After a start a channel's first value counts as having stood there for ever, so that the offset of an electrode,
 * thousands of times larger than EEG, makes no transient.
 */
export class FilterBank {
  readonly #sections: readonly Biquad[];
  readonly #state: Float64Array;
  readonly #offset: Float64Array;
  readonly #channels: number;
  #started = false;

  constructor(sections: readonly Biquad[], channels: number) {
    this.#sections = sections;
    this.#channels = channels;
    this.#state = new Float64Array(2 * sections.length * channels);
    this.#offset = new Float64Array(channels);
  }

  /** Forgets what came before, as after a gap. */
  restart(): void {
    this.#state.fill(0);
    this.#started = false;
  }

  /** Filters one sample of all channels into `into`, which may be `sample` itself. */
  filter(sample: ArrayLike<number>, into: Float64Array): void {
    if (!this.#started) for (let i = 0; i < this.#channels; i++) this.#offset[i] = sample[i] as number;
    this.#started = true;
    for (let i = 0; i < this.#channels; i++) into[i] = (sample[i] as number) - (this.#offset[i] as number);
    const state = this.#state;
    let place = 0;
    for (const { b0, b1, b2, a1, a2 } of this.#sections) {
      for (let i = 0; i < this.#channels; i++) {
        const x = into[i] as number;
        const y = b0 * x + (state[place] as number);
        state[place] = b1 * x - a1 * y + (state[place + 1] as number);
        state[place + 1] = b2 * x - a2 * y;
        into[i] = y;
        place += 2;
      }
    }
  }
}
