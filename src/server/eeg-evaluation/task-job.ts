import type { EegRow } from "../../models/eeg/evaluation/eeg-evaluation.ts";
import type { Rested } from "../../models/eeg/evaluation/evaluate-dataset.ts";
import type { TaskOutcome } from "../../models/eeg/evaluation/evaluate-task.ts";

/** What a thread of the evaluation is given once. */
export interface TaskSetting {
  readonly rested: Rested;
  /** Names of the learners. */
  readonly learners: readonly string[];
  readonly refits: number;
  readonly seed: number;
}

/** What a thread says; it is sent names of tasks. */
export type TaskAnswer =
  | { readonly kind: "row"; readonly row: EegRow }
  | { readonly kind: "done"; readonly task: string; readonly outcome: TaskOutcome };

/** Names the randomness of an evaluation of this seed. */
export const EVALUATION = "eeg evaluation";
