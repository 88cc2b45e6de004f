import type { Millis, View } from "../server/protocol.ts";

/** When the present phase of a plan is to end, in session time; undefined before the first. */
export function phaseEnd(plan: NonNullable<View["plan"]>): Millis | undefined {
  const present = plan.phases[plan.phase];
  return present && plan.since + (present.minutes + plan.extra) * 60_000;
}
