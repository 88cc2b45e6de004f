import type { Bpm } from "../time/units.ts";
import { intervalsBetween, median } from "./interval.ts";
import type { Listening } from "./phrase.ts";
import { steadyBeat } from "./pulse-tracker.ts";

/** The tempo when nothing says otherwise: in the middle of practice.md's default 80–110. */
export const DEFAULT_TEMPO: Bpm = 96;
/** Tempos are folded into this span by doubling and halving: beats of 455–909 ms. */
const TEMPO_LOW: Bpm = 66;
const TEMPO_HIGH: Bpm = 132;

/**
 * A tempo to count the child's playing in: the steady beat's where there is one, else that of the median interval between
 * onsets; or its double or its half. With fewer than three intervals, the default.
 */
export function tempoOf({ pulse, onsets }: Listening): Bpm {
  const steady = steadyBeat(pulse);
  if (steady) return fold(steady.tempo);
  const intervals = intervalsBetween(onsets);
  const interval = median(intervals);
  if (interval === undefined || interval <= 0 || intervals.length < 3) return DEFAULT_TEMPO;
  return fold(60_000 / interval);
}

function fold(tempo: Bpm): Bpm {
  let folded = tempo;
  while (folded >= TEMPO_HIGH) folded /= 2;
  while (folded < TEMPO_LOW) folded *= 2;
  return folded;
}
