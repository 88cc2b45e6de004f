import type { Millis } from "../time/units.ts";
import type { ChildCardShown } from "./child-view.ts";
import type { Command } from "./command.ts";
import { beginShare } from "./limits/share.ts";
import { andThen, decide, enterTechnique, type Step } from "./perform.ts";
import {
  announcementAfter,
  enterPhase,
  isForeseen,
  makePlan,
  mayEnter,
  openPlan,
  type PhaseName,
  type Plan,
  type PlannedPhase,
  type PlanOptions,
  type TemplateName,
} from "./plan.ts";
import type { Resources, Session } from "./session.ts";

/** A phase can be made longer by so much at a time. */
const LONGEST_EXTENSION = 30;

function awaitAnnouncement(plan: Plan | null, at: Millis): Command[] {
  const next = plan && announcementAfter(plan, at);
  return next ? [{ kind: "wake", at: next.at, name: "phase" }] : [];
}

/** The plan, with as many announcements as this child needs. */
function warned({ settings }: Session, plan: Plan): Plan {
  return settings.warnings === undefined ? plan : { ...plan, warnings: settings.warnings };
}

/** The session is planned after a template; nothing begins. */
export function planSession(session: Session, at: Millis, template: TemplateName): Step {
  const plan = warned(session, openPlan(template));
  return { session: decide({ ...session, plan }, at, `Plan of ${template} minutes`), commands: [] };
}

/** The session is planned as the therapist made it; nothing begins. A plan without a phase is none. */
export function planOwn(
  session: Session,
  at: Millis,
  phases: readonly PlannedPhase[],
  options?: Partial<PlanOptions>,
): Step {
  const plan = makePlan(phases, options);
  if (plan.phases.length === 0) return { session, commands: [] };
  const minutes = plan.phases.reduce((sum, phase) => sum + phase.minutes, 0);
  return {
    session: decide({ ...session, plan: warned(session, plan) }, at, `Plan of ${minutes} minutes`),
    commands: [],
  };
}

/**
 * The therapist goes to a phase, any of them: its card goes on, and the child's screen says so where the plan did not foresee it.
 * Without a plan, or for a number that is none, nothing happens.
 */
export function beginPhase(session: Session, at: Millis, phase: number, resources: Resources): Step {
  const next = session.plan?.phases[phase];
  if (!session.plan || !next) return { session, commands: [] };
  if (!mayEnter(session.plan, phase)) {
    return { session: decide(session, at, "The order of the phases is locked"), commands: [] };
  }
  const plan = enterPhase(session.plan, phase, at);
  const childView = { ...session.childView, card: changeCard(session, phase) };
  const entered = decide(
    { ...session, plan, childView, limits: beginShare(session.limits, at) },
    at,
    `${next.label}, by the therapist`,
  );
  return andThen({ session: entered, commands: awaitAnnouncement(plan, at) }, (begun) =>
    enterTechnique(begun, next.technique, at, resources),
  );
}

/** Back in a phase that was left by mistake, as if it had not been left; the card is another matter. */
export function returnToPhase(session: Session, at: Millis, plan: Plan): Step {
  const label = plan.phases[plan.phase]?.label ?? "Before the first phase";
  return { session: decide({ ...session, plan }, at, `Back to: ${label}`), commands: awaitAnnouncement(plan, at) };
}

/** Before a step that the plan did not foresee the child is told that something is different; a foreseen one takes that card away. */
function changeCard({ plan, childView }: Session, phase: number): ChildCardShown | null {
  const next = plan?.phases[phase];
  if (plan && next && !isForeseen(plan, phase)) return { kind: "change", picture: next.name as PhaseName };
  return childView.card?.kind === "change" ? null : childView.card;
}

/** The present phase is planned to last longer, or less long. */
export function extendPhase(session: Session, at: Millis, minutes: number): Step {
  if (!session.plan || !Number.isFinite(minutes)) return { session, commands: [] };
  const more = Math.max(-LONGEST_EXTENSION, Math.min(LONGEST_EXTENSION, minutes));
  const plan = { ...session.plan, extra: session.plan.extra + more };
  const text = more < 0 ? `${-more} min less for this phase` : `${more} min more for this phase`;
  return { session: decide({ ...session, plan }, at, text), commands: awaitAnnouncement(plan, at) };
}

/** Says that a phase nears its end, at the time it was `due`. It does nothing else: the therapist acts. */
export function announce(session: Session, at: Millis, due: Millis): Step {
  const { plan } = session;
  const next = plan && announcementAfter(plan, due - 1);
  if (!next || next.at > due) return { session, commands: [] };
  return { session: decide(session, at, next.text), commands: awaitAnnouncement(plan, due) };
}
