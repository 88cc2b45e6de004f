import type { Pitch } from "../server/protocol.ts";

/** Name of a pitch with its octave, after a language's twelve notes from C on: 60 is C4, 71 is B4 in English and H4 in German. */
export function noteName(pitch: Pitch, notes: readonly string[]): string {
  return `${notes[pitch % 12]}${Math.floor(pitch / 12) - 1}`;
}
