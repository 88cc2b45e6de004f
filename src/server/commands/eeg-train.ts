import { existsSync } from "node:fs";
import { join } from "node:path";
import { measureDataset } from "../../models/eeg/measure-dataset.ts";
import { EEG_TASKS } from "../../models/eeg/tasks.ts";
import { openDataset } from "../eeg-evaluation/read-dataset.ts";
import { learnersNamed, trainEeg } from "../eeg-training/train-eeg.ts";
import { Refusal } from "../refusal.ts";

export interface EegTrainOptions {
  readonly dataset: string;
  /** "best", or words of learners with commas between. */
  readonly model: string;
  /** The name of a task. */
  readonly task: string;
  readonly seed: number;
  readonly out: string;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/**
 * `antiphon eeg train DATASET`: learns the score from a lab's or clinic's own recordings, and writes the model and its card. Throws
 * Refusal: no data set, another model's or task's name, too little to learn from.
 */
export async function trainEegFrom({ dataset: folder, model, task: name, seed, out }: EegTrainOptions): Promise<void> {
  if (existsSync(join(out, "package.json"))) {
    throw new Refusal(`${out} is a package's folder. Name a folder of its own with --out.`);
  }
  const learners = learnersNamed(model);
  const task = EEG_TASKS.find((one) => one.name === name);
  if (!task) throw new Refusal(`"${name}" is no task. There are: ${EEG_TASKS.map((one) => one.name).join(", ")}.`);
  const dataset = openDataset(folder);
  const { recordings, montage } = dataset;
  print(`${recordings.length} recordings of ${montage.join(", ")}; measuring them.`);
  await trainEeg({ kind: "trained", dataset: await measureDataset(dataset), task, learners, out, seed, print });
  print(`To score by it, name the folder in the rig: "session": { "eeg": { "model": "${out}" } }.`);
}
