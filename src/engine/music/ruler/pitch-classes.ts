import type { Ticks } from "../../time/units.ts";
import type { Note } from "../note.ts";
import { pitchClass } from "../note.ts";
import { MAJOR } from "../scale.ts";
import { entropyOf } from "./statistics.ts";

/** How many notes have each pitch class: 12 numbers. Notes count alike, long or short. */
function countPitchClasses(notes: readonly Note[]): number[] {
  const counts = new Array<number>(12).fill(0);
  for (const note of notes) {
    const pc = pitchClass(note.pitch);
    counts[pc] = (counts[pc] ?? 0) + 1;
  }
  return counts;
}

/** Entropy of the pitch classes of the notes, 0 to log2 12 = 3.58 bit; NaN without a note. */
export function pitchClassEntropy(notes: readonly Note[]): number {
  return notes.length > 0 ? entropyOf(countPitchClasses(notes)) : Number.NaN;
}

/**
 * Mean of the pitch-class entropies of stretches of `length` ticks, counted from the first note (Wu & Yang 2020, H1 for a
 * bar, H4 for four): bit. A stretch without an onset is left out.
 */
export function stretchEntropy(notes: readonly Note[], length: Ticks): number {
  const start = notes[0]?.onset ?? 0;
  const stretches = new Map<number, Note[]>();
  for (const note of notes) {
    const place = Math.floor((note.onset - start) / length);
    const stretch = stretches.get(place);
    if (stretch) stretch.push(note);
    else stretches.set(place, [note]);
  }
  let sum = 0;
  for (const stretch of stretches.values()) sum += pitchClassEntropy(stretch);
  return sum / stretches.size;
}

/** Share of the notes in the diatonic scale that holds most of them, 7/12 to 1 (Mogren 2016); NaN without a note. */
export function scaleConsistency(notes: readonly Note[]): number {
  const counts = countPitchClasses(notes);
  let most = 0;
  for (let tonic = 0; tonic < 12; tonic++) {
    let inside = 0;
    for (const step of MAJOR.steps) inside += counts[pitchClass(tonic + step)] ?? 0;
    most = Math.max(most, inside);
  }
  return most / notes.length;
}
