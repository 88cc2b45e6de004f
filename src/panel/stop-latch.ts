import type { Millis } from "../server/protocol.ts";

/** How long a STOP waits for the engine to say "stopped" before a running engine is believed. */
const DOUBT: Millis = 1500;

/**
 * Whether this browser stays mute after STOP. Pressing it acts here first, before the engine has heard of it; states that
 * were under way meanwhile still say "not stopped" and must not bring the sound back.
 */
export class StopLatch {
  #closed = false;
  #confirmed = false;
  /** STOP was pressed here and no engine has answered yet. */
  #unheard = false;
  #since: Millis = 0;

  get closed(): boolean {
    return this.#closed;
  }

  get unheard(): boolean {
    return this.#unheard;
  }

  /** STOP was pressed here. */
  press(now: Millis): void {
    this.#close(now);
    this.#unheard = true;
  }

  /** The engine said "silence". */
  hear(now: Millis): void {
    this.#close(now);
  }

  /** The engine answered our STOP, over whichever way. */
  acknowledge(now: Millis): void {
    this.#unheard = false;
    this.#since = now;
  }

  /** The engine's view came in. Returns whether the sound may come back. */
  observe(stopped: boolean, now: Millis): boolean {
    if (stopped) {
      this.#closed = true;
      this.#confirmed = true;
      this.#unheard = false;
    } else if (this.#closed && !this.#unheard && (this.#confirmed || now - this.#since > DOUBT)) {
      this.#closed = false;
    }
    return !this.#closed;
  }

  #close(now: Millis): void {
    this.#closed = true;
    this.#confirmed = false;
    this.#since = now;
  }
}
