import type { Millis } from "../time/units.ts";
import { forgetDropped } from "./echoes.ts";
import { SILENT } from "./limits/level.ts";
import { forgetReleased } from "./limits.ts";
import { andThen, cuePartner, decide, enterTechnique, hush, maySound, type Step } from "./perform.ts";
import type { Resources, Session } from "./session.ts";
import { turnPlayer } from "./turn-player.ts";

/** STOP fades this long. sensory-safety.md 6: silent within 250 ms. */
export const STOP_FADE: Millis = 150;
const QUIET = { out: 1_000, in: 2_000 } as const;
/** The partner stops within a second of Break. */
const BREAK_FADE: Millis = 800;
const CHILD_RAMP: Millis = 1_000;
/** After STOP the partner comes back this much softer, to hold a steady beat. */
const SOFTER_AFTER_STOP = -6;

const nothing = (session: Session): Step => ({ session, commands: [] });

/** All sound ends and what was planned is dropped. It is never undone, only continued. */
export function stop(session: Session, at: Millis): Step {
  const { child, therapist } = session.listening;
  const partner = {
    ...session.partner,
    state: "stopped" as const,
    spaceEndsAt: null,
    grid: null,
    remembered: null,
    duck: 0,
  };
  const next = {
    ...session,
    stopped: true,
    noise: false,
    suggestion: null,
    partner,
    limits: forgetReleased(session.limits, at, STOP_FADE),
    echoes: forgetDropped(session.echoes, at),
    listening: { child: { ...child, phrase: [] }, therapist: { ...therapist, phrase: [] } },
  };
  return { session: decide(next, at, "STOP"), commands: [{ kind: "silence", at, fade: STOP_FADE }] };
}

/** Every note ends and what was planned is dropped, for notes that hang; what comes then sounds again. */
export function endAllNotes(session: Session, at: Millis): Step {
  const ended = {
    ...session,
    noise: false,
    limits: forgetReleased(session.limits, at, STOP_FADE),
    echoes: forgetDropped(session.echoes, at),
  };
  return { session: decide(ended, at, "All notes off"), commands: [{ kind: "silence", at, fade: STOP_FADE }] };
}

/** Leaves STOP calmly: a steady beat, softer than before. */
export function continueCalmly(session: Session, at: Millis, resources: Resources): Step {
  if (!session.stopped) return nothing(session);
  const partner = { ...session.partner, state: "silent" as const };
  const calm = { ...session, stopped: false, trim: SOFTER_AFTER_STOP, unmutedAt: at, partner };
  // A partner that was turned down when STOP came would stay so until the child plays.
  const level = turnPlayer(decide(calm, at, "Continues calmly, softer"), at, "partner", 0, QUIET.in);
  return andThen(level, (next) => enterTechnique(next, "ground", at, resources));
}

/** The partner is silent; the child's instruments sound and the recording goes on. */
export function setQuiet(session: Session, at: Millis, on: boolean, resources: Resources): Step {
  if (on === session.quiet || session.stopped) return nothing({ ...session, quiet: on });
  if (on) {
    const quiet = decide({ ...session, quiet: true }, at, "Quiet: the partner is silent, the child is not");
    return hush(quiet, at, QUIET.out);
  }
  return comeBack(decide({ ...session, quiet: false }, at, "Quiet is over"), at, resources);
}

/** A break for the child: no partner, and the child's own sound soft or off, until the therapist says Ready. */
export function setBreak(session: Session, at: Millis, on: boolean, resources: Resources): Step {
  if (on === session.onBreak || session.stopped) return nothing({ ...session, onBreak: on });
  if (on) {
    const paused = decide({ ...session, onBreak: true, suggestion: null }, at, "Break");
    const softer = Math.min(-12, session.steering.childLevel);
    const level = session.settings.profile.childDuringBreak === "off" ? SILENT : softer;
    return andThen(hush(paused, at, BREAK_FADE), (next) => turnPlayer(next, at, "child", level, CHILD_RAMP));
  }
  const ready = decide({ ...session, onBreak: false }, at, "Ready: the break is over");
  return andThen(turnPlayer(ready, at, "child", session.steering.childLevel, CHILD_RAMP), (next) =>
    comeBack(next, at, resources),
  );
}

/** The partner fades in again with the card that is on. */
function comeBack(session: Session, at: Millis, resources: Resources): Step {
  if (!maySound(session)) return nothing(session);
  const partner = { ...session.partner, duck: 0 };
  const silent = turnPlayer({ ...session, partner }, at, "partner", SILENT, 0);
  return andThen(
    andThen(silent, (next) => turnPlayer(next, at, "partner", 0, QUIET.in)),
    (next) => cuePartner(next, { kind: "enter", at }, resources),
  );
}

/** Down to silence within a minute, and goodbye is offered. */
export function windDown(session: Session, at: Millis, resources: Resources): Step {
  return maySound(session)
    ? enterTechnique(decide(session, at, "Winds down"), "windDown", at, resources)
    : nothing(session);
}

/** The present phrase is the last: then a cadence and silence. */
export function playLastTime(session: Session, at: Millis, resources: Resources): Step {
  return maySound(session)
    ? enterTechnique(decide(session, at, "Last time"), "ending", at, resources)
    : nothing(session);
}
