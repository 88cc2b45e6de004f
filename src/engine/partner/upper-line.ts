import type { Pitch } from "../time/units.ts";

/** A note of the melody over an accompaniment, in beats from the grid's first. */
export interface LineNote {
  readonly beat: number;
  readonly beats: number;
  readonly pitch: Pitch;
}

/** The melody over the accompaniment: what is composed and not yet planned. Immutable. */
export interface UpperLine {
  readonly notes: readonly LineNote[];
  /** Beats for which there is a line, rests included. */
  readonly until: number;
}

export const NO_LINE: UpperLine = { notes: [], until: 0 };
