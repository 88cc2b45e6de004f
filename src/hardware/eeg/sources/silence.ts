import type { Millis } from "../../../engine/time/units.ts";

/** How often somebody looks. */
export const LOOK: Millis = 50;
/** However long a device's bursts are, a silence so long is another thing. */
const LONGEST: Millis = 1500;
/** For so long bursts are remembered, once or twice. */
const MEMORY: Millis = 5000;

/**
 * Watches a device for silence. What the program itself slept through does not count: then bytes may be waiting. At first the
 * device's bursts are not known, and it is given time.
 */
export class Silence {
  readonly #least: Millis;
  /** Counted silence since the last bytes. */
  #counted: Millis = 0;
  #looked: Millis;
  #heard: Millis;
  /** Longest counted silence of this span and of the one before, and the longest time between two chunks. */
  #longest: [Millis, Millis] = [0, LONGEST / 2];
  #burst: [Millis, Millis] = [0, 0];
  #span: Millis;

  /** `least`: a silence so short is none. */
  constructor(at: Millis, least: Millis) {
    this.#least = least;
    this.#looked = at;
    this.#heard = at;
    this.#span = at;
  }

  /** How long the device has been silent, as far as it counts. */
  look(at: Millis): Millis {
    this.#counted += Math.min(at - this.#looked, 2 * LOOK);
    this.#looked = at;
    return this.#counted;
  }

  hear(at: Millis): void {
    const counted = this.look(at);
    if (at - this.#span > MEMORY) {
      this.#span = at;
      this.#longest = [0, this.#longest[0]];
      this.#burst = [0, this.#burst[0]];
    }
    this.#longest[0] = Math.max(this.#longest[0], counted);
    this.#burst[0] = Math.max(this.#burst[0], at - this.#heard);
    this.#heard = at;
    this.#counted = 0;
  }

  /** A new port: what was silent until now is forgotten, what is known of the device is not. */
  forget(at: Millis): void {
    this.#counted = 0;
    this.#looked = at;
    this.#heard = at;
  }

  /** A silence that was taken for a lost device was none: next time it is waited for. */
  endure(): void {
    this.#longest[0] = Math.max(this.#longest[0], this.limit);
  }

  /** A silence so long is no burst. */
  get limit(): Millis {
    return Math.max(this.#least, Math.min(LONGEST, 2 * Math.max(...this.#longest)));
  }

  /** The longest time between two chunks lately. */
  get burst(): Millis {
    return Math.max(...this.#burst);
  }
}
