import type { Melody } from "../../engine/music/melody.ts";
import type { Segment } from "../../engine/music/segment.ts";
import type { StreamReport } from "../../models/evaluation/stream-report.ts";

/** One stream to be generated and measured. */
export interface Job {
  readonly generator: string;
  /** The tune's place in the plan. */
  readonly tune: number;
  readonly seed: number;
  /** Whether the beginning of the music is kept, to be shown. */
  readonly keep: boolean;
}

/** What a worker is given once. */
export interface JobSetting {
  readonly models: string;
  readonly tunes: readonly Melody[];
  readonly library: readonly Segment[];
  readonly known: readonly Melody[];
  readonly minutes: number;
}

/** What a worker says. `failed`: one sentence why there is no stream. */
export type JobAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly report: StreamReport }
  | { readonly kind: "failed"; readonly job: Job; readonly reason: string };
