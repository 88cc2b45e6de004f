import { STEP_CLASSES, stepIndex } from "../engine/music/features.ts";
import { stepChances } from "../engine/music/forecast.ts";
import { TREND_CLIP, TREND_STEPS } from "../engine/music/trend.ts";
import type { Recurrent } from "../engine/ports.ts";
import type { Semitones } from "../engine/time/units.ts";
import type { TuneSegments } from "./dataset.ts";
import { type Entry, entriesOf, meanOver } from "./entries.ts";
import { outputsOf } from "./predictions.ts";
import { type Score, scoreOver } from "./scores.ts";
import { Tally } from "./tally.ts";
import { TREND_TASK } from "./task.ts";

interface Predictor {
  readonly name: string;
  /** Probability of the trend as it came, as bits; absent for a predictor that gives a trend and no probabilities. */
  readonly bits?: (entry: Entry) => number;
  /** The trend it would play: the median of each step, where it has a distribution. */
  readonly trend: (entry: Entry) => readonly Semitones[];
}

/** How well the trend is foretold, the next initial pitch being told. */
export interface TrendScores {
  /** Mean absolute error of the trend vector, in semitones a step. */
  readonly error: readonly Score[];
  /** Cross-entropy of the whole trend in bits a step. */
  readonly bits: readonly Score[];
}

const CHOICES = Array.from({ length: TREND_STEPS }, (_, choice) => choice);

const stepOf = ({ next }: Entry, choice: number): number => stepIndex(next.trend[choice] ?? 0);

/** The step below which half of the probability lies: it errs least. */
export function medianStep(chances: readonly number[]): Semitones {
  let reached = 0;
  for (const [step, chance] of chances.entries()) {
    reached += chance;
    if (reached >= 0.5) return step - TREND_CLIP;
  }
  return 0;
}

/** Distributions of the steps in contexts of their own. */
function tallied(
  name: string,
  training: readonly Entry[],
  context: (entry: Entry, choice: number) => string,
): Predictor {
  const tallies = CHOICES.map(() => new Tally(STEP_CLASSES));
  for (const entry of training) {
    for (const choice of CHOICES) tallies[choice]?.add(stepOf(entry, choice), context(entry, choice));
  }
  const chance = (entry: Entry, choice: number, step: number) =>
    tallies[choice]?.probability(step, context(entry, choice)) ?? 0;
  return {
    name,
    bits: (entry) => CHOICES.reduce((sum, choice) => sum - Math.log2(chance(entry, choice, stepOf(entry, choice))), 0),
    trend: (entry) =>
      CHOICES.map((choice) => medianStep(Array.from({ length: STEP_CLASSES }, (_, s) => chance(entry, choice, s)))),
  };
}

function mean(training: readonly Entry[]): Predictor {
  const trend = CHOICES.map((choice) => meanOver(training, ({ next }) => next.trend[choice] ?? 0));
  return { name: "mean trend", trend: () => trend };
}

function networked(network: Recurrent): Predictor {
  const outputs = outputsOf(network, TREND_TASK);
  return {
    name: "**trend network**",
    bits: (entry) => {
      const output = outputs(entry);
      return CHOICES.reduce(
        (sum, choice) => sum - Math.log2(stepChances(output, choice)[stepOf(entry, choice)] ?? 0),
        0,
      );
    },
    trend: (entry) => {
      const output = outputs(entry);
      return CHOICES.map((choice) => medianStep(stepChances(output, choice)));
    },
  };
}

/** The trend network beside its baselines; baselines learn from the training tunes, all are measured on the test tunes. */
export function evaluateTrend(network: Recurrent, tunes: readonly TuneSegments[]): TrendScores {
  const training = entriesOf(tunes.filter(({ split }) => split === "training"));
  const test = entriesOf(tunes.filter(({ split }) => split === "test"));
  const predictors = [
    tallied("each step's own distribution (unigram)", training, () => ""),
    mean(training),
    { name: "zero trend", trend: () => CHOICES.map(() => 0) },
    { name: "previous trend again", trend: ({ segment }: Entry) => segment.trend },
    tallied(
      "Markov on the same step of the previous trend",
      training,
      ({ segment }, choice) => `${segment.trend[choice]}`,
    ),
    networked(network),
  ];
  const error = (entry: Entry, trend: readonly Semitones[]) =>
    trend.reduce((sum, step, i) => sum + Math.abs(step - (entry.next.trend[i] ?? 0)), 0) / TREND_STEPS;
  return {
    error: predictors.map(({ name, trend }) => scoreOver(name, test, (entry) => error(entry, trend(entry)))),
    bits: predictors.flatMap(({ name, bits }) =>
      bits ? [scoreOver(name, test, (entry) => bits(entry) / TREND_STEPS)] : [],
    ),
  };
}
