import type { Partner } from "../partner/partner.ts";
import { type Maker, steer } from "../partner/steering.ts";
import type { Millis } from "../time/units.ts";
import type { SoundEvent, SteerEvent } from "./event.ts";
import { redo, remember, type Setting, takeBack } from "./history.ts";
import { goHome } from "./home-change.ts";
import { andThen, decide, enterTechnique, networksOf, type Step } from "./perform.ts";
import { returnToPhase } from "./phases.ts";
import type { Resources, Session } from "./session.ts";
import { setSounds } from "./sound-change.ts";
import { mayUseSound } from "./sounds.ts";
import { turnPlayer } from "./turn-player.ts";

/** The child's own instrument gets softer or louder over this time. */
const CHILD_RAMP: Millis = 1_000;

/** What can be taken back of a session as it is now. */
function settingOf({ steering, technique, sounds }: Session): Setting {
  return { steering, technique, sounds };
}

/** The session, with its present setting and phase kept for Undo. */
export function keepPhase(session: Session, at: Millis): Session {
  const { plan, history } = session;
  return plan
    ? { ...session, history: remember(history, at, { ...settingOf(session), plan }, `phase ${at}`) }
    : session;
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
  const steered = andThen({ session: { ...session, steering, partner }, commands: wakes }, (next) =>
    goHome(next, session.steering.key, at),
  );
  if (steering.childLevel === session.steering.childLevel || session.onBreak) return steered;
  return andThen(steered, (next) => turnPlayer(next, at, "child", steering.childLevel, CHILD_RAMP));
}

/** A step back or forward through what was set. The music moves there as it does for any change: nothing jumps. */
export function travel(session: Session, at: Millis, direction: "undo" | "redo", resources: Resources): Step {
  const next = (direction === "undo" ? session.history.past : session.history.future).at(-1);
  const present = next?.plan && session.plan ? { ...settingOf(session), plan: session.plan } : settingOf(session);
  const found = (direction === "undo" ? takeBack : redo)(session.history, present);
  if (!found) return { session, commands: [] };
  const { setting, history } = found;
  const replanned = setting.plan ? returnToPhase({ ...session, history }, at, setting.plan) : undefined;
  const kept = replanned ?? { session: { ...session, history }, commands: [] };
  const steered = andThen(
    andThen(kept, (next) => withSteering(next, at, setting.steering, resources)),
    (next) => setSounds(next, at, setting.sounds),
  );
  if (setting.technique === session.technique) return steered;
  const said = decide(steered.session, at, direction === "undo" ? "Back to the card before" : "The card again");
  const entered = enterTechnique(said, setting.technique, at, resources);
  return { session: entered.session, commands: [...steered.commands, ...entered.commands] };
}
