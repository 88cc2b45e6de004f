import { CHORD_MERGE } from "../listening/onsets.ts";
import type { PlayedNote } from "../listening/phrase.ts";
import type { RelativeNote, Segment } from "../music/segment.ts";
import { segmentOf } from "../music/segment.ts";
import type { Bpm, Millis, Pitch } from "../time/units.ts";
import { millisToTicks, PPQ } from "../time/units.ts";

/** The melody of a phrase: of notes struck together, the highest; each ends where the next begins, at the latest. */
export function topLine(phrase: readonly PlayedNote[]): (PlayedNote & { duration: Millis })[] {
  const line: (PlayedNote & { duration: Millis })[] = [];
  for (const note of phrase) {
    const played = { ...note, duration: note.duration ?? 0 };
    const before = line[line.length - 1];
    if (!before || note.onset - before.onset > CHORD_MERGE) line.push(played);
    else if (note.pitch > before.pitch) line[line.length - 1] = { ...played, onset: before.onset };
  }
  return line.map((note, place) => {
    const next = line[place + 1];
    return next ? { ...note, duration: Math.min(note.duration, next.onset - note.onset) } : note;
  });
}

/** From the first onset of a phrase to its last sound. */
export function phraseLength(phrase: readonly PlayedNote[]): Millis {
  const start = phrase[0]?.onset ?? 0;
  return Math.max(0, ...phrase.map((note) => note.onset + (note.duration ?? 0) - start));
}

/** A grid for the child's rhythm: a third of a sixteenth note. Finer differences are not rhythm. */
const GRID = PPQ / 12;

function onGrid(millis: Millis, tempo: Bpm): number {
  return Math.round(millisToTicks(millis, tempo) / GRID) * GRID;
}

/** A phrase of the child as a segment, counted in beats of `tempo`. Throws RangeError for an empty phrase. */
export function segmentFromPhrase(phrase: readonly PlayedNote[], tempo: Bpm, anchor: Pitch, index: number): Segment {
  const line = topLine(phrase);
  const start = line[0]?.onset ?? 0;
  const notes = line.map(
    (note): RelativeNote => ({
      onset: onGrid(note.onset - start, tempo),
      duration: Math.max(GRID, onGrid(note.duration, tempo)),
      pitch: note.pitch - anchor,
      velocity: note.velocity,
    }),
  );
  const end = Math.max(0, ...notes.map((note) => note.onset + note.duration));
  return segmentOf(notes, Math.max(PPQ, Math.ceil(end / PPQ) * PPQ), "child", index);
}
