import type { Partner } from "../partner/partner.ts";
import { type Maker, steer } from "../partner/steering.ts";
import type { Millis } from "../time/units.ts";
import type { SoundEvent, SteerEvent } from "./event.ts";
import { redo, remember, type Setting, takeBack } from "./history.ts";
import { andThen, decide, enterTechnique, networksOf, type Step } from "./perform.ts";
import type { Resources, Session } from "./session.ts";
import { setSounds } from "./sound-change.ts";
import { mayUseSound } from "./sounds.ts";

/** What can be taken back of a session as it is now. */
function settingOf({ steering, technique, sounds }: Session): Setting {
  return { steering, technique, sounds };
}

/** The session, with its present setting kept for Undo. `changed` names what is about to change. */
export function keepSetting(session: Session, at: Millis, changed: string): Session {
  return { ...session, history: remember(session.history, at, settingOf(session), changed) };
}

/** The therapist set something. The partner moves towards it. */
export function steerSession(session: Session, { at, change }: SteerEvent, resources: Resources): Step {
  const kept = keepSetting(session, at, Object.keys(change).sort().join(" "));
  return withSteering(kept, at, steer(session.steering, change), resources);
}

/** The therapist chose a sound. One that is off for this child is not taken, by whatever way it is asked for. */
export function chooseSound(session: Session, { at, player, sound }: SoundEvent): Step {
  if (sound === session.sounds[player]) return { session, commands: [] };
  if (!mayUseSound(sound, session.settings.profile)) {
    return { session: decide(session, at, "That sound is off for this child"), commands: [] };
  }
  return setSounds(keepSetting(session, at, `sound ${player}`), at, { ...session.sounds, [player]: sound });
}

/** The partner's melody goes on, and who makes it from now on remembers nothing of it. */
function changeMaker({ partner }: Session, maker: Maker, resources: Resources): Partner {
  if (!partner.stream) return partner;
  const { pitch, trend } = networksOf(resources, maker);
  return { ...partner, stream: { ...partner.stream, memory: { pitch: pitch.initial(), trend: trend.initial() } } };
}

function withSteering(session: Session, at: Millis, steering: Session["steering"], resources: Resources): Step {
  // Allowed from now on: the silence is counted from here.
  const allowed = steering.mayStart !== null && steering.mayStart !== session.steering.mayStart;
  const wakes = allowed ? [{ kind: "wake", at: at + (steering.mayStart ?? 0), name: "mayStart" } as const] : [];
  const { maker } = steering;
  const partner = maker === session.steering.maker ? session.partner : changeMaker(session, maker, resources);
  return { session: { ...session, steering, partner }, commands: wakes };
}

/** A step back or forward through what was set. The music moves there as it does for any change: nothing jumps. */
export function travel(session: Session, at: Millis, direction: "undo" | "redo", resources: Resources): Step {
  const found = (direction === "undo" ? takeBack : redo)(session.history, settingOf(session));
  if (!found) return { session, commands: [] };
  const { setting, history } = found;
  const steered = andThen(withSteering({ ...session, history }, at, setting.steering, resources), (next) =>
    setSounds(next, at, setting.sounds),
  );
  if (setting.technique === session.technique) return steered;
  const said = decide(steered.session, at, direction === "undo" ? "Back to the card before" : "The card again");
  const entered = enterTechnique(said, setting.technique, at, resources);
  return { session: entered.session, commands: [...steered.commands, ...entered.commands] };
}
