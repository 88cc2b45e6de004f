import type { Millis, Pitch } from "../time/units.ts";
import { PAUSE } from "./interval.ts";

/** One note of a line in which motifs are looked for: of a chord the highest key, or the lowest pad. */
export interface LineNote {
  readonly at: Millis;
  readonly pitch: Pitch;
  /** Natural logarithm of the interval since the note before; undefined after a pause and at the beginning. */
  readonly gap: number | undefined;
}

/** The last notes of one player on keys, or on pads. Immutable. */
export interface MotifLine {
  readonly notes: readonly LineNote[];
  /** How many notes came before these. */
  readonly before: number;
}

export const NO_LINE: MotifLine = { notes: [], before: 0 };

/** Notes that a motif is looked for in: about half a minute of playing to a minute. */
const MOST_NOTES = 96;

/** One more note at the end of the line. */
export function addNote({ notes, before }: MotifLine, at: Millis, pitch: Pitch): MotifLine {
  const last = notes[notes.length - 1];
  const interval = last ? at - last.at : Number.POSITIVE_INFINITY;
  const note = { at, pitch, gap: interval <= PAUSE ? Math.log(Math.max(1, interval)) : undefined };
  const kept = notes.length < MOST_NOTES ? notes : notes.slice(1);
  return { notes: [...kept, note], before: before + notes.length - kept.length };
}
