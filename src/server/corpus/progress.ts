import type { Millis } from "../../engine/time/units.ts";
import { grouped } from "./summary.ts";

/** Where progress is shown: a terminal, a file, a pipe. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 24;
/** A bar that moves more often than that is restless. */
const CALM: Millis = 200;
/** Where nobody watches, so many lines in all. */
const PLAIN_LINES = 10;
const CLEAR_LINE = "\r\u001B[K";

/** What stands beside the bar. */
export type ProgressWords = (done: number, total: number, taken: number) => string;

const filesRead: ProgressWords = (done, total, taken) =>
  `${grouped(done)} of ${grouped(total)} files read, ${grouped(taken)} taken`;

/** How far the work is: a bar that redraws itself on a terminal, a plain line at every tenth elsewhere. */
export class Progress {
  readonly #screen: Screen;
  readonly #now: () => Millis;
  readonly #words: ProgressWords;
  #drawn = Number.NEGATIVE_INFINITY;

  constructor(screen: Screen, now: () => Millis, words = filesRead) {
    this.#screen = screen;
    this.#now = now;
    this.#words = words;
  }

  /** `done` of `total` pieces (files) are done; `taken` of them came to something. Called after each piece. */
  readonly show = (done: number, total: number, taken = 0): void => {
    const text = this.#words(done, total, taken);
    if (!this.#screen.isTTY) {
      const tenth = (count: number) => Math.floor((count * PLAIN_LINES) / total);
      if (tenth(done) > tenth(done - 1)) this.#screen.write(`${text}\n`);
      return;
    }
    const now = this.#now();
    if (now - this.#drawn < CALM) return;
    this.#drawn = now;
    const full = Math.floor((WIDTH * done) / total);
    this.#screen.write(`${CLEAR_LINE}[${"#".repeat(full)}${"-".repeat(WIDTH - full)}] ${text}`);
  };

  /** Takes the bar away. */
  end(): void {
    if (this.#screen.isTTY && Number.isFinite(this.#drawn)) this.#screen.write(CLEAR_LINE);
  }
}
