import type { EpochMeasures } from "../../engine/eeg/epoch-meter.ts";
import type { Hertz, Millis } from "../../engine/time/units.ts";

export type Eyes = "open" | "closed";

/** One stretch of EEG under one condition. */
export interface EegRecording {
  /** Unique in the data set. */
  readonly name: string;
  readonly participant: string;
  /** The visit; undefined where the data set does not say which recordings belong to one. */
  readonly session: string | undefined;
  readonly condition: "rest" | "music" | "sham";
  /** Undefined where nobody wrote it down. */
  readonly eyes: Eyes | undefined;
  /** What was played, and how; "" where nothing was or nobody wrote it down. */
  readonly music: string;
  readonly route: string;
  /** Reads the samples of each channel. Rejects where the file does not hold what the index says. */
  read(): Promise<readonly Float32Array[]>;
}

/** Recordings of one montage, in the order in which they were made. */
export interface EegDataset {
  readonly name: string;
  readonly montage: readonly string[];
  readonly rate: Hertz;
  /** 50 or 60. */
  readonly mains: Hertz;
  readonly recordings: readonly EegRecording[];
}

/** The measures of one epoch, and when it ended. */
export interface MeasuredEpoch {
  readonly end: Millis;
  readonly measures: EpochMeasures;
}

/** A recording without its samples. */
export interface MeasuredRecording extends Omit<EegRecording, "read"> {
  readonly epochs: readonly MeasuredEpoch[];
}

/** A data set as classifiers learn from it. */
export interface MeasuredDataset extends Omit<EegDataset, "recordings"> {
  readonly recordings: readonly MeasuredRecording[];
}
