import type { Millis } from "../../engine/time/units.ts";
import type { EegWindow } from "./window.ts";

/** How windows are put together to be judged. */
export interface SequenceShape {
  /** Windows in a sequence. */
  readonly length: number;
  /** From the end of the first to the end of the last: windows that were not usable may lie between. */
  readonly longest: Millis;
  /** From one sequence to the next. */
  readonly stride: Millis;
}

/** Eight windows, one a second, with room for four that were not usable. No window stands in two of them. */
export const SEQUENCES: SequenceShape = { length: 8, longest: 11_000, stride: 8000 };
/** Single windows that do not overlap. */
export const SINGLE_WINDOWS: SequenceShape = { length: 1, longest: 0, stride: 2000 };

/** A window, and when its epoch ended. */
export interface TimedWindow {
  readonly end: Millis;
  readonly window: EegWindow;
}

/** The sequences of one recording. Each ends with the newest window of its time. */
export function sequencesOf(windows: readonly TimedWindow[], shape: SequenceShape): (readonly TimedWindow[])[] {
  const sequences: (readonly TimedWindow[])[] = [];
  let due = Number.NEGATIVE_INFINITY;
  for (let last = shape.length - 1; last < windows.length; last++) {
    const sequence = windows.slice(last - shape.length + 1, last + 1);
    const [from, to] = [sequence[0]?.end ?? 0, sequence.at(-1)?.end ?? 0];
    if (to - from > shape.longest || to < due) continue;
    sequences.push(sequence);
    due = to + shape.stride;
  }
  return sequences;
}
