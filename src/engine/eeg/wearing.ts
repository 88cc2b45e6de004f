import type { Millis } from "../time/units.ts";
import type { EegReading } from "./reading.ts";

/** How long the cap has been worn. Immutable. */
export interface Wearing {
  /** Since when electrodes touch; null while it is off. */
  readonly since: Millis | null;
  /** Since when none does; null while one does. */
  readonly offSince: Millis | null;
  /** Whether the reminder was given. */
  readonly reminded: boolean;
}

export const NOT_WORN: Wearing = { since: null, offSince: null, reminded: false };

/** After so long the therapist is reminded to take it off, where nothing else is set. */
export const COMFORT: Millis = 20 * 60_000;
/** Minutes that may be set. */
export const COMFORT_MINUTES = { least: 5, most: 60 } as const;
/** Without any contact for so long it has been taken off. */
const TAKEN_OFF: Millis = 60_000;

/**
 * Takes in a reading: an electrode touches where its channel is neither railed nor flat. A reading without an epoch says nothing: a
 * device that was away for a while does not make the minutes begin anew.
 */
export function feelContact(wearing: Wearing, { at, faults }: EegReading): Wearing {
  if (faults.length === 0) return wearing;
  const touches = faults.some((list) => !list.includes("railed") && !list.includes("flat"));
  if (touches)
    return wearing.since === null ? { since: at, offSince: null, reminded: false } : { ...wearing, offSince: null };
  const offSince = wearing.offSince ?? at;
  return wearing.since === null || at - offSince > TAKEN_OFF ? NOT_WORN : { ...wearing, offSince };
}

/** Whether the cap is on for longer than is comfortable. */
export function wornTooLong({ since }: Wearing, at: Millis, comfort: Millis = COMFORT): boolean {
  return since !== null && at - since >= comfort;
}
