import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { EpochReport } from "./epochs.ts";
import { recordedEpoch, writeWhole } from "./training-state.ts";

/** How an artefact came about: `training.json` beside its weights. */
export const trainingRecord = z.strictObject({
  /** For example "1307 tunes". */
  trainedOn: z.string(),
  validatedOn: z.string(),
  backend: z.string(),
  /** As in the code; of another form for each kind of network. */
  plan: z.record(z.string(), z.unknown()),
  epochs: z.array(recordedEpoch).min(1),
  /** Of all epochs together. */
  seconds: z.number().nonnegative(),
});

export type TrainingRecord = z.infer<typeof trainingRecord>;

/** Seconds of all epochs, to a tenth. */
export function secondsOf(epochs: readonly EpochReport[]): number {
  return Math.round(10 * epochs.reduce((sum, { seconds }) => sum + seconds, 0)) / 10;
}

export function writeTrainingRecord(folder: string, record: TrainingRecord): void {
  writeWhole(join(folder, "training.json"), `${JSON.stringify(record, undefined, 1)}\n`);
}

/** The record of a folder; undefined where there is none. Throws ZodError when it is no record. */
export function readTrainingRecord(folder: string): TrainingRecord | undefined {
  const file = join(folder, "training.json");
  return existsSync(file) ? trainingRecord.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}
