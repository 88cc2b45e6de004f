import type { Millis } from "../time/units.ts";
import type { PlannedNote } from "./partner.ts";

/** What a technique remembers between cues, each its own kind. Forgotten when another technique begins. */
export type Remembered = IsoMemory | StopGoMemory | CompleteMemory | ChangeMemory | PromptMemory | EndingMemory;

/** Calm, Lift and the wind-down: how far the ramp has come. */
export interface IsoMemory {
  readonly kind: "iso";
  readonly since: Millis;
  readonly steps: number;
  readonly steppedAt: Millis;
  /** The therapist tapped Hold here. */
  readonly held: boolean;
  /** Since when the child's tempo has been apart from the partner's; null while it follows. */
  readonly apartSince: Millis | null;
}

/** Stop-go: whether the music stands still, and since when. */
export interface StopGoMemory {
  readonly kind: "stopGo";
  readonly stoppedAt: Millis | null;
}

/** Complete: the note that was left for the child. */
export interface CompleteMemory {
  readonly kind: "complete";
  readonly missing: PlannedNote;
}

/** Change: what was changed last, and when. */
export interface ChangeMemory {
  readonly kind: "change";
  readonly dimension: "tempo" | "register" | "mode";
  readonly announcedAt: Millis;
  readonly changedAt: Millis | null;
}

/** Repeat and Model: how many prompts were given. */
export interface PromptMemory {
  readonly kind: "prompts";
  readonly given: number;
}

/** The ending: when the cadence is over. */
export interface EndingMemory {
  readonly kind: "ending";
  readonly cadence: { readonly begins: Millis; readonly ends: Millis } | null;
}
