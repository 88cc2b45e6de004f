import { STEP_CLASSES, stepIndex } from "../engine/music/features.ts";
import { courseOf, TREND_CLIP, TREND_STEPS } from "../engine/music/trend.ts";
import type { Recurrent } from "../engine/ports.ts";
import type { Semitones } from "../engine/time/units.ts";
import type { TuneSegments } from "./dataset.ts";
import { type Entry, entriesOf, meanOver } from "./entries.ts";
import { type Prediction, predictionsOf } from "./predictions.ts";
import { Tally } from "./tally.ts";
import { TREND_TASK } from "./task.ts";

/** One line of the table, on tunes not trained on. */
export interface TrendScore {
  readonly predictor: string;
  /** Mean cross-entropy of a step in bits; NaN for a predictor that gives a course and no probabilities. */
  readonly bits: number;
  readonly simpleBits: number;
  /** Mean absolute error of the course in semitones, given the true initial pitch. */
  readonly error: Semitones;
  readonly simpleError: Semitones;
}

interface Predictor {
  readonly name: string;
  /** Probability of step `choice` as it came. */
  readonly probability?: (entry: Entry, choice: number) => number;
  /** The trend it would play. */
  readonly trend: (entry: Entry) => readonly Semitones[];
}

const CHOICES = Array.from({ length: TREND_STEPS }, (_, choice) => choice);

const stepOf = ({ next }: Entry, choice: number): number => stepIndex(next.trend[choice] ?? 0);

/**
 * The trend whose course errs least: the medians of the courses that the steps' distributions give when added up (as if
 * the steps were drawn one by one).
 */
export function medianTrend(prediction: Prediction): Semitones[] {
  let sums = Float64Array.of(1);
  let before = 0;
  return prediction.map((step, choice) => {
    const longer = new Float64Array(sums.length + STEP_CLASSES - 1);
    sums.forEach((p, at) => {
      step.forEach((q, s) => {
        longer[at + s] = (longer[at + s] ?? 0) + p * q;
      });
    });
    sums = longer;
    let reached = 0;
    let at = 0;
    while (at < sums.length - 1 && reached + (sums[at] ?? 0) < 0.5) reached += sums[at++] ?? 0;
    const median = at - (choice + 1) * TREND_CLIP;
    const taken = median - before;
    before = median;
    return taken;
  });
}

function marginal(training: readonly Entry[]): Predictor {
  const tallies = CHOICES.map(() => new Tally(STEP_CLASSES));
  for (const entry of training) {
    for (const choice of CHOICES) tallies[choice]?.add(stepOf(entry, choice));
  }
  const prediction = tallies.map((tally) =>
    Float64Array.from({ length: STEP_CLASSES }, (_, s) => tally.probability(s)),
  );
  const trend = medianTrend(prediction);
  const probability = (entry: Entry, choice: number) => prediction[choice]?.[stepOf(entry, choice)] ?? 0;
  return { name: "each step's own distribution (unigram)", probability, trend: () => trend };
}

function mean(training: readonly Entry[]): Predictor {
  const trend = CHOICES.map((choice) => meanOver(training, ({ next }) => next.trend[choice] ?? 0));
  return { name: "mean trend", trend: () => trend };
}

function previous(training: readonly Entry[]): Predictor {
  const tallies = CHOICES.map(() => new Tally(STEP_CLASSES));
  const context = ({ segment }: Entry, choice: number) => `${segment.trend[choice]}`;
  for (const entry of training) {
    for (const choice of CHOICES) tallies[choice]?.add(stepOf(entry, choice), context(entry, choice));
  }
  return {
    name: "previous trend (bits: Markov; course: repeated)",
    probability: (entry, choice) => tallies[choice]?.probability(stepOf(entry, choice), context(entry, choice)) ?? 0,
    trend: ({ segment }) => segment.trend,
  };
}

function networked(network: Recurrent): Predictor {
  const predict = predictionsOf(network, TREND_TASK);
  return {
    name: "**trend network**",
    probability: (entry, choice) => predict(entry)[choice]?.[stepOf(entry, choice)] ?? 0,
    trend: (entry) => medianTrend(predict(entry)),
  };
}

function courseError({ next }: Entry, trend: readonly Semitones[]): Semitones {
  const course = courseOf(next.initialPitch, trend);
  return course.reduce((sum, pitch, i) => sum + Math.abs(pitch - (next.course[i] ?? 0)), 0) / course.length;
}

/** The trend network beside its baselines; baselines learn from the training tunes, all are measured on the test tunes. */
export function evaluateTrend(network: Recurrent, tunes: readonly TuneSegments[]): TrendScore[] {
  const training = entriesOf(tunes.filter(({ split }) => split === "training"));
  const test = entriesOf(tunes.filter(({ split }) => split === "test"));
  const simple = test.filter(({ tune }) => tune.simple);
  const flat: Predictor = { name: "zero trend", trend: () => CHOICES.map(() => 0) };
  return [marginal(training), mean(training), flat, previous(training), networked(network)].map((predictor) => {
    const { probability } = predictor;
    const bits = (entry: Entry) =>
      probability ? CHOICES.reduce((sum, c) => sum - Math.log2(probability(entry, c)), 0) / TREND_STEPS : Number.NaN;
    const error = (entry: Entry) => courseError(entry, predictor.trend(entry));
    return {
      predictor: predictor.name,
      bits: meanOver(test, bits),
      simpleBits: meanOver(simple, bits),
      error: meanOver(test, error),
      simpleError: meanOver(simple, error),
    };
  });
}
