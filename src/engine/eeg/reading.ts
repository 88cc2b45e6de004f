import type { Microvolts, Millis, Ohms } from "../time/units.ts";
import type { Fault } from "./quality.ts";

/** Why there is no score. */
export const NO_SCORE_REASONS = [
  /** No electrode touches, or too few. */
  "noContact",
  /** Movement, muscle, blinks or hum on too many channels. */
  "artefact",
  /** The child's own rest is not known yet. */
  "noBaseline",
  /** The filters settle, or too little has been scored since the last break. */
  "settling",
  /** The impedance check is on. */
  "impedance",
  /** Unlike anything the model learnt from. */
  "unusual",
  /** Samples are missing. */
  "gap",
  /** Nothing comes from the device. */
  "noSignal",
  /** No model is loaded. */
  "noModel",
] as const;
export type NoScoreReason = (typeof NO_SCORE_REASONS)[number];

/** What a model says of an epoch: how likely it is that the child listens rather than rests, or why it says nothing. */
export type EegOutcome =
  | {
      readonly kind: "probability";
      /** Calibrated, 0–1; not smoothed. */
      readonly probability: number;
      /** Half of the interval that holds the true value in 68 of 100 cases, 0–1. */
      readonly uncertainty: number;
    }
  | { readonly kind: "none"; readonly reason: NoScoreReason };

/** All that the session knows of an epoch of EEG. Plain JSON. */
export interface EegReading {
  /** When the epoch ends. */
  readonly at: Millis;
  /** Faults of each channel; an empty list is a good channel. */
  readonly faults: readonly (readonly Fault[])[];
  /** Standard deviation of each channel, cleaned; left out where no epoch was whole, and by sessions from before it was told. */
  readonly noise?: readonly Microvolts[];
  /** Mean log10 band power of the good channels, one for each of `BANDS`; empty without a good channel. */
  readonly bands: readonly number[];
  readonly outcome: EegOutcome;
  /** Impedance of each channel; only while the impedance check is on. */
  readonly ohms?: readonly Ohms[];
}
