import type { Millis } from "../../engine/time/units.ts";

/** How many messages a panel may send: so many at once, and as many again within a second. STOP costs nothing. */
export class MessageBudget {
  readonly #perSecond: number;
  #left: number;
  #since: Millis;

  constructor(perSecond: number, now: Millis) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#since = now;
  }

  /** Takes one message off; false where there is none left. */
  spend(now: Millis): boolean {
    this.#left = Math.min(this.#perSecond, this.#left + ((now - this.#since) * this.#perSecond) / 1_000);
    this.#since = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
