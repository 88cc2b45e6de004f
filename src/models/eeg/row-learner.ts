import { fork, type Random } from "../../engine/random.ts";
import type { EegClassifier, EegExample, EegLearner } from "./learner.ts";
import { fitPlatt } from "./platt.ts";
import type { Row } from "./rows.ts";
import { innerFolds } from "./splits.ts";
import { crossEntropy, equalOdds, fitTemperature } from "./temperature.ts";
import type { EegWindow } from "./window.ts";

/** A way to learn from one row of cues an example, with settings to choose from. */
export interface RowRule<Setting> {
  readonly name: string;
  readonly cuesOf: (sequence: readonly EegWindow[]) => Row;
  /** At least one; the first where nobody can be left out to choose by. */
  readonly settings: readonly Setting[];
  /** "platt" for scores that are no logits; "none" spends nobody on it. */
  readonly calibration: "temperature" | "platt" | "none";
  /** Throws RangeError where only one class is there. */
  readonly fit: (
    rows: readonly Row[],
    labels: readonly number[],
    setting: Setting,
    random: Random,
  ) => (row: Row) => number;
}

interface Trial<Setting> {
  readonly setting: Setting;
  readonly loss: number;
  readonly temperature: number;
  readonly shape: (score: number) => number;
}

/**
 * A learner that tries each setting on participants left out in turn, keeps the one that loses least once calibrated, and calibrates by
 * the same left-out scores.
 */
export function rowLearner<Setting>(rule: RowRule<Setting>): EegLearner {
  const { name, cuesOf, settings } = rule;

  function tryOut(rows: readonly Row[], examples: readonly EegExample[], random: Random): Trial<Setting> | undefined {
    const idle = settings.length === 1 && rule.calibration === "none";
    const folds = idle ? [] : innerFolds(examples, fork(random, "folds"));
    if (folds.length === 0) return undefined;
    const labelsAt = (places: readonly number[]) => places.map((i) => (examples[i] as EegExample).label);
    const rowsAt = (places: readonly number[]) => places.map((i) => rows[i] as Row);
    const judged = labelsAt(folds.flatMap(({ test }) => test));
    const trials = settings.map((setting): Trial<Setting> => {
      const scores = folds.flatMap(({ training, test }) => {
        const score = rule.fit(rowsAt(training), labelsAt(training), setting, fork(random, "inner"));
        return rowsAt(test).map(score);
      });
      const shape = rule.calibration === "platt" ? fitPlatt(scores, judged) : (score: number) => score;
      const outcomes = equalOdds(scores.map(shape), judged);
      const temperature = rule.calibration === "temperature" ? fitTemperature(outcomes) : 1;
      return { setting, loss: crossEntropy(outcomes, temperature), temperature, shape };
    });
    return trials.reduce((best, trial) => (trial.loss < best.loss ? trial : best));
  }

  return {
    name,
    async fit(examples, random): Promise<EegClassifier> {
      const rows = examples.map(({ windows }) => cuesOf(windows));
      const best = tryOut(rows, examples, random);
      const score = rule.fit(
        rows,
        examples.map(({ label }) => label),
        best?.setting ?? (settings[0] as Setting),
        fork(random, "whole"),
      );
      const { shape, temperature } = best ?? { shape: (raw: number) => raw, temperature: 1 };
      return {
        name,
        temperature,
        ...(best && { foreseen: best.loss }),
        logit: (sequence) => shape(score(cuesOf(sequence))) / temperature,
      };
    },
  };
}

/** The same learner, which fits the same list of examples once: for those that are asked for by themselves and within a choice. */
export function remembered(learner: EegLearner): EegLearner {
  const known = new WeakMap<readonly EegExample[], Promise<EegClassifier>>();
  return {
    name: learner.name,
    fit(examples, random) {
      const fitted = known.get(examples) ?? learner.fit(examples, random);
      known.set(examples, fitted);
      return fitted;
    },
  };
}

/**
 * A learner that fits all of `learners` and keeps the one of which most is to be expected: a choice inside the fit. All leave out the
 * same participants.
 */
export function bestOf(name: string, learners: readonly EegLearner[]): EegLearner {
  return {
    name,
    async fit(examples, random) {
      const fitted: EegClassifier[] = [];
      for (const learner of learners) fitted.push(await learner.fit(examples, random));
      const lossOf = ({ foreseen }: EegClassifier) => foreseen ?? Number.POSITIVE_INFINITY;
      return fitted.reduce((best, one) => (lossOf(one) < lossOf(best) ? one : best));
    },
  };
}
