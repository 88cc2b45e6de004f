import { Draws, type Random } from "../../../engine/random.ts";
import { shuffle } from "../../batches.ts";
import type { EegExample } from "../learner.ts";

/** Examples to learn from, and examples of others to judge by. */
export interface Fold {
  readonly learning: readonly EegExample[];
  readonly heldOut: readonly EegExample[];
}

/** What is held out as a whole: the widest of participant, session and recording of which there are at least two. */
function groupOf(examples: readonly EegExample[]): (example: EegExample) => string {
  const ways = [
    (example: EegExample) => example.participant,
    (example: EegExample) => example.session,
    (example: EegExample) => example.recording,
  ];
  return ways.find((way) => new Set(examples.map(way)).size >= 2) ?? (({ recording }) => recording);
}

function hasBoth(examples: readonly EegExample[]): boolean {
  return examples.some(({ label }) => label === 0) && examples.some(({ label }) => label === 1);
}

/**
 * Deals participants (sessions, recordings where there is only one) to folds, in a drawn order; each example is held out once. Folds that
 * would leave one class only to learn from are left out, so there may be none.
 */
export function participantFolds(examples: readonly EegExample[], folds: number, random: Random): Fold[] {
  const group = groupOf(examples);
  const groups = [...new Set(examples.map(group))].sort();
  shuffle(groups, new Draws(random));
  // Groups of one class are dealt class by class, so that the folds are alike.
  const labelOf = new Map(examples.map((example) => [group(example), example.label]));
  const alike = groups.filter((name) => examples.some((one) => group(one) === name && one.label !== labelOf.get(name)));
  const single = groups.filter((name) => !alike.includes(name));
  single.sort((a, b) => (labelOf.get(a) ?? 0) - (labelOf.get(b) ?? 0));
  const place = new Map([...alike, ...single].map((name, i) => [name, i % Math.min(folds, groups.length)]));
  return Array.from({ length: Math.min(folds, groups.length) }, (_, fold) => ({
    learning: examples.filter((example) => place.get(group(example)) !== fold),
    heldOut: examples.filter((example) => place.get(group(example)) === fold),
  })).filter(({ learning }) => hasBoth(learning));
}
