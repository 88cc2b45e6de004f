import { CHORD_MERGE } from "../../listening/onsets.ts";
import type { Millis } from "../../time/units.ts";
import { CEILING, type Profile } from "../profile.ts";
import type { AllowedNote } from "./memory.ts";

const SECOND: Millis = 1_000;
const TOLERANCE: Millis = 1e-6;

/**
 * The onset that a note at `at` belongs to: one that began up to 35 ms before (notes so near together are a chord), or one up
 * to 35 ms ahead, which it then waits for; else its own. Null where the chord is full, or one onset more would be too many in a
 * second.
 */
export function chordAt(
  notes: readonly AllowedNote[],
  place: number,
  at: Millis,
  profile: Profile,
): Millis | "chord" | "density" {
  const before = notes[place - 1];
  const after = notes[place];
  const joined =
    before && at - before.chord <= CHORD_MERGE
      ? before.chord
      : after && after.chord - at <= CHORD_MERGE
        ? after.chord
        : undefined;
  if (joined !== undefined) return sizeOf(notes, place, joined) < CEILING.chord ? joined : "chord";
  return isTooDense(notes, place, at, Math.floor(profile.density)) ? "density" : at;
}

function sizeOf(notes: readonly AllowedNote[], place: number, chord: Millis): number {
  let size = 0;
  for (let i = place - 1; i >= 0 && notes[i]?.chord === chord; i--) size++;
  for (let i = place; notes[i]?.chord === chord; i++) size++;
  return size;
}

/** Whether, with an onset at `at`, any second would hold more than `most`. */
function isTooDense(notes: readonly AllowedNote[], place: number, at: Millis, most: number): boolean {
  const onsets: Millis[] = [];
  for (let i = place - 1; i >= 0; i--) {
    const { chord } = notes[i] as AllowedNote;
    if (chord <= at - SECOND) break;
    if (chord !== onsets[0]) onsets.unshift(chord);
  }
  onsets.push(at);
  for (let i = place; i < notes.length; i++) {
    const { chord } = notes[i] as AllowedNote;
    if (chord >= at + SECOND) break;
    if (chord !== onsets[onsets.length - 1]) onsets.push(chord);
  }
  return onsets.some((onset, i) => onset - (onsets[i - most] ?? Number.NEGATIVE_INFINITY) < SECOND - TOLERANCE);
}
