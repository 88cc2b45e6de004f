import type { Bpm } from "../time/units.ts";
import type { Listening } from "./phrase.ts";
import { intervalsBetweenOnsets, median } from "./phrase.ts";

/** The tempo when nothing says otherwise: in the middle of practice.md's default 80–110. */
export const DEFAULT_TEMPO: Bpm = 96;
/** Intervals are folded into this span by doubling and halving: beats of 455–909 ms. */
const TEMPO_LOW: Bpm = 66;
const TEMPO_HIGH: Bpm = 132;

/**
 * A tempo to count the child's playing in: the median interval between onsets taken as a beat, its double or its half.
 * With fewer than three intervals, the default.
 */
export function tempoOf(listening: Listening): Bpm {
  const intervals = intervalsBetweenOnsets(listening);
  const interval = median(intervals);
  if (interval === undefined || interval <= 0 || intervals.length < 3) return DEFAULT_TEMPO;
  let tempo = 60_000 / interval;
  while (tempo >= TEMPO_HIGH) tempo /= 2;
  while (tempo < TEMPO_LOW) tempo *= 2;
  return tempo;
}
