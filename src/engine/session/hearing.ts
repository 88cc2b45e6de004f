import { hearNoteOff, hearNoteOn, type Listening, phraseEnd, takePhrase } from "../listening/phrase.ts";
import type { Millis, Pitch } from "../time/units.ts";
import { holdKey, letGo, soundOfHeld, soundOfKey, soundsOn } from "./child-keys.ts";
import type { Command } from "./command.ts";
import { hearEcho, rememberSent } from "./echoes.ts";
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
  if (event.player === "child") return hearChildEnd(session, event);
  if (event.player !== "therapist") return { session, commands: [] };
  const counted = countEnd(session, event.player, at, pitch);
  const { profile } = session.settings;
  const off: Command[] = isSounded(session, "therapist") ? endChild(profile, at, pitch, pad, "therapist") : [];
  const therapist = hearNoteOff(session.listening.therapist, at, pitch);
  return { session: { ...counted, listening: { ...session.listening, therapist } }, commands: off };
}

/** A key of the child's comes up: what ends is what it began as, whatever has been set since. */
function hearChildEnd(session: Session, event: NoteOffEvent): Step {
  const { at, pitch, pad } = event;
  const { childKeys } = session;
  const held = pad ? undefined : soundOfHeld(childKeys, event);
  const sounds = held === undefined ? pitch : held;
  const after = pad ? session : { ...session, childKeys: letGo(childKeys, event) };
  if (sounds === null || (!pad && soundsOn(childKeys, event, sounds))) return { session: after, commands: [] };
  const counted = countEnd(after, "child", at, sounds);
  const next = withChild(counted, hearNoteOff(session.listening.child, at, sounds));
  const off: Command[] = isSounded(session, "child") ? endChild(session.settings.profile, at, sounds, pad) : [];
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

/** The tone that a key has sounded as so far, where it is struck again (nobody saw it let go of) and now sounds as another. */
function toneLeft({ childKeys }: Session, event: NoteOnEvent, sounds: Pitch | null): Pitch | undefined {
  const held = event.pad ? undefined : soundOfHeld(childKeys, event);
  if (held === undefined || held === null || held === sounds) return undefined;
  return soundsOn(childKeys, event, held) ? undefined : held;
}

function soundOf(session: Session, event: NoteOnEvent): Sounded {
  const { limits, settings, stopped } = session;
  const { player, at, pitch, velocity, pad } = event;
  if (!isSounded(session, player)) return { limits, commands: [] };
  if (player === "child") return soundOfChild(session, event);
  return stopped ? { limits, commands: [] } : limitChild(limits, settings.profile, at, pitch, velocity, pad, player);
}

interface Sounded {
  readonly limits: Session["limits"];
  readonly commands: readonly Command[];
}

function soundOfChild(session: Session, event: NoteOnEvent): Sounded {
  const { limits, settings, stopped } = session;
  const { at, pitch, velocity, pad } = event;
  const sounds = soundOfKey(session, at, pitch, pad);
  const left = toneLeft(session, event, sounds);
  const ends = left === undefined ? [] : endChild(settings.profile, at, left);
  if (stopped || sounds === null) return { limits, commands: ends };
  const sounded = limitChild(limits, settings.profile, at, sounds, velocity, pad);
  // What was asked for is the key that was struck.
  const asked = { requested: { pitch, velocity } };
  const commands = sounds === pitch ? sounded.commands : sounded.commands.map((on) => ({ ...on, ...asked }));
  return { limits: sounded.limits, commands: [...ends, ...commands] };
}

/** The session with a key or pad of the child's down: what it sounds as is what is listened to. */
function takeKey(session: Session, event: NoteOnEvent, sounds: Pitch | null, commands: readonly Command[]): Session {
  const { at, pitch, velocity, pad, device } = event;
  const left = toneLeft(session, event, sounds);
  const before = session.listening.child;
  const ended = left === undefined ? before : hearNoteOff(before, at, left);
  const child = sounds === null ? ended : hearNoteOn(ended, at, sounds, velocity, pad);
  return {
    ...withChild(session, child),
    childKeys: pad ? session.childKeys : holdKey(session.childKeys, { device, pitch, sounds }),
    // A note that sounds otherwise than it was struck may come back as a key that nobody struck.
    echoes: sounds === pitch ? session.echoes : rememberSent(session.echoes, commands),
  };
}

function hearChild(session: Session, event: NoteOnEvent, resources: Resources): Step {
  const { at, pitch, pad } = event;
  const sounds = soundOfKey(session, at, pitch, pad);
  const sounded = soundOf(session, event);
  const heard = takeKey(session, event, sounds, sounded.commands);
  // A key that is silent is not heard: in the room, nobody played.
  if (sounds === null) return { session: heard, commands: [...sounded.commands, ...awaitPhraseEnd(heard)] };
  const cue = { kind: "onset", at, ...(pad ? { pad } : {}) } as const;
  const cued = cuePartner(heard, cue, resources);
  const limits = { ...cued.session.limits, childOnsets: sounded.limits.childOnsets };
  const next = { ...cued.session, spaceBroken: false, limits };
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
