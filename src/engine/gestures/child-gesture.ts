import type { Millis } from "../time/units.ts";

/** What a child's hand can say to the sensor on its wrist. Everything else it does is no gesture. */
export const CHILD_GESTURES = ["shake", "tap", "raise", "sway", "still"] as const;
export type ChildGesture = (typeof CHILD_GESTURES)[number];

/** A gesture that was recognised: told once, when it is over or has gone on long enough. */
export interface MadeGesture {
  readonly gesture: ChildGesture;
  /** How forceful, 0–1. */
  readonly strength: number;
  /** When each of its strokes fell (a tap, a shake to and fro, a sway), oldest first, at least one: as many as it counts. */
  readonly strokes: readonly Millis[];
}
