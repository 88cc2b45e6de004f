import type { Task } from "../task.ts";
import type { TrainingPlan } from "../train-network.ts";

/** How networks are fine-tuned to one child. Chosen by measurement: bench/fine-tuning.ts. */
export interface TuningPlan extends Omit<TrainingPlan, "units"> {
  /** See {@link import("./start.ts").Start}. */
  readonly pull: number;
  readonly recurrent: boolean;
  /** What all tunes that are kept in mind count for together, beside 1 for all of the child's playing. */
  readonly kept: number;
}

/**
 * The plan in use: of those with most of the gain, the one that forgets least, in half of the time. Without tunes a fifth more
 * is gained in initial pitch, but half as much again of the tunes' pitches and twice as much of their trends is forgotten;
 * with a twentieth of the pull and half of the rate a fifth more is gained there and twice as much forgotten; the layer on
 * top alone gains half.
 */
const PLAN: TuningPlan = {
  seed: 1,
  batch: 8,
  rate: 2e-3,
  inputDropout: 0,
  outputDropout: 0.3,
  patience: 3,
  epochs: 24,
  pull: 0.02,
  recurrent: true,
  kept: 1,
};

export const TUNING_PLANS: Readonly<Record<Task["name"], TuningPlan>> = { pitch: PLAN, trend: PLAN };

/**
 * Phrases that follow on another one of the same session, at the least. With fewer, 12 or less are left to judge by, and a
 * gain cannot be told from chance.
 */
export const FEWEST_ASKED = 60;

/** Fine-tuning ends after this time with the best that it has. */
export const TUNING_SECONDS = 180;
