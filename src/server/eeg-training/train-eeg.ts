import { chooseBackend } from "../../models/backend.ts";
import type { MeasuredDataset } from "../../models/eeg/dataset.ts";
import type { EegLearner } from "../../models/eeg/learner.ts";
import { writeEegModel } from "../../models/eeg/model-artefact.ts";
import { type EegCard, validationSentence } from "../../models/eeg/model-card.ts";
import { NETWORK_KINDS } from "../../models/eeg/networks/network-form.ts";
import { networkLearner } from "../../models/eeg/networks/network-learner.ts";
import { BOTH, LOGISTIC, TANGENT } from "../../models/eeg/rivals/rivals.ts";
import type { EegTask } from "../../models/eeg/tasks.ts";
import { trainEegModel } from "../../models/eeg/train-model.ts";
import { Refusal } from "../refusal.ts";

/** The words by which a learner is asked for on the command line. */
const NAMED: Readonly<Record<string, () => EegLearner>> = {
  logistic: () => LOGISTIC,
  tangent: () => TANGENT,
  both: () => BOTH,
  ...Object.fromEntries(NETWORK_KINDS.map((kind) => [kind, () => networkLearner(kind)])),
};

/** All of them are compared, and the best on people left out is kept. */
const BEST = "best";

/** The learners that "best" or words with commas between stand for; the first is the one to beat. Throws Refusal for a word that is none. */
export function learnersNamed(asked: string): EegLearner[] {
  const words = asked === BEST ? Object.keys(NAMED) : asked.split(",").map((word) => word.trim());
  return words.map((word) => {
    const open = Object.hasOwn(NAMED, word) ? NAMED[word] : undefined;
    if (open) return open();
    throw new Refusal(`"${word}" is no model. There are: ${BEST}, ${Object.keys(NAMED).join(", ")}.`);
  });
}

export interface EegTraining {
  readonly kind: EegCard["kind"];
  readonly dataset: MeasuredDataset;
  readonly task: EegTask;
  readonly learners: readonly EegLearner[];
  readonly out: string;
  readonly seed: number;
  readonly print: (line: string) => void;
}

/** Trains a model of the score and writes it with its card. Throws Refusal where there is too little to learn from. */
export async function trainEeg({ out, ...order }: EegTraining): Promise<void> {
  const { print } = order;
  const backend = await chooseBackend();
  print(
    `Comparing ${order.learners.map(({ name }) => name).join(", ")} on people left out (TensorFlow.js, ${backend}).`,
  );
  try {
    const { model, card } = await trainEegModel({ ...order, backend });
    writeEegModel(out, model, card);
    print(validationSentence(card));
    print(`Written: ${out} (model.json, weights.bin, and README.md, its card).`);
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal(`${order.dataset.name}: ${error.message}.`);
    throw error;
  }
}
