import type { Millis } from "./units.ts";

/** Takes back a task that was set with {@link Clock.at}; harmless when it has already run. */
export type Cancel = () => void;

/** The one source of time. Everything that waits, waits on a Clock. */
export interface Clock {
  /** Monotonic time; its zero is the clock's own affair. */
  now(): Millis;
  /** Runs `task` once at `due`, or as soon as possible when that has passed. The task is handed the time it was due. */
  at(due: Millis, task: (due: Millis) => void): Cancel;
}

interface Appointment {
  readonly due: Millis;
  readonly order: number;
  readonly task: (due: Millis) => void;
}

/**
 * A clock that a test (or `--fast`) moves by hand. It steps deadline by deadline, so that each task sees its own due time
 * as `now()`, and tasks set by tasks run in the same sweep. (After Effect's TestClock.)
 */
export class SimulatedClock implements Clock {
  #now: Millis;
  #order = 0;
  #pending: Appointment[] = [];

  constructor(start: Millis = 0) {
    this.#now = start;
  }

  now(): Millis {
    return this.#now;
  }

  at(due: Millis, task: (due: Millis) => void): Cancel {
    const appointment: Appointment = { due, order: this.#order++, task };
    const place = this.#pending.findIndex((other) => other.due > due);
    if (place < 0) this.#pending.push(appointment);
    else this.#pending.splice(place, 0, appointment);
    return () => {
      const index = this.#pending.indexOf(appointment);
      if (index >= 0) this.#pending.splice(index, 1);
    };
  }

  /** Moves time to `until`, running every task that falls due on the way, in order of due time. */
  advanceTo(until: Millis): void {
    for (let next = this.#pending[0]; next && next.due <= until; next = this.#pending[0]) {
      this.#pending.shift();
      this.#now = Math.max(this.#now, next.due);
      next.task(next.due);
    }
    this.#now = Math.max(this.#now, until);
  }

  /** Moves time on by `span`. */
  advance(span: Millis): void {
    this.advanceTo(this.#now + span);
  }

  /** Due time of the next task, or undefined when nothing waits. */
  get next(): Millis | undefined {
    return this.#pending[0]?.due;
  }
}
