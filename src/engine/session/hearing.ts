import { hearNoteOff, hearNoteOn, type Listening, phraseEnd, takePhrase } from "../listening/phrase.ts";
import type { Millis, Pitch } from "../time/units.ts";
import type { Command } from "./command.ts";
import { hearEcho } from "./echoes.ts";
import type { NoteOffEvent, NoteOnEvent, SessionEvent, WakeEvent } from "./event.ts";
import { countSound } from "./limits/share.ts";
import { endChild, limitChild } from "./limits.ts";
import { cuePartner, decide, type Step } from "./perform.ts";
import type { Resources, Session } from "./session.ts";

/** A pad sounds so long at the least. measures.md section 2. */
const PAD_SOUND: Millis = 150;

function awaitPhraseEnd({ listening, steering }: Session): Command[] {
  const end = phraseEnd(listening.child, steering.phraseEnd);
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
  const { at, pitch, pad } = event;
  if (event.player !== "child" && event.player !== "therapist") return { session, commands: [] };
  const counted = countEnd(session, event.player, at, pitch);
  const { profile } = session.settings;
  const off: Command[] = isSounded(session, event.player) ? endChild(profile, at, pitch, pad, event.player) : [];
  if (event.player === "therapist") {
    const therapist = hearNoteOff(session.listening.therapist, at, pitch);
    return { session: { ...counted, listening: { ...session.listening, therapist } }, commands: off };
  }
  const next = withChild(counted, hearNoteOff(session.listening.child, at, pitch));
  return { session: next, commands: [...off, ...awaitPhraseEnd(next)] };
}

/** The note that ends counts for its player's share of the sounding time; a pad's for a little longer than it is held. */
function countEnd(session: Session, player: "child" | "therapist", at: Millis, pitch: Pitch): Session {
  const { phrase } = session.listening[player];
  const note = phrase.findLast((open) => open.pitch === pitch && open.duration === null);
  if (!note) return session;
  const to = note.pad ? Math.max(at, note.onset + PAD_SOUND) : at;
  return { ...session, limits: countSound(session.limits, player, note.onset, to) };
}

/** Whether the engine sounds what a person plays. */
function isSounded({ settings }: Session, player: NoteOnEvent["player"]): player is "child" | "therapist" {
  return player === "child" ? settings.childSound : player === "therapist" && settings.therapistSound === true;
}

/**
 * A person's own sound for an event, before anything else is made of it: the very commands with which the step's will begin.
 * Whoever performs them first need not let the child wait for the listening.
 */
export function soundAtOnce(session: Session, event: SessionEvent): readonly Command[] {
  if (event.kind !== "noteOn" || hearEcho(session.echoes, event).echo) return [];
  return soundOf(session, event).commands;
}

function soundOf(session: Session, { player, at, pitch, velocity, pad }: NoteOnEvent) {
  const { limits, settings, stopped } = session;
  return isSounded(session, player) && !stopped
    ? limitChild(limits, settings.profile, at, pitch, velocity, pad, player)
    : { limits, commands: [] };
}

function hearChild(session: Session, event: NoteOnEvent, resources: Resources): Step {
  const { at, pitch, velocity } = event;
  const heard = withChild(session, hearNoteOn(session.listening.child, at, pitch, velocity, event.pad));
  const cue = { kind: "onset", at, ...(event.pad ? { pad: event.pad } : {}) } as const;
  const cued = cuePartner(heard, cue, resources);
  const sounded = soundOf(cued.session, event);
  const next = { ...cued.session, spaceBroken: false, limits: sounded.limits };
  // The child's own sound goes first: nobody else's commands stand before it.
  return { session: next, commands: [...sounded.commands, ...cued.commands, ...awaitPhraseEnd(next)] };
}

/** The therapist's own playing: listened to, sounded, and noted where it breaks a space. Nobody answers it. */
function hearTherapist(session: Session, event: NoteOnEvent): Step {
  const { at, pitch, velocity, pad } = event;
  const therapist = hearNoteOn(session.listening.therapist, at, pitch, velocity, pad);
  const { limits, commands } = soundOf(session, event);
  const next = { ...session, limits, listening: { ...session.listening, therapist } };
  if (session.partner.spaceEndsAt === null || session.spaceBroken) return { session: next, commands };
  return { session: decide({ ...next, spaceBroken: true }, at, "An adult played into the space"), commands };
}

/** The child's phrase may be over. */
export function endPhrase(session: Session, event: WakeEvent, resources: Resources): Step {
  const end = phraseEnd(session.listening.child, session.steering.phraseEnd);
  if (end === undefined || end > event.due) return { session, commands: [] };
  const { phrase, listening } = takePhrase(session.listening.child, event.at);
  return cuePartner(withChild(session, listening), { kind: "phrase", at: event.at, phrase }, resources);
}
