import type { Millis } from "../../server/protocol.ts";

/** Less than this nobody hears; a block of the sound card is longer. */
const TOLERANCE: Millis = 5;
const PERIOD: Millis = 1000;

/** Counts what came too late and reports it once a second at the most. */
export class Lateness {
  #count = 0;
  #worst: Millis = 0;
  #reported = Number.NEGATIVE_INFINITY;
  readonly #report: (late: { count: number; worst: Millis }) => void;

  constructor(report: (late: { count: number; worst: Millis }) => void) {
    this.#report = report;
  }

  /** A note was handed over `late` ms after its time (negative: before it). */
  note(late: Millis): void {
    if (late <= TOLERANCE) return;
    this.#count++;
    this.#worst = Math.max(this.#worst, late);
  }

  /** Tells what gathered, when the last report is a second old. */
  report(now: Millis): void {
    if (this.#count === 0 || now - this.#reported < PERIOD) return;
    this.#report({ count: this.#count, worst: Math.round(this.#worst * 10) / 10 });
    this.#count = 0;
    this.#worst = 0;
    this.#reported = now;
  }
}
