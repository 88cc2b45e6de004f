import { join } from "node:path";
import { chooseBackend } from "./backend.ts";
import { type CorpusTune, prepareTunes, type Split } from "./dataset.ts";
import { encodeSteps } from "./melody-steps.ts";
import type { StepTune } from "./step-lanes.ts";
import { type StepPlan, trainStepNetwork } from "./train-step-network.ts";
import { writeArtefact } from "./write-artefact.ts";

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
  epochs: 2,
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

/** Trains the rival on the corpus and writes it to the sub-folder `rival`. `print` takes a line of progress. */
export async function trainRival(
  corpus: readonly CorpusTune[],
  folder: string,
  print: (line: string) => void,
): Promise<void> {
  const plan = RIVAL_PLAN;
  const backend = await chooseBackend();
  const data = { training: stepTunes(corpus, "training"), validation: stepTunes(corpus, "validation") };
  const steps = data.training.reduce((sum, { events }) => sum + events.length, 0);
  print(
    `Training rival on ${data.training.length} tunes (${steps} steps) with TensorFlow.js, backend ${backend}: ` +
      `${plan.units.join(" and ")} units, seed ${plan.seed}.`,
  );
  const target = join(folder, "rival");
  // Written after each epoch that is the best so far: training that is cut off leaves the best network it had.
  const model = await trainStepNetwork(data, plan, async ({ epoch, training, validation, seconds, best }, network) => {
    print(
      `epoch ${String(epoch).padStart(2)}: training ${training.toFixed(3)} bit, validation ${validation.toFixed(3)} bit a step, ` +
        `${seconds.toFixed(1)} s${best ? " *" : ""}`,
    );
    if (best)
      await writeArtefact(target, network, { trainedOn: `${data.training.length} tunes`, backend, epoch, plan });
  });
  model.dispose();
  print(`Written: ${target}`);
}
