import { createHash, type Hash } from "node:crypto";
import type { StepTune } from "./step-lanes.ts";
import type { TrainingData } from "./train-network.ts";

function close(hash: Hash): string {
  return hash.digest("hex").slice(0, 16);
}

function open(plan: Readonly<Record<string, unknown>>): Hash {
  const ordered = Object.entries(plan).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(ordered));
}

/** A name for a training of sequences: equal for equal plan, backend and data, to the last bit. */
export function digestSequences(
  plan: Readonly<Record<string, unknown>>,
  { training, validation }: TrainingData,
): string {
  const hash = open(plan);
  for (const split of [training, validation]) {
    hash.update(`\n${split.length}\n`);
    for (const { inputs, targets, weight } of split) {
      hash.update(`${inputs.length} ${weight}\n`);
      for (const input of inputs) hash.update(input);
      for (const target of targets) hash.update(target);
    }
  }
  return close(hash);
}

/** The same for rows of events. */
export function digestSteps(plan: Readonly<Record<string, unknown>>, splits: readonly (readonly StepTune[])[]): string {
  const hash = open(plan);
  for (const split of splits) {
    hash.update(`\n${split.length}\n`);
    for (const { events, weight } of split) hash.update(`${events.length} ${weight}\n`).update(events);
  }
  return close(hash);
}
