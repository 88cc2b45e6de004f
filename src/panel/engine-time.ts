import type { Millis } from "../server/protocol.ts";

interface Ping {
  readonly trip: Millis;
  readonly ahead: Millis;
}

const MEMORY = 12;

/** Where the engine's clock stands against the local one, from pings: that of the shortest trip counts (as in NTP). */
export class EngineTime {
  #pings: Ping[] = [];

  /** A ping sent and answered at local times; `clock` is the engine's clock in the answer. */
  observe(sent: Millis, answered: Millis, clock: Millis): void {
    this.#pings.push({ trip: answered - sent, ahead: clock - (sent + answered) / 2 });
    if (this.#pings.length > MEMORY) this.#pings.shift();
  }

  /** After a new connection the engine may be another one, with another clock. */
  forget(): void {
    this.#pings = [];
  }

  /** Local time of an engine clock time; undefined before the first answer. */
  toLocal(clock: Millis): Millis | undefined {
    const ahead = this.#ahead();
    return ahead === undefined ? undefined : clock - ahead;
  }

  /** Engine clock time of a local time; undefined before the first answer. */
  toClock(local: Millis): Millis | undefined {
    const ahead = this.#ahead();
    return ahead === undefined ? undefined : local + ahead;
  }

  #ahead(): Millis | undefined {
    const [first, ...others] = this.#pings;
    return first && others.reduce((best, ping) => (ping.trip < best.trip ? ping : best), first).ahead;
  }
}
