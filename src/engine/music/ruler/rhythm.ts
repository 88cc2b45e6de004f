import type { Ticks } from "../../time/units.ts";
import type { Note } from "../note.ts";

/** Places of a bar where an onset can fall: fine enough for triplets and 32nds of 3/4. */
const PLACES = 48;

/**
 * Groove similarity of neighbouring bars: 1 − the mean share of the 48 places of a bar where one has an onset and the
 * other has none (Wu & Yang 2020). Whole bars, counted from the first note; NaN for fewer than two.
 */
export function grooveSimilarity(notes: readonly Note[], bar: Ticks): number {
  const first = notes[0];
  const last = notes[notes.length - 1];
  if (!first || !last) return Number.NaN;
  const bars = Math.floor((last.onset + last.duration - first.onset) / bar);
  if (bars < 2) return Number.NaN;
  const onsets = new Uint8Array(bars * PLACES);
  for (const { onset } of notes) {
    const place = Math.round(((onset - first.onset) * PLACES) / bar);
    if (place < onsets.length) onsets[place] = 1;
  }
  let different = 0;
  for (let i = PLACES; i < onsets.length; i++) if (onsets[i] !== onsets[i - PLACES]) different++;
  return 1 - different / (onsets.length - PLACES);
}

/**
 * Normalised pairwise variability of the durations (Grabe & Low 2002): 0 for even notes; long and short by turns in the
 * ratio 3 : 1 give 100. NaN for fewer than two notes.
 */
export function durationContrast(notes: readonly Note[]): number {
  let sum = 0;
  for (let i = 1; i < notes.length; i++) {
    const before = notes[i - 1]?.duration ?? 0;
    const duration = notes[i]?.duration ?? 0;
    if (before + duration > 0) sum += Math.abs(duration - before) / ((duration + before) / 2);
  }
  return notes.length > 1 ? (100 * sum) / (notes.length - 1) : Number.NaN;
}
