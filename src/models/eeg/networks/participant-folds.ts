import type { Random } from "../../../engine/random.ts";
import type { EegExample } from "../learner.ts";
import { innerFolds } from "../splits.ts";

/** Examples to learn from, and examples of others to judge by. */
export interface ExampleFold {
  readonly learning: readonly EegExample[];
  readonly heldOut: readonly EegExample[];
}

/** The examples of `innerFolds`: groups of participants, each held out once; of sessions or recordings where there is one participant. */
export function participantFolds(examples: readonly EegExample[], folds: number, random: Random): ExampleFold[] {
  const at = (places: readonly number[]) => places.map((place) => examples[place] as EegExample);
  return innerFolds(examples, random, folds).map(({ training, test }) => ({
    learning: at(training),
    heldOut: at(test),
  }));
}
