import { steer } from "../partner/steering.ts";
import type { Millis } from "../time/units.ts";
import type { SteerEvent } from "./event.ts";
import { redo, remember, type Setting, takeBack } from "./history.ts";
import { decide, enterTechnique, type Step } from "./perform.ts";
import type { Resources, Session } from "./session.ts";

/** What can be taken back of a session as it is now. */
function settingOf({ steering, technique }: Session): Setting {
  return { steering, technique };
}

/** The session, with its present setting kept for Undo. `changed` names what is about to change. */
export function keepSetting(session: Session, at: Millis, changed: string): Session {
  return { ...session, history: remember(session.history, at, settingOf(session), changed) };
}

/** The therapist set something. The partner moves towards it. */
export function steerSession(session: Session, { at, change }: SteerEvent): Step {
  const kept = keepSetting(session, at, Object.keys(change).sort().join(" "));
  return withSteering(kept, at, steer(session.steering, change));
}

function withSteering(session: Session, at: Millis, steering: Session["steering"]): Step {
  // Allowed from now on: the silence is counted from here.
  const allowed = steering.mayStart !== null && steering.mayStart !== session.steering.mayStart;
  const wakes = allowed ? [{ kind: "wake", at: at + (steering.mayStart ?? 0), name: "mayStart" } as const] : [];
  return { session: { ...session, steering }, commands: wakes };
}

/** A step back or forward through what was set. The music moves there as it does for any change: nothing jumps. */
export function travel(session: Session, at: Millis, direction: "undo" | "redo", resources: Resources): Step {
  const found = (direction === "undo" ? takeBack : redo)(session.history, settingOf(session));
  if (!found) return { session, commands: [] };
  const { setting, history } = found;
  const steered = withSteering({ ...session, history }, at, setting.steering);
  if (setting.technique === session.technique) return steered;
  const said = decide(steered.session, at, direction === "undo" ? "Back to the card before" : "The card again");
  const entered = enterTechnique(said, setting.technique, at, resources);
  return { session: entered.session, commands: [...steered.commands, ...entered.commands] };
}
