import type { Note } from "../note.ts";

/** How much longer than the others a melody's longest notes are. */
export interface Lengths {
  /** Longest duration in median durations. */
  readonly longestRatio: number;
  /** Share of notes longer than {@link LONG} medians. */
  readonly longShare: number;
}

/** Medians from which on a note is long. */
export const LONG = 4;

// Written over by every call, as the ruler is laid on every candidate of a choice.
let sorted = new Float64Array(64);

/** The lengths of a line of notes (their sounding durations, rests left out); NaN for none, or where the median is 0. */
export function measureLengths(notes: readonly Note[]): Lengths {
  const count = notes.length;
  if (sorted.length < count) sorted = new Float64Array(2 * count);
  const durations = sorted;
  // By insertion: few notes of few lengths are in order in no time.
  for (let i = 0; i < count; i++) {
    const { duration } = notes[i] as Note;
    let place = i;
    while (place > 0 && (durations[place - 1] as number) > duration) {
      durations[place] = durations[place - 1] as number;
      place--;
    }
    durations[place] = duration;
  }
  const lower = durations[(count - 1) >> 1] ?? 0;
  const upper = durations[count >> 1] ?? 0;
  const median = count > 0 ? (lower + upper) / 2 : 0;
  if (!(median > 0)) return { longestRatio: Number.NaN, longShare: Number.NaN };
  let long = 0;
  for (let i = count - 1; i >= 0 && (durations[i] as number) > LONG * median; i--) long++;
  return { longestRatio: (durations[count - 1] as number) / median, longShare: long / count };
}
