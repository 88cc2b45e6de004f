import type { Draws } from "../random.ts";
import type { Semitones } from "../time/units.ts";
import { STEP_CLASSES } from "./features.ts";
import { drawLot, lotsOf, type Sampling, sample, softmax } from "./sampling.ts";
import { courseOf, DIRECTIONS, directionOf, riseOf, TREND_CLIP, TREND_STEPS } from "./trend.ts";

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

/** Probabilities of the 25 classes of one step (0–7). */
export function stepChances(output: Float32Array, step: number, temperature = 1): number[] {
  return softmax(output, DIRECTIONS + step * STEP_CLASSES, STEP_CLASSES, temperature);
}

/** Courses that are drawn in the hope of one that goes where it should. */
const TRIES = 12;

/**
 * Draws a trend from the trend network's output: a direction, and steps that go there. The steps are foretold one by one;
 * that they belong together is what the direction says, and courses are drawn until one keeps to it.
 */
export function drawForecast(
  output: Float32Array,
  initialPitch: Semitones,
  pitches: readonly number[],
  sampling: Sampling,
  draws: Draws,
): Forecast {
  const direction = sample(directionChances(output, sampling.temperature), sampling, draws) ?? 1;
  const lots = Array.from({ length: TREND_STEPS }, (_, step) =>
    lotsOf(stepChances(output, step, sampling.temperature), sampling),
  );
  let course: Semitones[] = [];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    course = courseOf(
      initialPitch,
      lots.map((lot) => drawLot(lot, draws) - TREND_CLIP),
    );
    if (directionOf(riseOf(course)) === direction) break;
  }
  return { initialPitch, course, shape: course.map((pitch) => pitch - initialPitch), pitches };
}
