import type { Millis } from "../../engine/time/units.ts";

/** Width of a histogram column, and how many there are: 0 to 100 ms in steps of 0.05 ms, the last one open. */
const STEP: Millis = 0.05;
const COLUMNS = 2000;
/** Beyond this a note counts as late. */
export const LATE: Millis = 5;

const COUNT = 0;
const LATE_COUNT = 1;
const LATE_NEW = 2;
const WORST_NEW = 3;
const WORST = 4;
const HEADER = 5;

/** Figures about the lateness of everything dispatched so far. */
export interface LatenessFigures {
  readonly sent: number;
  readonly late: number;
  readonly p50: Millis;
  readonly p99: Millis;
  readonly worst: Millis;
}

/**
 * How late things were sent (dispatch time minus due time), as a histogram in shared memory: the thread that sends
 * records without allocating, another one reads.
 */
export class Lateness {
  readonly buffer: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(buffer = new SharedArrayBuffer(4 * (HEADER + COLUMNS))) {
    this.buffer = buffer;
    this.#cells = new Int32Array(buffer);
  }

  record(lateness: Millis): void {
    const cells = this.#cells;
    const column = Math.min(COLUMNS - 1, Math.max(0, Math.floor(lateness / STEP)));
    Atomics.add(cells, HEADER + column, 1);
    Atomics.add(cells, COUNT, 1);
    const micros = Math.min(0x7fffffff, Math.round(lateness * 1000));
    if (micros > Atomics.load(cells, WORST)) Atomics.store(cells, WORST, micros);
    if (lateness <= LATE) return;
    Atomics.add(cells, LATE_COUNT, 1);
    Atomics.add(cells, LATE_NEW, 1);
    if (micros > Atomics.load(cells, WORST_NEW)) Atomics.store(cells, WORST_NEW, micros);
  }

  /** The late ones since the last call. */
  takeLate(): { readonly count: number; readonly worst: Millis } {
    const count = Atomics.exchange(this.#cells, LATE_NEW, 0);
    return { count, worst: Atomics.exchange(this.#cells, WORST_NEW, 0) / 1000 };
  }

  figures(): LatenessFigures {
    const cells = this.#cells;
    return {
      sent: Atomics.load(cells, COUNT),
      late: Atomics.load(cells, LATE_COUNT),
      p50: this.#percentile(0.5),
      p99: this.#percentile(0.99),
      worst: Atomics.load(cells, WORST) / 1000,
    };
  }

  /** Upper edge of the column in which the share `part` of all records is reached; 0 when there are none. */
  #percentile(part: number): Millis {
    const wanted = Math.ceil(part * Atomics.load(this.#cells, COUNT));
    let seen = 0;
    for (let column = 0; column < COLUMNS && wanted > 0; column += 1) {
      seen += Atomics.load(this.#cells, HEADER + column);
      if (seen >= wanted) return (column + 1) * STEP;
    }
    return 0;
  }
}
