import type { Millis } from "../../engine/time/units.ts";

/** Bytes that wait for a port that takes no more now. */
interface Waiting {
  readonly bytes: readonly number[];
  /** A later one of this kind takes its place. */
  readonly kind: string;
  /** Too late after this: dropped. */
  readonly until: Millis;
}

/** No more than this waits; the oldest goes. */
const MOST = 16;

/**
 * What could not be written at once. It stays small: of one kind the newest alone waits, what is late is dropped and never
 * sent afterwards, and a stop empties the box and stays.
 */
export class Outbox {
  #waiting: Waiting[] = [];
  /** Messages that were never sent: replaced, late, or too many. */
  dropped = 0;

  /** `kind` "stop" empties the box first. */
  put(kind: string, bytes: readonly number[], until: Millis = Number.POSITIVE_INFINITY): void {
    const kept = kind === "stop" ? [] : this.#waiting.filter((other) => other.kind !== kind);
    this.dropped += this.#waiting.length - kept.length;
    this.#waiting = [...kept, { kind, bytes, until }];
    if (this.#waiting.length > MOST) {
      const oldest = this.#waiting.findIndex((other) => other.kind !== "stop");
      this.#waiting.splice(oldest, 1);
      this.dropped += 1;
    }
  }

  /** Takes the next message that is not late; undefined when there is none. */
  take(now: Millis): readonly number[] | undefined {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      if (next.until >= now) return next.bytes;
      this.dropped += 1;
    }
    return undefined;
  }

  get size(): number {
    return this.#waiting.length;
  }

  clear(): void {
    this.dropped += this.#waiting.length;
    this.#waiting = [];
  }
}
