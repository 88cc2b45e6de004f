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
    const [first, ...others] = this.#pings;
    if (!first) return undefined;
    return clock - others.reduce((best, ping) => (ping.trip < best.trip ? ping : best), first).ahead;
  }
}
