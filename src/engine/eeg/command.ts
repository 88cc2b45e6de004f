import type { Millis } from "../time/units.ts";

/** What a block of the protocol is: rest, music, music that is announced and does not come (sham), or nothing of these. */
export type EegBlock = "restOpen" | "restClosed" | "music" | "sham" | "none";

/** A block begins at `at`, and the one before it ends. Epochs reach across no such boundary. */
export interface EegBlockCommand {
  readonly kind: "eegBlock";
  readonly at: Millis;
  readonly block: EegBlock;
  /** Whether clean epochs of the block that begins are the child's own rest, the baseline of all scores. */
  readonly baseline: boolean;
  /** Whether the block that ends counts. One that was skipped or broken off does not: its epochs leave the baseline again. */
  readonly kept: boolean;
  /** For the recording, in words: "Music 2 of 2, eyes open, begins". */
  readonly text: string;
}

/** The impedance check goes on or off. */
export interface EegImpedanceCommand {
  readonly kind: "eegImpedance";
  readonly at: Millis;
  readonly on: boolean;
}

/** Raw samples are written to a file, or no longer. */
export interface EegRecordCommand {
  readonly kind: "eegRecord";
  readonly at: Millis;
  readonly on: boolean;
}

/** A note in the recording. */
export interface EegMarkerCommand {
  readonly kind: "eegMarker";
  readonly at: Millis;
  readonly text: string;
}

/** What an EEG understands. */
export type EegCommand = EegBlockCommand | EegImpedanceCommand | EegRecordCommand | EegMarkerCommand;
