import type { Draws } from "../../engine/random.ts";
import type { Millis } from "../../engine/time/units.ts";

/** How a pretend child replies to what it is offered, where somebody set it; null: as its character does. */
export interface ChildHabits {
  /** The chance that it replies, 0–1. */
  readonly replies: number | null;
  /** From the end of the offer to its reply, in the middle: it varies by a quarter. */
  readonly latency: Millis | null;
}

export const OWN_HABITS: ChildHabits = { replies: null, latency: null };

/** A reply comes after so long at the most. */
export const LONGEST_LATENCY: Millis = 10_000;
const VARIES = 0.25;
/** A reply whose latency nobody set, by a character that would not have replied. */
const USUAL: Millis = 1_500;

/** When it replies, as `own` (its character) would and as it was set; undefined: this time it does not. */
export function replyAfter(habits: ChildHabits, draws: Draws, own: Millis | undefined): Millis | undefined {
  const { replies, latency } = habits;
  if (replies === null ? own === undefined : draws.unit() >= replies) return undefined;
  if (latency === null) return own ?? USUAL;
  return draws.between(latency * (1 - VARIES), latency * (1 + VARIES));
}
