import type { Millis } from "../server/protocol.ts";

const JUMP: Millis = 1000;
const MEMORY = 40;

/**
 * Session time at the panel. Each state tells the session time at its sending; it arrives a little later, never earlier,
 * so the largest (session - local) of the last few is the best. A jump of a second or more is a new session.
 */
export class SessionTime {
  #ahead: Millis[] = [];

  /** `session` is the session time told, `local` the local time (any monotonic zero) it arrived. */
  observe(session: Millis, local: Millis): void {
    const ahead = session - local;
    const last = this.#ahead.at(-1);
    if (last !== undefined && Math.abs(ahead - last) > JUMP) this.#ahead = [];
    this.#ahead.push(ahead);
    if (this.#ahead.length > MEMORY) this.#ahead.shift();
  }

  /** Session time at the local time; undefined before the first state. */
  at(local: Millis): Millis | undefined {
    return this.#ahead.length === 0 ? undefined : local + Math.max(...this.#ahead);
  }
}
