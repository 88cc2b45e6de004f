import type { Cancel, Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import { encodeStatusRequest } from "./wire.ts";

/** How often the pulses are asked for, while it moves and else. */
const EVERY = { moving: 100, still: 1_000 } as const satisfies Record<string, Millis>;

/** Asks a robot again and again what pulses it sends, until it is stopped. */
export class StatusRequests {
  readonly #clock: Clock;
  readonly #to: { send(message: number[]): void; moving(): boolean };
  #next: Cancel = () => {};

  constructor(clock: Clock, to: { send(message: number[]): void; moving(): boolean }) {
    this.#clock = clock;
    this.#to = to;
    this.#ask();
  }

  stop(): void {
    this.#next();
  }

  #ask(): void {
    this.#to.send(encodeStatusRequest());
    const wait = this.#to.moving() ? EVERY.moving : EVERY.still;
    this.#next = this.#clock.at(this.#clock.now() + wait, () => this.#ask());
  }
}
