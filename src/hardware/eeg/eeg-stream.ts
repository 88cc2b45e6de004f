import type { SampleClock } from "../../engine/eeg/sample-clock.ts";
import { type Gap, SampleLine } from "../../engine/eeg/sample-line.ts";
import type { Hertz, Microvolts, Millis } from "../../engine/time/units.ts";
import { type ByteCount, type FrameFormat, FrameReader } from "./frame-reader.ts";

/** One sample of all channels, and how many the device says are missing before it. */
export interface DeviceSample {
  readonly counts: Int32Array;
  readonly skipped: number;
}

/** What makes samples of a device's bytes. */
export interface EegDevice<Frame> {
  readonly name: string;
  readonly channels: number;
  /** By the device's description; the true one is found by the clock. */
  readonly rate: Hertz;
  /** After how many samples its counter comes round; undefined where it does not count. */
  readonly modulus: number | undefined;
  readonly format: FrameFormat<Frame>;
  /** Samples that have begun to arrive by the time that one is believed: a frame that waits for the next one's head has 1. */
  readonly ahead: number;
  /** What a frame adds to that when it is the last of a chunk: a part of a sample. */
  readonly begunBy?: (frame: Frame) => number;
  /** What one count of each channel means. */
  readonly microvoltsPerCount: readonly Microvolts[];
  /** A new stream begins: gives what turns its frames, in order, into samples. */
  begin(): (frame: Frame) => readonly DeviceSample[];
  /** What a frame says of whether it is on the skin; undefined where it says nothing. */
  readonly onSkin?: (frame: Frame) => boolean | undefined;
}

/** A sample in its place. */
export interface EegSample {
  /** Its number since the stream began, lost ones counted. */
  readonly index: number;
  /** As the device sent it: what a recording keeps. */
  readonly counts: Int32Array;
  readonly microvolts: Float64Array;
}

/** What a chunk of bytes brought. */
export interface StreamBlock<Frame> {
  readonly samples: readonly EegSample[];
  /** Samples that never came: before, or between, those of this chunk. */
  readonly gaps: readonly Gap[];
  /** Everything that was read, with what else a device tells. */
  readonly frames: readonly Frame[];
  /** What the device said last of whether it is on the skin. */
  readonly onSkin: boolean | undefined;
}

/** From a device's bytes to numbered samples. Begin a new one whenever the device begins to stream anew. */
export class EegStream<Frame> {
  readonly device: EegDevice<Frame>;
  readonly line: SampleLine;
  readonly #reader: FrameReader<Frame>;
  readonly #take: (frame: Frame) => readonly DeviceSample[];

  constructor(device: EegDevice<Frame>) {
    this.device = device;
    this.line = new SampleLine(device.rate, device.modulus);
    this.#reader = new FrameReader(device.format);
    this.#take = device.begin();
  }

  /** The times of its samples. */
  get times(): SampleClock {
    return this.line.clock;
  }

  get bytes(): ByteCount {
    return this.#reader.bytes;
  }

  /** A chunk that arrived at `at` (clock time). Takes any bytes. */
  read(chunk: Uint8Array, at: Millis): StreamBlock<Frame> {
    const frames = this.#reader.read(chunk);
    const last = frames.at(-1);
    const begun = last === undefined ? 0 : (this.device.begunBy?.(last) ?? 0);
    return this.#place(frames, at, this.device.ahead + begun);
  }

  /** The device has fallen silent: what is held is judged without waiting for more. */
  finish(at: Millis): StreamBlock<Frame> {
    return this.#place(this.#reader.finish(), at, 0);
  }

  /** The line was closed and is open again: see `SampleLine.interrupt`. */
  interrupt(): void {
    this.line.interrupt();
  }

  #place(frames: readonly Frame[], at: Millis, ahead: number): StreamBlock<Frame> {
    const taken = frames.flatMap((frame) => this.#take(frame));
    const skipped = taken.map((sample) => sample.skipped);
    const { indices, gaps } = this.line.place(skipped, at, ahead);
    const samples: EegSample[] = [];
    for (const [i, { counts }] of taken.entries()) {
      const index = indices[i];
      if (index !== undefined) samples.push({ index, counts, microvolts: this.#microvolts(counts) });
    }
    return { samples, gaps, frames, onSkin: this.#onSkin(frames) };
  }

  #onSkin(frames: readonly Frame[]): boolean | undefined {
    const { onSkin } = this.device;
    if (onSkin === undefined) return undefined;
    return frames.map(onSkin).findLast((said) => said !== undefined);
  }

  #microvolts(counts: Int32Array): Float64Array {
    const scales = this.device.microvoltsPerCount;
    const microvolts = new Float64Array(counts.length);
    for (let i = 0; i < counts.length; i++) microvolts[i] = (counts[i] as number) * (scales[i] ?? 1);
    return microvolts;
  }
}
