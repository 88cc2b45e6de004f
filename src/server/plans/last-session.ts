import type { SessionEvent } from "../../engine/session/event.ts";
import { makePlan, openPlan, type PhaseName, type Plan } from "../../engine/session/plan.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { SessionRecord } from "../store/record.ts";
import type { LastSession } from "./plans-picture.ts";

const MINUTE: Millis = 60_000;
/** The events that say how a plan went; all others are not even parsed. */
const TELLING = /"kind":"(?:plan|planned|phase|finish)"/;

/** How the plan of a recorded session went: the last plan that was begun. Null where none was. */
export function readLastSession({ header, lines }: SessionRecord): LastSession | null {
  let plan: Plan | undefined;
  let begun: { readonly plan: Plan; readonly took: Millis[] } | undefined;
  let present: { readonly phase: number; readonly since: Millis } | undefined;
  let newest: Millis = 0;

  function leave(at: Millis): void {
    if (begun && present) begun.took[present.phase] = (begun.took[present.phase] ?? 0) + at - present.since;
    present = undefined;
  }

  for (const line of lines) {
    newest = timeOf(line) ?? newest;
    if (!TELLING.test(line)) continue;
    const { event } = JSON.parse(line) as { event: SessionEvent };
    if (event.kind === "plan") plan = openPlan(event.template);
    if (event.kind === "planned") plan = makePlan(event.phases, event.options);
    if (event.kind === "phase" && plan?.phases[event.phase]) {
      if (begun?.plan === plan) leave(event.at);
      else begun = { plan, took: [] };
      present = { phase: event.phase, since: event.at };
    }
    if (event.kind === "finish") leave(event.at);
  }
  leave(newest);
  if (!begun) return null;
  const { took } = begun;
  const phases = begun.plan.phases.map(({ label: _, ...phase }, index) => ({
    ...phase,
    name: phase.name as PhaseName,
    took: Math.round((took[index] ?? 0) / MINUTE),
  }));
  return { startedAt: header.startedAt, phases, options: begun.plan.options };
}

/** The time of a line's event, without parsing the line. */
function timeOf(line: string): Millis | undefined {
  const found = /"at":(\d+(?:\.\d+)?)/.exec(line)?.[1];
  return found === undefined ? undefined : Number(found);
}
