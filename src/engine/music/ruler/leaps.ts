import type { Note } from "../note.ts";

/** How a melody steps and leaps. Intervals in semitones, without their sign. */
export interface Leaps {
  readonly meanInterval: number;
  /** Share of intervals over {@link LEAP_LIMIT}: the mutation rate of Chen et al. 2020. */
  readonly leapShare: number;
  readonly largestInterval: number;
  /**
   * Share of leaps (≥ {@link REVERSED_LEAP}) after which the melody turns back. Repeated notes after a leap are passed
   * over: what counts is where the melody moves next. NaN without a leap that is followed by a move.
   */
  readonly reversal: number;
}

/** An interval over a fifth is a leap that few folk tunes take: "pitch mutation". */
export const LEAP_LIMIT = 7;
/** From a fourth on, a melody tends to turn back. */
export const REVERSED_LEAP = 5;

/** The steps and leaps of a line of notes; all NaN for fewer than two. */
export function measureLeaps(notes: readonly Note[]): Leaps {
  const count = notes.length - 1;
  if (count < 1) {
    return { meanInterval: Number.NaN, leapShare: Number.NaN, largestInterval: Number.NaN, reversal: Number.NaN };
  }
  let before = notes[0] as Note;
  let sum = 0;
  let over = 0;
  let largest = 0;
  let leaps = 0;
  let reversals = 0;
  // The leap that waits for the melody to move on, upwards positive; 0 where none does.
  let waiting = 0;
  for (let i = 1; i <= count; i++) {
    const note = notes[i] as Note;
    const interval = note.pitch - before.pitch;
    const size = Math.abs(interval);
    before = note;
    sum += size;
    if (size > LEAP_LIMIT) over++;
    if (size > largest) largest = size;
    if (interval === 0) continue;
    if (waiting !== 0) {
      leaps++;
      if (waiting * interval < 0) reversals++;
    }
    waiting = size >= REVERSED_LEAP ? interval : 0;
  }
  return { meanInterval: sum / count, leapShare: over / count, largestInterval: largest, reversal: reversals / leaps };
}
