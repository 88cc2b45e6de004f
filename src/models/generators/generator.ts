import type { Melody } from "../../engine/music/melody.ts";
import type { Note } from "../../engine/music/note.ts";
import type { Segment } from "../../engine/music/segment.ts";
import type { Millis, Ticks } from "../../engine/time/units.ts";

/** What every generator is asked, so that all can be measured side by side. */
export interface GenerationTask {
  /** A held-out tune: what the new music shall be like. */
  readonly source: Melody;
  /** Segments of the training tunes and the source's own (whose `source` is the tune's id). */
  readonly library: readonly Segment[];
  /** How much new music at the source's tempo; a generator may go on to the end of its segment or bar. */
  readonly duration: Millis;
  /** Equal tasks give equal music. */
  readonly seed: number;
}

/** New music: a line, in order of onset, none overlapping the next. */
export interface GeneratedMusic {
  /** Absolute pitches, 0–127; onsets from 0, the start of the new music. */
  readonly notes: readonly Note[];
  /** Onsets where segments meet; empty where there are no segments. */
  readonly joins: readonly Ticks[];
}

/** One way to make new music from a tune. Throws RangeError when the source has no note. */
export interface Generator {
  /** Short and stable, kebab-case: how it is asked for on the command line. */
  readonly name: string;
  /** How a report calls it. */
  readonly title: string;
  generate(task: GenerationTask): GeneratedMusic;
}
