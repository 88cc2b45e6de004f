import type { Note } from "../../engine/music/note.ts";
import { type Bpm, millisToTicks } from "../../engine/time/units.ts";
import type { Excerpt } from "../../models/evaluation/stream-report.ts";

/** The notes of an excerpt. */
export function notesOf(excerpt: Excerpt): Note[] {
  return excerpt.notes.map(([onset, duration, pitch, velocity]) => ({ onset, duration, pitch, velocity }));
}

/** The notes that are struck in the first `seconds`, at a steady tempo; at least one. */
export function firstNotes(excerpt: Excerpt, tempo: Bpm, seconds: number): Note[] {
  const notes = notesOf(excerpt);
  const end = (notes[0]?.onset ?? 0) + millisToTicks(1_000 * seconds, tempo);
  return notes.filter((note, i) => i === 0 || note.onset < end);
}
