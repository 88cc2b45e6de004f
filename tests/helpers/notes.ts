import type { Note } from "../../src/engine/music/note.ts";
import { pitchOf } from "../../src/engine/music/note.ts";
import { PPQ } from "../../src/engine/time/units.ts";

/**
 * A melody in words: "C4 1 D4 .5 r 1 E4 2": names and lengths in beats, r a rest. Velocity 72.
 */
export function melodyOf(words: string): Note[] {
  const parts = words.trim().split(/\s+/);
  const notes: Note[] = [];
  let onset = 0;
  for (let i = 0; i < parts.length; i += 2) {
    const name = parts[i] ?? "";
    const duration = Number(parts[i + 1]) * PPQ;
    if (name !== "r") notes.push({ onset, duration, pitch: pitchOf(name), velocity: 72 });
    onset += duration;
  }
  return notes;
}
