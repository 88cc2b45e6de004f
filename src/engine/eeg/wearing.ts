import type { Millis } from "../time/units.ts";
import type { EegReading } from "./reading.ts";

/** How long the cap has been worn. Immutable. */
export interface Wearing {
  /** Since when electrodes touch; null while none does. */
  readonly since: Millis | null;
  /** When one last did. */
  readonly last: Millis;
  /** Whether the reminder was given. */
  readonly reminded: boolean;
}

export const NOT_WORN: Wearing = { since: null, last: Number.NEGATIVE_INFINITY, reminded: false };

/** After so long the therapist is reminded to take it off. */
export const COMFORT: Millis = 20 * 60_000;
/** Without any contact for so long it has been taken off. */
const TAKEN_OFF: Millis = 60_000;

/** Takes in a reading: an electrode touches where its channel is neither railed nor flat. */
export function feelContact(wearing: Wearing, { at, faults }: EegReading): Wearing {
  const touches = faults.some((list) => !list.includes("railed") && !list.includes("flat"));
  const off = at - wearing.last > TAKEN_OFF;
  if (!touches) return off ? NOT_WORN : wearing;
  return wearing.since === null || off ? { since: at, last: at, reminded: false } : { ...wearing, last: at };
}

/** Whether the cap is on for longer than is comfortable. */
export function wornTooLong({ since }: Wearing, at: Millis): boolean {
  return since !== null && at - since >= COMFORT;
}
