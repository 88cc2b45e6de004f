import type { Key } from "../music/key.ts";
import type { Bpm, Decibels, Millis, PitchClass } from "../time/units.ts";
import type { PlannedNote } from "./partner.ts";

/** What a technique remembers between cues, each its own kind. Forgotten when another technique begins. */
export type Remembered =
  | CentreMemory
  | IncorporateMemory
  | IsoMemory
  | StopGoMemory
  | CompleteMemory
  | ChangeMemory
  | PromptMemory
  | EndingMemory
  | SpaceMemory
  | SongMemory
  | InitiativeMemory;

/** Centre: the home, and the tone that the child has used most, since when. */
export interface CentreMemory {
  readonly kind: "centre";
  readonly tonic: PitchClass;
  readonly wanted: PitchClass;
  readonly since: Millis;
}

/** Incorporate: the motif that it weaves in; null before one is known. */
export interface IncorporateMemory {
  readonly kind: "incorporate";
  readonly motif: readonly PlannedNote[] | null;
}

/** Calm, Lift and the wind-down: how far the ramp has come. */
export interface IsoMemory {
  readonly kind: "iso";
  readonly since: Millis;
  /** What the ramp has come to; null while the child is still being matched. */
  readonly aim: Aim | null;
  readonly steppedAt: Millis;
  /** The therapist tapped Hold here. */
  readonly held: boolean;
  /** Since when the child's tempo has been apart from the partner's; null while it follows. */
  readonly apartSince: Millis | null;
  /** It has been apart for so long that the ramp waits. */
  readonly apart: boolean;
}

/** Where a ramp is; loudness and register without what the therapist set. */
export interface Aim {
  readonly tempo: Bpm;
  readonly busy: number;
  readonly level: Decibels;
  readonly register: number;
}

/** Stop-go: whether the music stands still, and since when; else since when it goes. */
export interface StopGoMemory {
  readonly kind: "stopGo";
  readonly stoppedAt: Millis | null;
  readonly goneAt: Millis;
}

/** Complete: the note that was left for the child, and the chord that comes with it. */
export interface CompleteMemory {
  readonly kind: "complete";
  readonly missing: readonly PlannedNote[];
}

/** Change: what it has changed so far, and what it is about to. */
export interface ChangeMemory {
  readonly kind: "change";
  /** What is changed next, while it is asked for or announced. */
  readonly next: Dimension | null;
  /** When its lead-in bar began; null before. */
  readonly announcedAt: Millis | null;
  readonly changedAt: Millis | null;
  readonly tempo: Bpm | null;
  /** Octaves. */
  readonly register: number;
  readonly key: Key | null;
}

/** What Change changes, one at a time. */
export const DIMENSIONS = ["tempo", "register", "mode"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

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

/** Make space: whether the bar before it is still being finished. */
export interface SpaceMemory {
  readonly kind: "makeSpace";
  readonly finishing: boolean;
}

/** Hello and goodbye: when the song began, and its present line. */
export interface SongMemory {
  readonly kind: "song";
  readonly begins: Millis;
  readonly line: number;
}

/** Answer: when the partner began by itself; it does so once, until the child has played. */
export interface InitiativeMemory {
  readonly kind: "initiative";
  readonly beganAt: Millis;
}
