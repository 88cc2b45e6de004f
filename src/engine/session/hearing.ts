import { hearNoteOff, hearNoteOn, type Listening, phraseEnd, takePhrase } from "../listening/phrase.ts";
import type { Command } from "./command.ts";
import { hearEcho } from "./echoes.ts";
import type { NoteOffEvent, NoteOnEvent, WakeEvent } from "./event.ts";
import { limitChild } from "./limits.ts";
import { cuePartner, decide, type Step } from "./perform.ts";
import type { Resources, Session } from "./session.ts";

function awaitPhraseEnd({ listening }: Session): Command[] {
  const end = phraseEnd(listening.child);
  return end === undefined ? [] : [{ kind: "wake", at: end, name: "phraseEnds" }];
}

function withChild(session: Session, child: Listening): Session {
  return { ...session, listening: { ...session.listening, child } };
}

/** A key or pad goes down. Each device belongs to a player; the partner's own notes, come back, belong to nobody. */
export function hearStart(session: Session, event: NoteOnEvent, resources: Resources): Step {
  const { echo, echoes } = hearEcho(session.echoes, event);
  const next = { ...session, echoes };
  if (echo) return { session: next, commands: [] };
  if (event.player === "child") return hearChild(next, event, resources);
  if (event.player === "therapist") return hearTherapist(next, event);
  return { session: next, commands: [] };
}

/** A key or pad comes up. */
export function hearEnd(session: Session, event: NoteOffEvent): Step {
  const { echo, echoes } = hearEcho(session.echoes, event);
  if (echo) return { session: { ...session, echoes }, commands: [] };
  const { at, pitch } = event;
  if (event.player === "therapist") {
    const therapist = hearNoteOff(session.listening.therapist, at, pitch);
    return { session: { ...session, listening: { ...session.listening, therapist } }, commands: [] };
  }
  if (event.player !== "child") return { session, commands: [] };
  const next = withChild(session, hearNoteOff(session.listening.child, at, pitch));
  const off: Command[] = session.settings.childSound ? [{ kind: "noteOff", at, player: "child", pitch }] : [];
  return { session: next, commands: [...off, ...awaitPhraseEnd(next)] };
}

function hearChild(session: Session, event: NoteOnEvent, resources: Resources): Step {
  const { at, pitch, velocity } = event;
  const heard = withChild(session, hearNoteOn(session.listening.child, at, pitch, velocity, event.pad));
  const cue = { kind: "onset", at, ...(event.pad ? { pad: event.pad } : {}) } as const;
  const cued = cuePartner(heard, cue, resources);
  const commands = [...cued.commands];
  let next = { ...cued.session, spaceBroken: false };
  if (session.settings.childSound && !session.stopped) {
    const passed = limitChild(next.limits, session.settings.profile, at, pitch, velocity);
    next = { ...next, limits: passed.limits };
    // The child's own sound goes first: nobody else's commands stand before it.
    commands.unshift(...passed.commands);
  }
  return { session: next, commands: [...commands, ...awaitPhraseEnd(next)] };
}

/** The therapist's own playing: listened to, and noted where it breaks a space. Nobody answers it. */
function hearTherapist(session: Session, { at, pitch, velocity, pad }: NoteOnEvent): Step {
  const therapist = hearNoteOn(session.listening.therapist, at, pitch, velocity, pad);
  const next = { ...session, listening: { ...session.listening, therapist } };
  if (session.partner.spaceEndsAt === null || session.spaceBroken) return { session: next, commands: [] };
  return { session: decide({ ...next, spaceBroken: true }, at, "An adult played into the space"), commands: [] };
}

/** The child's phrase may be over. */
export function endPhrase(session: Session, event: WakeEvent, resources: Resources): Step {
  const end = phraseEnd(session.listening.child);
  if (end === undefined || end > event.due) return { session, commands: [] };
  const { phrase, listening } = takePhrase(session.listening.child, event.at);
  return cuePartner(withChild(session, listening), { kind: "phrase", at: event.at, phrase }, resources);
}
