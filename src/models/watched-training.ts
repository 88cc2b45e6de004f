import { join } from "node:path";
import type * as tfl from "@tensorflow/tfjs-layers";
import { type EpochReport, epochLine, type TrainingOptions } from "./epochs.ts";
import { secondsOf, type TrainingRecord, writeTrainingRecord } from "./training-record.ts";
import { type Checkpoint, fileCheckpoint } from "./training-state.ts";
import { writeArtefact } from "./write-artefact.ts";

/** Where artefacts go, and where the states of trainings under way are kept. */
export interface Folders {
  readonly models: string;
  readonly states: string;
}

/** Who looks on. */
export interface Watch extends Pick<TrainingOptions, "advance"> {
  /** Takes a line of progress. */
  readonly print: (line: string) => void;
  /** Begins anew, whatever state was kept. */
  readonly fresh?: boolean;
}

/** The checkpoint of a training, in the folder of states, named by everything that its weights depend on. */
export function openCheckpoint(states: string, name: string, digest: string, { print, fresh }: Watch): Checkpoint {
  const checkpoint = fileCheckpoint(join(states, `${name}-${digest}.json`), print);
  if (fresh) checkpoint.discard();
  return checkpoint;
}

/** Prints a line an epoch, and gathers the epochs, those from before the last start included. */
export function followEpochs(print: (line: string) => void, unit?: string) {
  const epochs: EpochReport[] = [];
  const report = (epoch: EpochReport): void => {
    epochs.push(epoch);
    print(epochLine(epoch, unit));
  };
  const resumed = (past: readonly EpochReport[]): void => {
    for (const epoch of past) report(epoch);
    print(`Going on after epoch ${past.length}.`);
  };
  return { epochs, report, resumed };
}

/** A training whose network becomes an artefact. */
export interface ArtefactTraining {
  readonly name: string;
  /** Of the plan, the data and the backend. */
  readonly digest: string;
  readonly about: Pick<TrainingRecord, "trainedOn" | "validatedOn" | "backend" | "plan">;
  /** Unit of the validation loss. */
  readonly unit?: string;
  readonly train: (report: (epoch: EpochReport) => void, options: TrainingOptions) => tfl.Sequential;
}

/**
 * Trains a network and writes it to its sub-folder of `models`, with a record of its epochs. Cut off and started again, it
 * goes on from the last epoch, whose state is in `states`.
 */
export async function trainToArtefact(
  { name, digest, about, unit, train }: ArtefactTraining,
  { models, states }: Folders,
  watch: Watch,
): Promise<TrainingRecord> {
  const checkpoint = openCheckpoint(states, name, digest, watch);
  const { epochs, report, resumed } = followEpochs(watch.print, unit);
  const { advance } = watch;
  const model = train(report, { checkpoint, resumed, ...(advance && { advance }) });
  const target = join(models, name);
  const { trainedOn, backend, plan } = about;
  await writeArtefact(target, model, { trainedOn, backend, plan });
  const record = { ...about, epochs, seconds: secondsOf(epochs) };
  writeTrainingRecord(target, record);
  model.dispose();
  checkpoint.discard();
  watch.print(`Written: ${target}`);
  return record;
}
