import type { Note } from "../engine/music/note.ts";
import { noteEnd } from "../engine/music/note.ts";
import { PPQ, type Ticks } from "../engine/time/units.ts";

/** Onsets this close belong to one chord when the notes overlap: a played chord is never quite together. */
const TOGETHER: Ticks = PPQ / 16;

/** Every written value down to a 64th (30 ticks) and triplets of 16ths (80) is a multiple of this. */
const GRID: Ticks = 10;

/**
 * The note with onset and end on the grid where they miss it by one tick. abc2midi starts every note one tick late, so that a
 * whole tune stands beside its bar lines; nobody hears a tick.
 */
export function onGrid(note: Note): Note {
  const onset = nearGrid(note.onset);
  return { ...note, onset, duration: Math.max(1, nearGrid(noteEnd(note)) - onset) };
}

function nearGrid(at: Ticks): Ticks {
  const grid = Math.round(at / GRID) * GRID;
  return Math.abs(at - grid) <= 1 ? grid : at;
}

/**
 * The skyline of the notes: of a chord the top note, no note that starts under a higher one and lies mostly beneath it, and
 * each note cut where the next begins. Monophonic, in order of onset, onsets all different.
 */
export function skyline(notes: readonly Note[]): Note[] {
  const inOrder = [...notes].sort((a, b) => a.onset - b.onset || b.pitch - a.pitch);
  const line: Note[] = [];
  for (const { onset, duration, pitch, velocity } of inOrder) {
    const note: Note = { onset, duration, pitch, velocity };
    const before = line.at(-1);
    if (!before || noteEnd(before) <= onset) {
      line.push(note);
    } else if (onset - before.onset < TOGETHER) {
      if (pitch > before.pitch) line[line.length - 1] = { ...note, onset: before.onset };
    } else {
      const covered = Math.min(noteEnd(before), noteEnd(note)) - onset;
      if (pitch > before.pitch || covered * 2 <= duration) line.push(note);
    }
  }
  return line.map((note, i) => {
    const next = line[i + 1];
    return next ? { ...note, duration: Math.min(note.duration, next.onset - note.onset) } : note;
  });
}

/** Share of the notes that overlap no other by more than {@link TOGETHER}, 0–1; 1 is a single line. */
export function singleness(notes: readonly Note[]): number {
  const inOrder = [...notes].sort((a, b) => a.onset - b.onset);
  let alone = 0;
  let end: Ticks = 0;
  inOrder.forEach((note, i) => {
    const next = inOrder[i + 1];
    const clearBefore = end <= note.onset + TOGETHER;
    end = Math.max(end, noteEnd(note));
    const clearAfter = !next || noteEnd(note) <= next.onset + TOGETHER;
    if (clearBefore && clearAfter) alone++;
  });
  return inOrder.length > 0 ? alone / inOrder.length : 0;
}
