import type { Random } from "../../engine/random.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { EegWindow } from "./window.ts";

/** A stretch of one recording that is judged as a whole, and what it was. */
export interface EegExample {
  readonly participant: string;
  readonly session: string;
  /** Unique in the data set. */
  readonly recording: string;
  /** 1: listening (or whatever the task calls its second class). */
  readonly label: 0 | 1;
  /** From the first sample of its first window to the last of its last, since the recording began. */
  readonly from: Millis;
  readonly to: Millis;
  /** Oldest first; at least one. */
  readonly windows: readonly EegWindow[];
}

/** A rule that was learnt. */
export interface EegClassifier {
  readonly name: string;
  /** What the raw logit was divided by, found on participants left out inside the fit; 1 where nothing was calibrated. */
  readonly temperature: number;
  /**
   * What is to be expected on new participants: mean cross-entropy in nats, classes counting alike, of those left out inside the fit.
   * Undefined where nobody could be left out.
   */
  readonly foreseen?: number;
  /** Calibrated logit of P(1) at equal odds, of a sequence of windows, oldest first. */
  logit(sequence: readonly EegWindow[]): number;
}

/** A way to learn. Whatever is tuned is tuned inside `fit`, on groups of participants. */
export interface EegLearner {
  readonly name: string;
  /** The same examples and randomness give the same rule. Rejects with RangeError where the examples hold one class only. */
  fit(examples: readonly EegExample[], random: Random): Promise<EegClassifier>;
}
