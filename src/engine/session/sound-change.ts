import { BEATS_IN_BAR, type Grid, periodOf } from "../partner/grid.ts";
import type { Bpm, Millis } from "../time/units.ts";
import { maySound, type Step } from "./perform.ts";
import { crossfadeOf } from "./profile.ts";
import type { Session } from "./session.ts";
import { commandsFor, type Sounds } from "./sounds.ts";

/** A change is made known so long before its bar line: after the notes of that beat are planned, and before they leave. */
const AHEAD: Millis = 240;
/** What would reach an output later than this before its time waits for the next bar line. */
const LEAST_AHEAD: Millis = 200;
/** The change stands just before what begins with the bar. */
const BEFORE_BAR: Millis = 1;

/** The next bar line that can still be met. */
function barLineAfter({ beat, index, last }: Grid, tempo: Bpm, at: Millis): Millis {
  const soonest = at + LEAST_AHEAD;
  if ((index - 1) % BEATS_IN_BAR === 0 && last >= soonest) return last;
  const beats = (BEATS_IN_BAR - (index % BEATS_IN_BAR)) % BEATS_IN_BAR;
  const line = beat + beats * periodOf(tempo);
  return line >= soonest ? line : line + BEATS_IN_BAR * periodOf(tempo);
}

/** Gives everybody their sounds: the child and the therapist at once, for their next notes, the partner at its bar line. */
export function setSounds(session: Session, at: Millis, sounds: Sounds): Step {
  const { profile } = session.settings;
  const commands = (["child", "therapist"] as const).flatMap((player) => {
    const sound = sounds[player];
    return sound === null || sound === session.sounds[player] ? [] : commandsFor(player, sound, profile, at, 0);
  });
  const turned = turnPartner({ ...session, sounds }, at);
  return { session: turned.session, commands: [...commands, ...turned.commands] };
}

/** Brings the partner to the sound that is chosen for it: at its next bar line, or at once where it keeps no time. */
export function turnPartner(session: Session, at: Millis): Step {
  const { partner: sound } = session.sounds;
  if (sound === null || sound === session.partnerSound) return { session, commands: [] };
  const { profile } = session.settings;
  const { grid, sounding } = session.partner;
  const line = grid && maySound(session) ? barLineAfter(grid, sounding.tempo, at) : null;
  if (line !== null && line - at > AHEAD) {
    return { session, commands: [{ kind: "wake", at: line - AHEAD, name: "sound" }] };
  }
  const from = line === null ? at : line - BEFORE_BAR;
  return {
    session: { ...session, partnerSound: sound },
    commands: commandsFor("partner", sound, profile, from, crossfadeOf(profile)),
  };
}
