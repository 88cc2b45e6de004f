import { fork, type Random } from "../../../engine/random.ts";
import type { EegClassifier, EegExample, EegLearner } from "../learner.ts";
import { type Fold, foldsOf, LEAKY_KINDS, leakIn, type SplitKind } from "../splits.ts";
import type { Judged } from "./figures.ts";

/** All examples judged by rules that had not learnt from them. */
export interface Judgement {
  readonly split: SplitKind;
  /** The split answers no question: its figures are no result. */
  readonly leaky: boolean;
  readonly judged: readonly Judged[];
  /** Names of the rules that were learnt, fold after fold: of a choice, what was chosen. */
  readonly chosen: readonly string[];
}

/** Folds with what is learnt from in each: made once, so that learners that remember do not learn twice. */
export interface LaidFold extends Fold {
  readonly examples: readonly EegExample[];
}

/** The folds of a split whose training holds both classes. */
export function layFolds(examples: readonly EegExample[], split: SplitKind, random: Random): LaidFold[] {
  return foldsOf(examples, split, random)
    .map((fold) => ({ ...fold, examples: fold.training.map((i) => examples[i] as EegExample) }))
    .filter((fold) => new Set(fold.examples.map(({ label }) => label)).size === 2);
}

/**
 * Learns in each fold and judges what was left out. Rejects with RangeError for a fold that would answer another question than its kind
 * asks: a recording, a participant or a session on both sides.
 */
export async function judge(
  examples: readonly EegExample[],
  split: SplitKind,
  folds: readonly LaidFold[],
  learner: EegLearner,
  random: Random,
): Promise<Judgement> {
  const leaky = LEAKY_KINDS.includes(split);
  const leak = leaky ? undefined : folds.map((fold) => leakIn(examples, fold, split)).find(Boolean);
  if (leak !== undefined) throw new RangeError(`a figure of this split would be wrong: ${leak}`);
  const judged: Judged[] = [];
  const chosen: string[] = [];
  for (const fold of folds) {
    const rule: EegClassifier = await learner.fit(fold.examples, fork(random, fold.name));
    chosen.push(rule.name);
    for (const i of fold.test) {
      const { participant, recording, label, windows } = examples[i] as EegExample;
      const logit = rule.logit(windows);
      judged.push({ participant, recording, label, logit, raw: logit * rule.temperature });
    }
  }
  return { split, leaky, judged, chosen };
}
