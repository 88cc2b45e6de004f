import type { Melody } from "../../engine/music/melody.ts";
import type { Task } from "../task.ts";
import type { RecordedSession } from "./child-phrases.ts";
import type { Tuning } from "./tuning.ts";

/** What the tuning thread is given. */
export interface TuningOrder {
  /** The folder of the base networks. */
  readonly models: string;
  /** The child's sessions in order of time. */
  readonly sessions: readonly RecordedSession[];
  /** Tunes that the networks shall not forget. */
  readonly tunes: readonly Melody[];
  /** Learning ends after this time with the best so far. */
  readonly seconds: number;
}

/** How far the thread is. */
export interface TuningProgress {
  readonly network: Task["name"];
  /** TensorFlow.js' backend: "wasm", or "cpu" where that cannot be used. */
  readonly backend: string;
  readonly epoch: number;
  /** Bits a choice on the part that tells when to stop. */
  readonly bits: number;
  readonly best: boolean;
}

/** What the thread says. `refused`: one sentence for the user. */
export type TuningMessage =
  | ({ readonly kind: "progress" } & TuningProgress)
  | { readonly kind: "tuned"; readonly tuning: Tuning }
  | { readonly kind: "refused"; readonly reason: string };
