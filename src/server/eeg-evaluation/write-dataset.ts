import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Hertz } from "../../engine/time/units.ts";
import type { Eyes } from "../../models/eeg/dataset.ts";
import { Refusal } from "../refusal.ts";

/** A recording as it is written. */
export interface WrittenRecording {
  readonly subject: string;
  readonly session: string;
  readonly condition: "rest" | "music" | "sham";
  readonly eyes: Eyes;
  /** µV of each channel. */
  readonly channels: readonly Float32Array[];
}

/** µV of a step: ±3.3 mV fit in 16 bits, and the smallest signal of a brain is a hundred steps. */
const STEP = 0.1;
const MOST = 32_767;

/** The middle one of the samples: electrodes stand at any offset, which is no signal. */
function offsetOf(samples: Float32Array): number {
  return samples.slice().sort()[samples.length >> 1] ?? 0;
}

/** int16, little-endian, sample after sample, each channel less its offset. What does not fit is a fault that quality finds. */
function packed(channels: readonly Float32Array[]): Buffer {
  const offsets = channels.map(offsetOf);
  const length = channels[0]?.length ?? 0;
  const bytes = Buffer.alloc(2 * length * channels.length);
  let place = 0;
  for (let i = 0; i < length; i++) {
    for (const [channel, samples] of channels.entries()) {
      const step = Math.round(((samples[i] ?? 0) - (offsets[channel] ?? 0)) / STEP);
      place = bytes.writeInt16LE(Math.max(-MOST, Math.min(MOST, step)), place);
    }
  }
  return bytes;
}

/** Writes a data set that `openDataset` reads: a file for each recording, and at the end the index. */
export class DatasetWriter {
  readonly #folder: string;
  readonly #recordings: object[] = [];

  /** Throws Refusal where the folder holds something. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).length > 0) throw new Refusal(`${folder} is not empty. Name a folder that is new.`);
    this.#folder = folder;
  }

  get count(): number {
    return this.#recordings.length;
  }

  add({ channels, ...labels }: WrittenRecording): void {
    const number = String(this.#recordings.length + 1).padStart(4, "0");
    const file = `${labels.subject}_ses-${labels.session}_${number}_${labels.condition}.i16`;
    writeFileSync(join(this.#folder, file), packed(channels));
    this.#recordings.push({ file, ...labels, samples: channels[0]?.length ?? 0 });
  }

  finish(montage: readonly string[], rate: Hertz, mains: 50 | 60): void {
    const index = { fs: rate, mains, channels: montage, unit: "uV", scale: STEP, recordings: this.#recordings };
    writeFileSync(join(this.#folder, "index.json"), `${JSON.stringify(index, null, 1)}\n`);
  }
}
