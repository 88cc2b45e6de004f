import type { Millis, Pitch, Velocity } from "../time/units.ts";

/** How far back a player's manner is looked at: measures.md, `density`. */
export const WINDOW: Millis = 6_000;
/** Strikes kept at the most: over twenty a second, all through the window. */
const MOST_STRIKES = 128;

/** A note that was struck, for the manner of playing. */
export interface Struck {
  readonly at: Millis;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
  readonly pad: boolean;
  /** Whether an onset began with it: false for the later notes of a chord. */
  readonly onset: boolean;
}

/** What was struck in the last six seconds, in order of time. Immutable. */
export type Recent = readonly Struck[];

/** One more strike; what is older than the window is forgotten. */
export function remember(recent: Recent, struck: Struck): Recent {
  const from = struck.at - WINDOW;
  let first = Math.max(0, recent.length + 1 - MOST_STRIKES);
  while (first < recent.length && (recent[first]?.at ?? 0) <= from) first++;
  return [...recent.slice(first), struck];
}
