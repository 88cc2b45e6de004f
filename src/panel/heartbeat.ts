import type { Millis } from "../server/protocol.ts";

/** From one beat to the next. */
export const BEAT: Millis = 50;
/** Beats without an answer, after which the engine is taken to be silent. */
const PATIENCE = 2;
/** A beat that comes later than this says that the page itself was held up: it waited, and not for the engine. */
const HELD_UP: Millis = 2 * BEAT;

/**
 * Whether the engine answers, told within 150 ms: a page that sounds must not go on without it. It counts beats and not time, so that
 * a page which was held up itself does not take the engine for gone.
 */
export class Heartbeat {
  #missed = 0;
  #last: Millis | undefined;

  /** A beat at a local time: whether the engine is silent. Then ask it once more. */
  beat(now: Millis): boolean {
    const gap = now - (this.#last ?? now);
    this.#last = now;
    // After a stop of our own the answers still wait to be read.
    if (gap > HELD_UP) this.#missed = Math.min(this.#missed, 1);
    else this.#missed++;
    return this.#missed > PATIENCE;
  }

  /** The engine was heard of. */
  answered(): void {
    this.#missed = 0;
  }
}
