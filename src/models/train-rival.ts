import { chooseBackend } from "./backend.ts";
import { type CorpusTune, prepareTunes, type Split } from "./dataset.ts";
import { encodeSteps } from "./melody-steps.ts";
import type { StepTune } from "./step-lanes.ts";
import { type StepPlan, trainStepNetwork } from "./train-step-network.ts";
import { digestSteps } from "./training-digest.ts";
import type { TrainingRecord } from "./training-record.ts";
import { type ArtefactTraining, type Folders, trainToArtefact, type Watch } from "./watched-training.ts";

/** How the committed network was trained: MusicRNN's shape, 2 × 128. */
export const RIVAL_PLAN: StepPlan = {
  units: [128, 128],
  seed: 1,
  lanes: 32,
  window: 32,
  // At 4e-3 and below it stays for hundreds of updates where the previous event alone would bring it.
  rate: 1e-2,
  dropout: 0.1,
  patience: 2,
  epochs: 6,
};

/** As with the pitch and trend networks, simple tunes count double in training. */
const SIMPLE_WEIGHT = 2;

/** The tunes of a split, de-duplicated as for the pitch and trend networks, as rows of events; training tunes weighted. */
export function stepTunes(corpus: readonly CorpusTune[], split: Split): StepTune[] {
  const kept = new Map(prepareTunes(corpus).map((tune) => [tune.id, tune.split]));
  return corpus.flatMap(({ melody, simple }) => {
    if (kept.get(melody.id) !== split) return [];
    return [{ events: encodeSteps(melody).events, weight: split === "training" && simple ? SIMPLE_WEIGHT : 1 }];
  });
}

/** Trains the rival on the corpus to an artefact, by {@link RIVAL_PLAN}. */
export async function trainRival(
  corpus: readonly CorpusTune[],
  folders: Folders,
  watch: Watch,
): Promise<TrainingRecord> {
  const plan = RIVAL_PLAN;
  const backend = await chooseBackend();
  const data = { training: stepTunes(corpus, "training"), validation: stepTunes(corpus, "validation") };
  const [trainedOn, validatedOn] = [`${data.training.length} tunes`, `${data.validation.length} tunes`];
  const steps = data.training.reduce((sum, { events }) => sum + events.length, 0);
  watch.print(
    `Training rival on ${trainedOn} (${steps} steps) with TensorFlow.js, backend ${backend}: ` +
      `${plan.units.join(" and ")} units, seed ${plan.seed}.`,
  );
  const about = { trainedOn, validatedOn, backend, plan: { ...plan } };
  const digest = digestSteps({ backend, ...plan }, [data.training, data.validation]);
  const train: ArtefactTraining["train"] = (report, options) => trainStepNetwork(data, plan, report, options);
  return trainToArtefact({ name: "rival", digest, about, unit: "bit a step", train }, folders, watch);
}
