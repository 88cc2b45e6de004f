import type { Cancel, Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import { type DeviceClock, deviceTime, hearSync, NO_CLOCK } from "./device-clock.ts";
import { encodeSync } from "./wire.ts";

const EVERY: Millis = 200;
/** More than this unanswered: the link is dead. */
const PATIENCE = 4;

/** Asks the robot for its time: so it knows that we live, we know that it does, and what its clock says. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #to: { send(message: number[]): void; silent(): void };
  readonly #patience: number;
  readonly #asked = new Map<number, Millis>();
  #id = 0;
  #device: DeviceClock = NO_CLOCK;
  #next: Cancel = () => {};

  /** `patience`: so many may go unanswered. */
  constructor(clock: Clock, to: { send(message: number[]): void; silent(): void }, patience = PATIENCE) {
    this.#patience = patience;
    this.#clock = clock;
    this.#to = to;
    this.#beat();
  }

  /** The robot's answer. One that nobody asked for, or that comes twice, says nothing. */
  hear(id: number, device: Millis): void {
    const asked = this.#asked.get(id);
    if (asked === undefined) return;
    // Those asked before it will not be answered any more: bytes keep their order.
    for (const earlier of [...this.#asked.keys()]) {
      this.#asked.delete(earlier);
      if (earlier === id) break;
    }
    this.#device = hearSync(this.#device, asked, this.#clock.now(), device);
  }

  /** The robot's time at a time of ours; undefined before its first answer. */
  deviceTime(at: Millis): Millis | undefined {
    return deviceTime(this.#device, at);
  }

  stop(): void {
    this.#next();
  }

  #beat(): void {
    if (this.#asked.size > this.#patience) {
      this.#to.silent();
      return;
    }
    const now = this.#clock.now();
    this.#id = (this.#id + 1) % 128;
    this.#asked.set(this.#id, now);
    this.#to.send(encodeSync(this.#id));
    this.#next = this.#clock.at(now + EVERY, () => this.#beat());
  }
}
