import type { Draws } from "../../engine/random.ts";
import type { Millis, Pitch, Velocity } from "../../engine/time/units.ts";

/** A note of a pretend child's phrase; `onset` counts from the phrase's beginning. */
export interface ChildNote {
  readonly onset: Millis;
  readonly duration: Millis;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
}

/** A beat that a child meant, whether it struck or missed it. */
export interface MeantBeat {
  readonly at: Millis;
  readonly played: boolean;
}

/** What a child plays in one go. Times count from its beginning. */
export interface ChildPhrase {
  readonly notes: readonly ChildNote[];
  /** The beats it was meant on, for children that keep one. */
  readonly beats: readonly MeantBeat[];
}

/** A phrase without a beat. */
export function freely(notes: readonly ChildNote[]): ChildPhrase {
  return { notes, beats: [] };
}

/** The beat a child keeps: jitter is the standard deviation of a stroke, missing the chance that a beat is left out. */
export interface OwnBeat {
  readonly period: Millis;
  /** As a share of the period, 0–0.12. */
  readonly jitter: number;
  /** 0–0.2. */
  readonly missing: number;
}

/** What a phrase may depend on. */
export interface Moment {
  readonly draws: Draws;
  /** What the partner offered last; empty when nothing yet, or when it was copied already. */
  readonly heard: readonly ChildNote[];
  /** Mean velocity of the partner in the last seconds; undefined when it was silent. */
  readonly loudness: Velocity | undefined;
  readonly beat: OwnBeat;
  /** Whether the partner plays a steady pattern underneath. */
  readonly accompanied: boolean;
  /** Phrases since the child began or came back. */
  readonly phrases: number;
}
