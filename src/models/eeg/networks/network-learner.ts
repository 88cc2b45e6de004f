import { fork } from "../../../engine/random.ts";
import { chooseBackend } from "../../backend.ts";
import type { EegClassifier, EegExample, EegLearner } from "../learner.ts";
import { LEARNING_EPOCHS } from "../measure-dataset.ts";
import { crossEntropy, equalOdds, fitTemperature } from "../temperature.ts";
import { playNetworks } from "./network-classifier.ts";
import type { NetworkForm, NetworkKind } from "./network-form.ts";
import { inputScale } from "./network-input.ts";
import { participantFolds } from "./participant-folds.ts";
import { subSequences } from "./sub-sequences.ts";
import { SEQUENCE_PLAN, type SequencePlan, trainSequenceNetwork } from "./train-sequence-network.ts";
import { layExamples } from "./training-examples.ts";

/** Networks that learn beside each other, each without a third of the participants. */
const MEMBERS = 3;
/** Windows of a sequence at the most. */
const LONGEST = 16;

/** A rule whose form can be kept. */
export interface NetworkClassifier extends EegClassifier {
  readonly form: NetworkForm;
}

/** The names are those of the field. */
const NAMES: Readonly<Record<NetworkKind, string>> = {
  elman: "Elman network",
  gru: "GRU network",
  lstm: "LSTM network",
  cnn: "convolutional network",
};

/**
 * Power of the mean of the networks' logits over the mean of their powers: 1 where they agree. The mean has less noise in it than each of
 * those that were judged, by this share, and may be as much surer: the slope of a noisy measure is signal / (signal + noise).
 */
function agreement(networks: readonly EegClassifier[], examples: readonly EegExample[]): number {
  let [ofMean, ofEach] = [0, 0];
  for (const { windows } of examples) {
    const logits = networks.map((network) => network.logit(windows));
    ofMean += (logits.reduce((sum, logit) => sum + logit, 0) / logits.length) ** 2;
    ofEach += logits.reduce((sum, logit) => sum + logit * logit, 0) / logits.length;
  }
  return ofEach > 0 ? ofMean / ofEach : 1;
}

/**
 * Learns three networks, each without a third of the participants, who tell when to stop and how sure they may be; their mean is the
 * logit. Sequences shorter than the longest are not learnt from. TensorFlow.js learns, the project's own step plays.
 */
export function networkLearner(kind: NetworkKind, plan: SequencePlan = SEQUENCE_PLAN): EegLearner {
  let backend: Promise<string> | undefined;
  const fit = async (
    all: readonly EegExample[],
    random: Parameters<EegLearner["fit"]>[1],
  ): Promise<NetworkClassifier> => {
    if (new Set(all.map(({ label }) => label)).size < 2) {
      throw new RangeError(`the ${NAMES[kind]} has nothing to learn: the examples are all of one class`);
    }
    backend ??= chooseBackend();
    await backend;
    const length = Math.min(LONGEST, Math.max(...all.map(({ windows }) => windows.length)));
    const examples = all.filter(({ windows }) => windows.length >= length);
    const scale = inputScale(examples.flatMap(({ windows }) => windows));
    const { units } = plan;
    const formOf = (members: NetworkForm["members"], temperature: number): NetworkForm => {
      return { kind, gates: "sigmoid", units, length, scale, members, temperature };
    };
    const woven = (some: readonly EegExample[]) => subSequences(some, length, LEARNING_EPOCHS.window);
    const logits: number[] = [];
    const labels: (0 | 1)[] = [];
    const members = participantFolds(examples, MEMBERS, fork(random, "folds")).map(({ learning, heldOut }, fold) => {
      const data = {
        learning: layExamples(woven(learning), scale, length),
        heldOut: layExamples(heldOut, scale, length),
      };
      const lists = trainSequenceNetwork(kind, data, plan, fork(random, `network ${fold}`));
      const raw = playNetworks(formOf([lists], 1));
      for (const { windows, label } of heldOut) {
        logits.push(raw.logit(windows));
        labels.push(label);
      }
      return lists;
    });
    if (members.length === 0) {
      const data = { learning: layExamples(woven(examples), scale, length), heldOut: undefined };
      members.push(trainSequenceNetwork(kind, data, plan, fork(random, "network")));
    }
    const outcomes = equalOdds(logits, labels);
    const single = fitTemperature(outcomes);
    const foreseen = outcomes.length > 0 ? { foreseen: crossEntropy(outcomes, single) } : {};
    const plays = members.map((lists) => playNetworks(formOf([lists], 1)));
    const form = formOf(members, single * agreement(plays, examples));
    return { ...playNetworks(form), name: NAMES[kind], ...foreseen, form };
  };
  return { name: NAMES[kind], fit };
}
