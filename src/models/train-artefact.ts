import { Draws, seeded } from "../engine/random.ts";
import { chooseBackend } from "./backend.ts";
import type { WeightedSequence } from "./batches.ts";
import type { Split, TuneSegments } from "./dataset.ts";
import { transposeTune } from "./dataset.ts";
import type { Task } from "./task.ts";
import { type TrainingData, type TrainingPlan, trainNetwork } from "./train-network.ts";
import { digestSequences } from "./training-digest.ts";
import type { TrainingRecord } from "./training-record.ts";
import { type ArtefactTraining, type Folders, trainToArtefact, type Watch } from "./watched-training.ts";

/** The search found the same plan best for both networks. */
const BEST: TrainingPlan = {
  units: 128,
  seed: 1,
  batch: 16,
  rate: 4e-3,
  inputDropout: 0.05,
  outputDropout: 0.4,
  patience: 3,
  epochs: 40,
};

/** How the committed networks were trained. */
export const PLANS: Readonly<Record<Task["name"], TrainingPlan>> = { pitch: BEST, trend: BEST };

/**
 * Why a plan above is not the best of the recorded search (`models/…/search.jsonl`); for a plan that is, there is nothing to
 * say.
 */
export const PLAN_REASONS: Readonly<Record<Task["name"], string | undefined>> = {
  pitch: undefined,
  trend: undefined,
};

/** Simple tunes are nearer to what a child plays, and count double. */
const SIMPLE_WEIGHT = 2;
/** Share of the training tunes that are also learnt an octave off: a player may guess the anchor's octave wrongly. */
const OCTAVE_SHARE = 0.15;

/** Training tunes as weighted sequences, some of them once more an octave higher or lower. */
export function trainingSequences(task: Task, tunes: readonly TuneSegments[], seed: number): WeightedSequence[] {
  const draws = new Draws(seeded(seed, "octaves"));
  return tunes.flatMap((tune) => {
    const weight = tune.simple ? SIMPLE_WEIGHT : 1;
    const own = { ...task.sequence(tune), weight };
    if (draws.unit() >= OCTAVE_SHARE) return [own];
    const shifted = transposeTune(tune, draws.unit() < 0.5 ? 12 : -12);
    return [own, { ...task.sequence(shifted), weight: weight / 2 }];
  });
}

/** What a network learns from the tunes: training tunes weighted, validation tunes as they are. */
export function trainingData(task: Task, tunes: readonly TuneSegments[], seed: number): TrainingData {
  const of = (wanted: Split) => tunes.filter(({ split }) => split === wanted);
  return {
    training: trainingSequences(task, of("training"), seed),
    validation: of("validation").map((tune) => ({ ...task.sequence(tune), weight: 1 })),
  };
}

/** Trains one network on the tunes to an artefact, by the plan of {@link PLANS}. */
export async function trainArtefact(
  task: Task,
  tunes: readonly TuneSegments[],
  folders: Folders,
  watch: Watch,
): Promise<TrainingRecord> {
  const plan = PLANS[task.name];
  const data = trainingData(task, tunes, plan.seed);
  const count = (wanted: Split) => `${tunes.filter(({ split }) => split === wanted).length} tunes`;
  const backend = await chooseBackend();
  const about = { trainedOn: count("training"), validatedOn: count("validation"), backend, plan: { ...plan } };
  watch.print(
    `Training ${task.name} on ${about.trainedOn} with TensorFlow.js, backend ${backend}: ${plan.units} units, seed ${plan.seed}.`,
  );
  const digest = digestSequences({ backend, ...plan }, data);
  const train: ArtefactTraining["train"] = (report, options) => trainNetwork(task, data, plan, report, options);
  return trainToArtefact({ name: task.name, digest, about, train }, folders, watch);
}
