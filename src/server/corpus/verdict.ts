import type { Melody } from "../../engine/music/melody.ts";
import type { RefusalKind } from "../../files/midi-refusal.ts";
import type { CorpusTune, Split } from "../../models/dataset.ts";

/** A tune as a corpus holds it. */
export interface CorpusEntry extends CorpusTune {
  readonly split: Split;
  /** The file it was read from: its path below the folder, with "/" between the parts. */
  readonly file: string;
}

/** Why a file was left out, in the words of the summary. */
export type LeftOutReason =
  | RefusalKind
  | "not readable as ABC"
  | "duplicate"
  | "fewer than two segments"
  | "meter or tempo unusable"
  | "fault";

/** What became of one file. */
export type Verdict =
  | {
      readonly kind: "taken";
      readonly file: string;
      readonly entry: CorpusEntry;
      /** How many segments it is cut into. */
      readonly segments: number;
    }
  | LeftOut;

export interface LeftOut {
  readonly kind: "left out";
  readonly file: string;
  readonly reason: LeftOutReason;
  /** What is wrong and what to do. */
  readonly sentence: string;
  /** What was read of the file, where it held a tune at all. */
  readonly melody?: Melody;
}
