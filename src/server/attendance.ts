import type { Millis } from "../engine/time/units.ts";

/** A page that is loaded again is back sooner than this. */
const GRACE: Millis = 3_000;
/** So long the partner holds the beat for nobody; then it is quiet (sensory-safety 8). */
const HOLDS: Millis = 10_000;

/** Whether somebody who steers is at a panel: since when nobody is, and what was done about it. */
export interface Attendance {
  readonly awaySince: Millis | undefined;
  readonly done: "nothing" | "held" | "quiet";
}

export const ATTENDED: Attendance = { awaySince: undefined, done: "nothing" };

/**
 * Looks after a session that nobody looks after. `somebody`: a therapist's panel is connected. `running`: a session runs and may sound.
 * Gives what is to be done now, once each: hold the beat, then be quiet. Whoever comes back finds the session as it is.
 */
export function lookAfter(
  attendance: Attendance,
  somebody: boolean,
  running: boolean,
  now: Millis,
): { readonly attendance: Attendance; readonly act?: "hold" | "quiet" } {
  if (somebody || !running) return { attendance: ATTENDED };
  const awaySince = attendance.awaySince ?? now;
  const away = now - awaySince;
  if (attendance.done === "nothing" && away >= GRACE) {
    return { attendance: { awaySince, done: "held" }, act: "hold" };
  }
  if (attendance.done === "held" && away >= GRACE + HOLDS) {
    return { attendance: { awaySince, done: "quiet" }, act: "quiet" };
  }
  return { attendance: { awaySince, done: attendance.done } };
}
