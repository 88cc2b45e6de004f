import type { Hertz, Microvolts, Millis } from "../time/units.ts";
import { FilterBank } from "./biquad.ts";
import { type Cleaning, cleaningSections, DEFAULT_CLEANING } from "./filter-design.ts";

/** How a signal is cut. */
export interface EpochShape {
  /** Length of an epoch. */
  readonly window: Millis;
  /** From the end of one to the end of the next. */
  readonly hop: Millis;
}

/** Two seconds, twice a second. */
export const DEFAULT_EPOCHS: EpochShape = { window: 2000, hop: 500 };

/** A fixed window of all channels. Its arrays are the reader's own: they hold until its next epoch. */
export interface Epoch {
  /** Number of its first sample. */
  readonly from: number;
  /** Cleaned signal of each channel. */
  readonly clean: readonly Float64Array[];
  /** The same samples as they came. */
  readonly raw: readonly Float64Array[];
}

/**
 * Cleans samples and cuts them into epochs. No epoch holds a gap or a boundary of phases, nor any sample that came while the filters
 * were settling.
 */
export class EpochReader {
  readonly length: number;
  readonly #hop: number;
  readonly #settling: number;
  readonly #bank: FilterBank;
  readonly #clean: readonly Float64Array[];
  readonly #raw: readonly Float64Array[];
  readonly #rings: readonly [readonly Float64Array[], readonly Float64Array[]];
  readonly #filtered: Float64Array;
  #head = 0;
  /** Samples that the ring holds of one piece, and how many more are to be passed over first. */
  #held = 0;
  #unsettled: number;
  #due = 0;

  constructor(
    channels: number,
    rate: Hertz,
    shape: EpochShape = DEFAULT_EPOCHS,
    cleaning: Cleaning = DEFAULT_CLEANING,
  ) {
    this.length = Math.round((shape.window * rate) / 1000);
    this.#hop = Math.max(1, Math.round((shape.hop * rate) / 1000));
    this.#settling = Math.round((cleaning.settling * rate) / 1000);
    this.#unsettled = this.#settling;
    this.#bank = new FilterBank(cleaningSections(cleaning, rate), channels);
    const rooms = () => Array.from({ length: channels }, () => new Float64Array(this.length));
    this.#clean = rooms();
    this.#raw = rooms();
    this.#rings = [rooms(), rooms()];
    this.#filtered = new Float64Array(channels);
  }

  /** One more sample of all channels, number `index`; the epoch that ends with it, if one does. */
  add(index: number, sample: ArrayLike<Microvolts>): Epoch | undefined {
    this.#bank.filter(sample, this.#filtered);
    if (this.#unsettled > 0) {
      this.#unsettled -= 1;
      return undefined;
    }
    const [clean, raw] = this.#rings;
    for (const [channel, ring] of clean.entries()) {
      ring[this.#head] = this.#filtered[channel] as number;
      (raw[channel] as Float64Array)[this.#head] = sample[channel] as number;
    }
    this.#head = (this.#head + 1) % this.length;
    this.#held = Math.min(this.length, this.#held + 1);
    this.#due = Math.max(0, this.#due - 1);
    if (this.#held < this.length || this.#due > 0) return undefined;
    this.#due = this.#hop;
    this.#unroll(clean, this.#clean);
    this.#unroll(raw, this.#raw);
    return { from: index - this.length + 1, clean: this.#clean, raw: this.#raw };
  }

  /** Samples are missing: the filters begin anew. */
  gap(): void {
    this.#bank.restart();
    this.#unsettled = this.#settling;
    this.boundary();
  }

  /** Another phase begins with the next sample: no epoch reaches across. The filters go on. */
  boundary(): void {
    this.#held = 0;
    this.#due = 0;
  }

  #unroll(rings: readonly Float64Array[], into: readonly Float64Array[]): void {
    for (const [channel, ring] of rings.entries()) {
      const room = into[channel] as Float64Array;
      room.set(ring.subarray(this.#head), 0);
      room.set(ring.subarray(0, this.#head), this.length - this.#head);
    }
  }
}
