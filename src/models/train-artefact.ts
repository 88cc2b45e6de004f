import { join } from "node:path";
import { Draws, seeded } from "../engine/random.ts";
import { chooseBackend } from "./backend.ts";
import type { WeightedSequence } from "./batches.ts";
import type { TuneSegments } from "./dataset.ts";
import { transposeTune } from "./dataset.ts";
import type { Task } from "./task.ts";
import { type TrainingPlan, trainNetwork } from "./train-network.ts";
import { writeArtefact } from "./write-artefact.ts";

/** How the committed networks were trained. */
export const PLANS: Readonly<Record<Task["name"], TrainingPlan>> = {
  pitch: { units: 96, seed: 1, batch: 32, rate: 4e-3, inputDropout: 0, outputDropout: 0.5, patience: 3, epochs: 40 },
  trend: {
    units: 96,
    seed: 1,
    batch: 32,
    rate: 4e-3,
    inputDropout: 0,
    outputDropout: 0.4,
    patience: 3,
    epochs: 40,
  },
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

/** Trains one network on the tunes and writes it to its sub-folder of `folder`. `print` takes a line of progress. */
export async function trainArtefact(
  task: Task,
  tunes: readonly TuneSegments[],
  folder: string,
  print: (line: string) => void,
): Promise<void> {
  const plan = PLANS[task.name];
  const training = tunes.filter(({ split }) => split === "training");
  const validation = tunes.filter(({ split }) => split === "validation");
  const backend = await chooseBackend();
  print(
    `Training ${task.name} on ${training.length} tunes with TensorFlow.js, backend ${backend}: ${plan.units} units, seed ${plan.seed}.`,
  );
  const data = {
    training: trainingSequences(task, training, plan.seed),
    validation: validation.map((tune) => ({ ...task.sequence(tune), weight: 1 })),
  };
  const model = trainNetwork(task, data, plan, ({ epoch, training, validation, seconds, best }) => {
    print(
      `epoch ${String(epoch).padStart(2)}: training ${training.toFixed(3)} bit, validation ${validation.toFixed(3)} bit, ` +
        `${seconds.toFixed(1)} s${best ? " *" : ""}`,
    );
  });
  const target = join(folder, task.name);
  await writeArtefact(target, model, { trainedOn: `${training.length} tunes`, backend, plan });
  model.dispose();
  print(`Written: ${target}`);
}
