import type { Millis } from "../time/units.ts";
import type { Run } from "./preprocessing.ts";
import { median } from "./statistics.ts";

/** Intervals below and above these multiples of the phrase's median are short and long. */
const SHORT = 0.75;
const LONG = 1.5;

/** The run's onsets reduced to one line: times, highest pitch and strongest velocity of each onset; `pad`: no pitch at all. */
export interface Line {
  readonly at: readonly Millis[];
  readonly pitches: readonly number[];
  readonly velocities: readonly number[];
  readonly pad: boolean;
}

/** Reduces a run to one line; the highest note of a chord is heard as its melody. */
export function lineOf({ onsets }: Pick<Run, "onsets">): Line {
  return {
    at: onsets.map(({ at }) => at),
    pitches: onsets.map(({ notes }) => Math.max(...notes.map(({ pitch }) => pitch))),
    velocities: onsets.map(({ notes }) => Math.max(...notes.map(({ velocity }) => velocity))),
    pad: onsets.some(({ notes }) => notes.some(({ pad }) => pad)),
  };
}

/** Differences between neighbours. */
export function steps(values: readonly number[]): number[] {
  return values.slice(1).map((value, i) => value - (values[i] ?? value));
}

/** Each interval as S, M or L relative to the median: S below 0.75, L above 1.5 of it. "LSSL" is three sizes of four intervals. */
export function rhythmLetters(at: readonly Millis[]): string {
  const intervals = steps(at);
  const centre = median(intervals) ?? 0;
  const letter = (interval: Millis): string => {
    if (interval < SHORT * centre) return "S";
    return interval > LONG * centre ? "L" : "M";
  };
  return intervals.map(letter).join("");
}

/** Each step of the melody as U(p), S(ame) or D(own). */
export function contourLetters(pitches: readonly number[]): string {
  return steps(pitches)
    .map((step) => (step > 0 ? "U" : step < 0 ? "D" : "S"))
    .join("");
}

/** Each step of the melody in semitones as one letter: equal for transposed melodies. */
export function stepLetters(pitches: readonly number[]): string {
  return steps(pitches)
    .map((step) => String.fromCharCode(0x200 + step))
    .join("");
}
