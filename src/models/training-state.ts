import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { Random } from "../engine/random.ts";
import type { AdamState } from "./adam-state.ts";
import type { EpochReport } from "./epochs.ts";

/** Training between two epochs, whole: what goes on from here gives the same bits as if it had never been cut off. */
export interface TrainingState {
  readonly epochs: readonly EpochReport[];
  /** Step size of the next epoch. */
  readonly rate: number;
  /** Epochs without gain so far, in a row. */
  readonly idle: number;
  readonly draws: Random;
  /** The network's lists of weights as they are, and as they were after the best epoch (none yet: empty). */
  readonly weights: readonly Float32Array[];
  readonly best: readonly Float32Array[];
  readonly adam: AdamState;
}

/** Where a training keeps its state between two epochs. */
export interface Checkpoint {
  /** What was written last, if anything. */
  read(): TrainingState | undefined;
  write(state: TrainingState): void;
  /** Forgets it; `why` tells the user when that is not because training is done. */
  discard(why?: string): void;
}

const bytesOf = (values: Float32Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

const floats = z
  .base64()
  .transform((text) => new Uint8Array(Buffer.from(text, "base64")))
  .refine(({ length }) => length % 4 === 0)
  .transform((bytes) => new Float32Array(bytes.buffer, 0, bytes.length / 4));

/** JSON has no NaN: a loss that is none stands as null. */
const bits = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);

/** An epoch as it is recorded. */
export const recordedEpoch = z.strictObject({
  epoch: z.int().positive(),
  training: bits,
  validation: bits,
  seconds: z.number().nonnegative(),
  best: z.boolean(),
});

const trainingState = z.strictObject({
  epochs: z.array(recordedEpoch),
  rate: z.number().positive(),
  idle: z.int().nonnegative(),
  draws: z.tuple([z.int(), z.int(), z.int(), z.int()]),
  weights: z.array(floats),
  best: z.array(floats),
  adam: z.strictObject({
    powers: z.tuple([z.number(), z.number()]),
    first: z.array(floats),
    second: z.array(floats),
  }),
});

/** Writes a file whole or not at all: to a draft beside it, which then takes its name. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.draft`;
  const handle = openSync(draft, "w");
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** A checkpoint in one JSON file, weights as base64 of little-endian float32. `print` hears when it had to be thrown away. */
export function fileCheckpoint(file: string, print: (line: string) => void): Checkpoint {
  const discard = (why?: string) => {
    rmSync(file, { force: true });
    rmSync(`${file}.draft`, { force: true });
    if (why !== undefined) print(`${file}: ${why}; training begins anew.`);
  };
  return {
    discard,
    read: () => {
      const text = readText(file);
      if (text === undefined) return undefined;
      try {
        return trainingState.parse(JSON.parse(text));
      } catch {
        discard("holds no state of training that can be read");
        return undefined;
      }
    },
    write: (state) => {
      const encode = (_: string, value: unknown) =>
        value instanceof Float32Array ? bytesOf(value).toString("base64") : value;
      writeWhole(file, JSON.stringify(state, encode));
    },
  };
}
