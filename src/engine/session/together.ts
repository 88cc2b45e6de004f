import type { Millis } from "../time/units.ts";
import type { Session } from "./session.ts";

/** The child's onsets are taken from so far back. */
const WINDOW: Millis = 12_000;
/** Fewer onsets say nothing. */
const FEWEST = 4;
/** Lengths of the mean vector from which it is 1, 2, 3 and 4 steps together. */
const STEPS = [0.35, 0.55, 0.75, 0.9];

/**
 * How closely the child's onsets keep to the beat of the partner, 0 apart … 4 closely: the length of their mean vector around
 * half a beat, so that on the beat and between two beats count alike. Null without a beat, or with fewer than four onsets.
 */
export function togetherness(session: Session, at: Millis): number | null {
  const { grid, state } = session.partner;
  if (!grid || state !== "accompanying") return null;
  const unit = grid.interval / 2;
  const onsets = session.listening.child.onsets.filter((onset) => onset > at - WINDOW);
  if (onsets.length < FEWEST || !(unit > 0)) return null;
  let [x, y] = [0, 0];
  for (const onset of onsets) {
    const angle = (2 * Math.PI * (onset - grid.last)) / unit;
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
  const length = Math.hypot(x, y) / onsets.length;
  return STEPS.filter((step) => length >= step).length;
}
