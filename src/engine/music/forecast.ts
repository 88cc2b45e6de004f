import type { Draws } from "../random.ts";
import type { Semitones } from "../time/units.ts";
import { DIRECTIONS, STEP_CLASSES } from "./features.ts";
import { type Sampling, sample, softmax } from "./sampling.ts";
import { courseOf, TREND_CLIP, TREND_STEPS } from "./trend.ts";

/** What the two networks foretell of the next segment. */
export interface Forecast {
  readonly initialPitch: Semitones;
  /** Main pitches of eight equal parts. */
  readonly course: readonly Semitones[];
  /** The course less the initial pitch. */
  readonly shape: readonly Semitones[];
  /** Probability of each initial pitch, by {@link pitchIndex}: what else could have been drawn. */
  readonly pitches: readonly number[];
}

/** Probabilities of the directions down, flat and up, from the trend network's output. */
export function directionChances(output: Float32Array, temperature = 1): number[] {
  return softmax(output, 0, DIRECTIONS, temperature);
}

/** Probabilities of the 25 classes of one step (0–7), in a direction. */
export function stepChances(output: Float32Array, direction: number, step: number, temperature = 1): number[] {
  return softmax(output, DIRECTIONS + (direction * TREND_STEPS + step) * STEP_CLASSES, STEP_CLASSES, temperature);
}

/** Draws a trend from the trend network's output: a direction, then each step as it goes in that direction. */
export function drawForecast(
  output: Float32Array,
  initialPitch: Semitones,
  pitches: readonly number[],
  sampling: Sampling,
  draws: Draws,
): Forecast {
  const direction = sample(directionChances(output, sampling.temperature), sampling, draws) ?? 1;
  const steps: Semitones[] = [];
  for (let step = 0; step < TREND_STEPS; step++) {
    const chances = stepChances(output, direction, step, sampling.temperature);
    steps.push((sample(chances, sampling, draws) ?? TREND_CLIP) - TREND_CLIP);
  }
  const course = courseOf(initialPitch, steps);
  return { initialPitch, course, shape: course.map((pitch) => pitch - initialPitch), pitches };
}
