import type { Millis } from "../../server/protocol.ts";

const MEMORY = 15;
/** An output slower than this is not made up for: commands come only 150 ms ahead. */
const LONGEST: Millis = 100;

/**
 * Maps local time (performance.now) to the time of an AudioContext, so that what is scheduled there is *heard* at the
 * local time asked for. The median of the last observations keeps single hiccups out.
 */
export class OutputTime {
  readonly #context: AudioContext;
  #ahead: number[] = [];

  constructor(context: AudioContext) {
    this.#context = context;
  }

  /** Look at the clocks; call it about every 100 ms. */
  observe(): void {
    const local = performance.now();
    const rendered = this.#context.currentTime * 1000 - local;
    const { contextTime = 0, performanceTime = 0 } = this.#context.getOutputTimestamp();
    const heard = contextTime * 1000 - performanceTime;
    const usable = contextTime > 0 && performanceTime > 0 && Math.abs(rendered - heard) < LONGEST;
    this.#ahead.push(usable ? heard : rendered);
    if (this.#ahead.length > MEMORY) this.#ahead.shift();
  }

  /** After a pause of the context its clock stands elsewhere. */
  forget(): void {
    this.#ahead = [];
  }

  /** AudioContext time, seconds, of a local time. */
  of(local: Millis): number {
    if (this.#ahead.length === 0) this.observe();
    const sorted = this.#ahead.toSorted((a, b) => a - b);
    return (local + (sorted[sorted.length >> 1] as number)) / 1000;
  }
}
