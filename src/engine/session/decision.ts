import type { Millis } from "../time/units.ts";

/** A line of the log of decisions, in a sentence for the therapist. */
export interface Decision {
  readonly at: Millis;
  readonly text: string;
}
