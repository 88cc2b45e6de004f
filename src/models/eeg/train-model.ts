import { fork, type Random, seeded } from "../../engine/random.ts";
import type { MeasuredDataset } from "./dataset.ts";
import type { EegModel, RuleForm } from "./eeg-model.ts";
import { examplesOf, type RestedRecording, restedRecordings } from "./examples.ts";
import { distanceBy, fitGate } from "./gate.ts";
import { type HeldOutFigures, heldOutFigures } from "./held-out-figures.ts";
import type { EegClassifier, EegExample, EegLearner } from "./learner.ts";
import { linearFormOf } from "./linear-form.ts";
import type { EegCard } from "./model-card.ts";
import type { NetworkForm } from "./networks/network-form.ts";
import { participantFolds } from "./networks/participant-folds.ts";
import { type Foretelling, reliabilityOf } from "./reliability.ts";
import { SEQUENCES } from "./sequences.ts";
import type { EegTask } from "./tasks.ts";
import type { EegWindow } from "./window.ts";

/** What a model is made from. */
export interface ModelOrder {
  readonly kind: EegCard["kind"];
  readonly dataset: MeasuredDataset;
  readonly task: EegTask;
  /** At least one. The first is the one to beat. */
  readonly learners: readonly EegLearner[];
  readonly backend: string;
  readonly seed: number;
  /** Hears of what is going on. */
  readonly print: (line: string) => void;
}

/** Groups of participants, each held out once. */
const FOLDS = 5;

/** What one learner said of people left out. */
interface Trial {
  readonly learner: EegLearner;
  /** By fold, in the order of the folds' examples. */
  readonly folds: readonly (readonly Said[])[];
}

interface Said extends Foretelling {
  /** Before the temperature. */
  readonly raw: number;
}

async function tryOut(learner: EegLearner, examples: readonly EegExample[], random: Random): Promise<Trial> {
  const folds: Said[][] = [];
  for (const { learning, heldOut } of participantFolds(examples, FOLDS, fork(random, "folds"))) {
    const rule = await learner.fit(learning, fork(random, `${learner.name} ${folds.length}`));
    folds.push(
      heldOut.map(({ participant, windows, label }) => {
        const logit = rule.logit(windows);
        return { participant, label, logit, raw: logit * rule.temperature };
      }),
    );
  }
  return { learner, folds };
}

/** The trial that loses least on all folds but one; on all where none is left out. */
function leastLoss(trials: readonly Trial[], leftOut?: number): Trial {
  const lossOf = ({ folds }: Trial) => heldOutFigures(folds.filter((_, i) => i !== leftOut).flat()).crossEntropy;
  return trials.reduce((best, trial) => (lossOf(trial) < lossOf(best) ? trial : best));
}

/** What is kept of a rule. Throws RangeError for one that has no form to keep. */
function formOf(rule: EegClassifier & { readonly form?: NetworkForm }, like: EegWindow): RuleForm {
  const form = rule.form ?? linearFormOf(rule, like);
  if (!form) throw new RangeError(`"${rule.name}" can be compared, but not kept: choose another`);
  return form;
}

function choiceSentence(chosen: Trial, trials: readonly Trial[], figures: ReadonlyMap<Trial, HeldOutFigures>): string {
  if (trials.length === 1) return `${chosen.learner.name} was asked for.`;
  const loss = (trial: Trial) => (figures.get(trial)?.crossEntropy ?? Number.NaN).toFixed(3);
  const [first] = trials as [Trial];
  if (chosen === first) {
    const nearest = leastLoss(trials.slice(1));
    return `${first.learner.name} runs: nothing beat it on people left out (cross-entropy ${loss(first)} nats, ${nearest.learner.name} ${loss(nearest)}).`;
  }
  return `${chosen.learner.name} runs: it lost least on people left out (cross-entropy ${loss(chosen)} nats, ${first.learner.name} ${loss(first)}).`;
}

/** Visits of the participant who had fewest. */
function sessionsEach(recordings: readonly RestedRecording[]): number {
  const visits = new Map<string, Set<string | undefined>>();
  for (const { participant, session } of recordings) {
    visits.set(participant, (visits.get(participant) ?? new Set()).add(session));
  }
  return Math.min(...[...visits.values()].map(({ size }) => size));
}

/**
 * Makes a model and its card. Each learner learns without each fifth of the participants in turn; what they say of those is what is
 * reported, the choice between learners included, which is made for each fifth by the others. The one that loses least on all learns from
 * everybody. Throws RangeError where there is too little to learn from.
 */
export async function trainEegModel(order: ModelOrder): Promise<{ readonly model: EegModel; readonly card: EegCard }> {
  const { dataset, task, learners, print } = order;
  const random = seeded(order.seed, "eeg model");
  const recordings = restedRecordings(dataset, "causal").filter((one) => task.labelOf(one) !== undefined);
  const examples = examplesOf(recordings, task, SEQUENCES);
  const like = examples[0]?.windows[0];
  const folds = participantFolds(examples, FOLDS, fork(random, "folds"));
  if (like === undefined || folds.length < 2) {
    throw new RangeError(
      "there is too little to learn from: at least two people (or visits) who both rested and listened",
    );
  }
  const trials: Trial[] = [];
  const figures = new Map<Trial, HeldOutFigures>();
  for (const learner of learners) {
    const trial = await tryOut(learner, examples, random);
    const seen = heldOutFigures(trial.folds.flat());
    trials.push(trial);
    figures.set(trial, seen);
    print(
      `${learner.name}: balanced accuracy ${seen.balancedAccuracy.mean.toFixed(3)}, calibration error ${seen.ece.toFixed(3)}, ` +
        `cross-entropy ${seen.crossEntropy.toFixed(3)} nats on people left out.`,
    );
  }
  const said = folds.flatMap((_, fold) => leastLoss(trials, fold).folds[fold] ?? []);
  const heldOut = heldOutFigures(said);
  const before = heldOutFigures(said.map(({ raw, ...rest }) => ({ ...rest, logit: raw })));
  const chosen = leastLoss(trials);
  const choice = choiceSentence(chosen, trials, figures);
  print(choice);
  const rule = await chosen.learner.fit(examples, fork(random, `${chosen.learner.name} whole`));
  const gate = fitGate(examples, fork(random, "gate"));
  const distance = distanceBy(gate);
  const windows = recordings.flatMap((recording) => recording.windows);
  const epochs = recordings.reduce((sum, recording) => sum + recording.epochs, 0);
  const model: EegModel = {
    name: rule.name,
    montage: dataset.montage,
    rule: formOf(rule, like),
    gate,
    reliability: reliabilityOf(said),
  };
  const { balancedAccuracy, auc, brier, ece } = heldOut;
  const card: EegCard = {
    kind: order.kind,
    dataset: dataset.name,
    task: task.name,
    classes: [...task.classes],
    participants: new Set(examples.map(({ participant }) => participant)).size,
    sessionsEach: sessionsEach(recordings),
    recordings: recordings.length,
    hours: epochs / 3600,
    rate: dataset.rate,
    sequences: examples.length,
    baseline: "own rest before the music, with nothing of the music in it",
    split: `${folds.length} groups of people, each left out once; settings, stopping and temperature by people left out among the others; the rule for each group chosen by the other groups`,
    abstention: {
      artefact: 1 - windows.length / epochs,
      unusual: windows.filter(({ window }) => distance(window.z) > gate.limit).length / windows.length,
    },
    temperature: rule.temperature,
    heldOut: { balancedAccuracy, auc, brier, ece, eceBefore: before.ece },
    compared: trials.map((trial) => {
      const seen = figures.get(trial) as HeldOutFigures;
      const { name } = trial.learner;
      return { name, balancedAccuracy: seen.balancedAccuracy.mean, ece: seen.ece, crossEntropy: seen.crossEntropy };
    }),
    choice,
    backend: order.backend,
    seed: order.seed,
  };
  return { model, card };
}
