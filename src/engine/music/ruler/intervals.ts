import type { Note } from "../note.ts";
import { entropyOf } from "./statistics.ts";

/** The intervals from note to note in semitones: one fewer than notes. */
export function intervalsOf(notes: readonly Note[]): Int32Array {
  const intervals = new Int32Array(Math.max(0, notes.length - 1));
  for (let i = 0; i < intervals.length; i++) {
    intervals[i] = (notes[i + 1]?.pitch ?? 0) - (notes[i]?.pitch ?? 0);
  }
  return intervals;
}

/** Entropy of an interval when the one before is known, in bits; NaN for fewer than three notes. */
export function intervalEntropy(notes: readonly Note[]): number {
  const intervals = intervalsOf(notes);
  const followers = new Map<number, Map<number, number>>();
  for (let i = 1; i < intervals.length; i++) {
    const before = intervals[i - 1] as number;
    const interval = intervals[i] as number;
    const counts = followers.get(before) ?? new Map<number, number>();
    followers.set(before, counts);
    counts.set(interval, (counts.get(interval) ?? 0) + 1);
  }
  let weighted = 0;
  for (const counts of followers.values()) {
    let total = 0;
    for (const count of counts.values()) total += count;
    weighted += total * entropyOf(counts.values());
  }
  return intervals.length > 1 ? weighted / (intervals.length - 1) : Number.NaN;
}
