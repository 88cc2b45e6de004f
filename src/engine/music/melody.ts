import type { Bpm, Ticks } from "../time/units.ts";
import type { Key } from "./key.ts";
import type { Meter } from "./meter.ts";
import type { Note } from "./note.ts";

/** One tune: a monophonic line with what is needed to cut it into bars. */
export interface Melody {
  /** A stable name: the tune's file name without its ending, or "child". */
  readonly id: string;
  readonly title: string;
  /** In order of onset, none overlapping the next. */
  readonly notes: readonly Note[];
  readonly key: Key;
  readonly meter: Meter;
  readonly tempo: Bpm;
  /** Length of the upbeat before the first full bar; 0 without one. */
  readonly pickup: Ticks;
}
