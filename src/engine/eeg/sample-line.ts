import type { Hertz, Millis } from "../time/units.ts";
import { SampleClock } from "./sample-clock.ts";

/** Samples that never came. They are marked, never made up. */
export interface Gap {
  /** Number of the first missing sample. */
  readonly from: number;
  readonly lost: number;
  /** Whether the length is certain: a counter that comes round and a clock that may be late can leave a doubt. */
  readonly certain: boolean;
}

/** Where the samples of a chunk belong. */
export interface Placed {
  /** The number of each sample since the start, lost ones counted; undefined for a repeat, which is to be thrown away. */
  readonly indices: readonly (number | undefined)[];
  readonly gaps: readonly Gap[];
}

/** How far before its time a chunk may seem to come, in turns of the counter: the clock's own error. */
const EARLY = 1 / 8;

/**
 * Samples lost in a gap where the device's counter, which comes round after `modulus`, says `skipped`, and time says that about
 * `expected` are missing. Time is late if anything, so it is trusted from an eighth of a turn early to half a turn late; what is
 * later than that is not certain. −1: the sample is a repeat.
 */
export function lostSamples(skipped: number, modulus: number, expected: number): { lost: number; certain: boolean } {
  const late = (expected - skipped) / modulus;
  const turns = Math.max(skipped === modulus - 1 ? -1 : 0, Math.floor(late + EARLY));
  return { lost: skipped + modulus * turns, certain: late - turns <= 0.5 && late - turns >= -EARLY };
}

/** Numbers the samples of one device from its start, finds gaps, and keeps the clock that turns numbers into times. */
export class SampleLine {
  readonly clock: SampleClock;
  readonly #modulus: number | undefined;
  #next = 0;
  #lost = 0;
  #interrupted = false;

  /** `modulus`: after how many samples the device's counter comes round; undefined for a device that does not count. */
  constructor(nominal: Hertz, modulus: number | undefined) {
    this.clock = new SampleClock(nominal);
    this.#modulus = modulus;
  }

  /** Samples received and lost since the start. */
  get totals(): { received: number; lost: number } {
    return { received: this.#next - this.#lost, lost: this.#lost };
  }

  /**
   * The way was cut, and what comes next comes at once: so many samples may be missing that the counter has come round to where
   * it was.
   */
  interrupt(): void {
    this.#interrupted = true;
  }

  /**
   * The samples of a chunk that arrived at `at`. `skipped` has for each what the device's counter says is missing before it; for a
   * device that does not count, what the dropped bytes suggest. `ahead`: how many more samples had begun to arrive by then.
   */
  place(skipped: readonly number[], at: Millis, ahead = 0): Placed {
    const gaps: Gap[] = [];
    const newest = this.#next + skipped.reduce((sum, missing) => sum + missing + 1, 0) - 1 + ahead;
    let missing = this.clock.running ? this.clock.indexAt(at) - newest : 0;
    const indices = skipped.map((counted) => {
      const mayHaveComeRound = this.#interrupted;
      this.#interrupted = false;
      if (counted === 0 && !mayHaveComeRound) return this.#next++;
      const { lost, certain } = this.#lostIn(counted, counted + missing);
      if (lost < 0) return undefined;
      missing -= lost - counted;
      if (lost === 0) return this.#next++;
      gaps.push({ from: this.#next, lost, certain });
      this.#next += lost + 1;
      this.#lost += lost;
      return this.#next - 1;
    });
    if (skipped.length > 0) this.clock.arrive(this.#next - 1 + ahead, at);
    return { indices, gaps };
  }

  #lostIn(counted: number, expected: number): { lost: number; certain: boolean } {
    if (this.#modulus !== undefined) return lostSamples(counted, this.#modulus, expected);
    // Without a counter: more than the dropped bytes show only where half a second is missing, which no burst explains.
    const halfSecond = this.clock.rate / 2;
    return { lost: expected - counted > halfSecond ? Math.round(expected) : counted, certain: false };
  }
}
