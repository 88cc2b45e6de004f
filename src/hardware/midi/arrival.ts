import type { Millis } from "../../engine/time/units.ts";

/** The quickest message is looked for over so long, so that two clocks that drift apart stay comparable. */
const WINDOW: Millis = 30_000;

/**
 * How late messages arrive. A port stamps each message with the time since the one before; what cannot be known is how long the
 * quickest was on its way, so all are measured against that.
 */
export class Arrival {
  #device: Millis = 0;
  #heard = false;
  /** Least offsets of this window and of the one before. */
  #least = Number.POSITIVE_INFINITY;
  #before = Number.POSITIVE_INFINITY;
  #since: Millis = 0;

  /** A message arrived at `at`, by the port's own time `delta` seconds after the last. How much later than the quickest. */
  hear(at: Millis, delta: number): Millis | undefined {
    if (!(delta >= 0)) return undefined;
    if (this.#heard) this.#device += delta * 1_000;
    else this.#since = at;
    this.#heard = true;
    if (at - this.#since > WINDOW) {
      this.#before = this.#least;
      this.#least = Number.POSITIVE_INFINITY;
      this.#since = at;
    }
    const offset = at - this.#device;
    this.#least = Math.min(this.#least, offset);
    return offset - Math.min(this.#least, this.#before);
  }
}
