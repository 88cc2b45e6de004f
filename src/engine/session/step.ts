import { hearNoteOff, hearNoteOn, lastSound, phraseEnd, takePhrase } from "../listening/phrase.ts";
import type { Cue, PartnerWake, Reaction } from "../partner/technique.ts";
import { techniqueNamed } from "../partner/techniques.ts";
import { fork, seeded } from "../random.ts";
import type { Millis } from "../time/units.ts";
import type { Command } from "./command.ts";
import type { Decision } from "./decision.ts";
import type { DeviceEvent, NoteOffEvent, NoteOnEvent, SessionEvent, WakeEvent } from "./event.ts";
import { forgetReleased, limitChild, limitPartner } from "./limits.ts";
import type { Resources, Session } from "./session.ts";

/** What comes of an event. */
export interface Step {
  readonly session: Session;
  readonly commands: readonly Command[];
}

/** STOP fades this long. sensory-safety.md 6: silent within 250 ms. */
export const STOP_FADE: Millis = 150;
const QUIET_FADE: Millis = 1_000;
/** After STOP the partner comes back this much softer. */
const SOFTER_AFTER_STOP = -6;
/** "At the limit" is said once a minute. */
const LIMIT_EVERY: Millis = 60_000;
const DECISIONS_SHOWN = 8;
/** A space lasts 2–60 s. practice.md 8. */
const SPACE = { least: 2_000, most: 60_000 };

function decide(session: Session, at: Millis, text: string): Session {
  const decision: Decision = { at, text };
  return { ...session, decisions: [...session.decisions, decision].slice(-DECISIONS_SHOWN) };
}

/** Turns what a technique wants into commands, through the limits: the only way the partner's notes leave. */
function perform(session: Session, at: Millis, reaction: Reaction): Step {
  const commands: Command[] = [];
  let limits = session.limits;
  let limit = session.limit;
  if (reaction.release !== undefined) {
    commands.push({ kind: "release", at, player: "partner", fade: reaction.release });
    limits = forgetReleased(limits, at, reaction.release);
  }
  if (reaction.play) {
    const passed = limitPartner(
      limits,
      session.settings.profile,
      reaction.play,
      at,
      session.trim,
      lastSound(session.listening),
    );
    limits = passed.limits;
    commands.push(...passed.commands);
    if (passed.held && (!limit || at - limit.at >= LIMIT_EVERY)) limit = { at, text: `At the limit: ${passed.held}` };
  }
  for (const wake of reaction.wakes ?? []) commands.push({ kind: "wake", ...wake });
  const next = { ...session, partner: reaction.partner, limits, limit };
  return { session: reaction.decision ? decide(next, at, reaction.decision) : next, commands };
}

/** Hands the cue to the technique, if the partner may sound. */
function cuePartner(session: Session, cue: Cue, resources: Resources): Step {
  const technique = techniqueNamed(session.technique);
  if (!technique || !session.running || session.stopped || session.quiet) return { session, commands: [] };
  const { settings } = session;
  const reaction = technique.react(
    {
      networks: resources.networks,
      library: resources.library,
      random: fork(seeded(settings.seed), "partner"),
      range: { low: settings.profile.lowNote, high: settings.profile.topNote },
      tempoRange: settings.profile.tempo,
      space: session.space,
      mayOfferAgain: settings.mayOfferAgain,
      partner: session.partner,
      listening: session.listening,
    },
    cue,
  );
  return perform(session, cue.at, reaction);
}

function awaitPhraseEnd(session: Session): Command[] {
  const end = phraseEnd(session.listening);
  return end === undefined ? [] : [{ kind: "wake", at: end, name: "phraseEnds" }];
}

function hearChild(session: Session, event: NoteOnEvent, resources: Resources): Step {
  const listening = hearNoteOn(session.listening, event.at, event.pitch, event.velocity);
  const heard = { ...session, listening };
  const cued = cuePartner(heard, { kind: "onset", at: event.at }, resources);
  const commands = [...cued.commands];
  let next = cued.session;
  if (session.settings.childSound && !session.stopped) {
    const passed = limitChild(next.limits, session.settings.profile, event.at, event.pitch, event.velocity);
    next = { ...next, limits: passed.limits };
    // The child's own sound goes first: nobody else's commands stand before it.
    commands.unshift(...passed.commands);
  }
  return { session: next, commands: [...commands, ...awaitPhraseEnd(next)] };
}

function hearRelease(session: Session, event: NoteOffEvent): Step {
  const next = { ...session, listening: hearNoteOff(session.listening, event.at, event.pitch) };
  const off: Command[] = session.settings.childSound
    ? [{ kind: "noteOff", at: event.at, player: "child", pitch: event.pitch }]
    : [];
  return { session: next, commands: [...off, ...awaitPhraseEnd(next)] };
}

function wake(session: Session, event: WakeEvent, resources: Resources): Step {
  if (event.name !== "phraseEnds") {
    return cuePartner(session, { kind: "wake", at: event.at, name: event.name as PartnerWake }, resources);
  }
  const end = phraseEnd(session.listening);
  if (end === undefined || end > event.due) return { session, commands: [] };
  const { phrase, listening } = takePhrase(session.listening, event.at);
  return cuePartner({ ...session, listening }, { kind: "phrase", at: event.at, phrase }, resources);
}

function showDevice(session: Session, { device, status, text }: DeviceEvent): Session {
  const others = session.devices.filter((other) => other.device !== device);
  return { ...session, devices: [...others, { device, status, text }].sort((a, b) => (a.device < b.device ? -1 : 1)) };
}

/** The partner falls silent over `fade`; what it had planned is dropped. */
function hush(session: Session, at: Millis, fade: Millis): Step {
  return perform(session, at, { partner: { ...session.partner, state: "silent", spaceEndsAt: null }, release: fade });
}

/**
 * One step of a session: what happened goes in, the next session and the commands come out. Pure: reads no clock and no
 * chance of its own; equal arguments give equal results.
 */
export function step(session: Session, event: SessionEvent, resources: Resources): Step {
  const { at } = event;
  const enter = (next: Session) => cuePartner(next, { kind: "enter", at }, resources);
  switch (event.kind) {
    case "noteOn":
      return event.player === "child" ? hearChild(session, event, resources) : { session, commands: [] };
    case "noteOff":
      return event.player === "child" ? hearRelease(session, event) : { session, commands: [] };
    case "wake":
      return wake(session, event, resources);
    case "start":
      return session.running ? { session, commands: [] } : enter(decide({ ...session, running: true }, at, "Begins"));
    case "finish": {
      const hushed = hush(session, at, QUIET_FADE);
      return { ...hushed, session: decide({ ...hushed.session, running: false }, at, "Ends") };
    }
    case "stop": {
      const partner = { ...session.partner, state: "stopped" as const, spaceEndsAt: null };
      const limits = forgetReleased(session.limits, at, STOP_FADE);
      const next = { ...session, stopped: true, partner, limits, listening: { ...session.listening, phrase: [] } };
      return { session: decide(next, at, "STOP"), commands: [{ kind: "silence", at, fade: STOP_FADE }] };
    }
    case "continue":
      if (!session.stopped) return { session, commands: [] };
      return enter(
        decide(
          { ...session, stopped: false, trim: SOFTER_AFTER_STOP, partner: { ...session.partner, state: "silent" } },
          at,
          "Continues calmly, softer",
        ),
      );
    case "quiet": {
      if (event.on === session.quiet || session.stopped)
        return { session: { ...session, quiet: event.on }, commands: [] };
      if (!event.on) return enter(decide({ ...session, quiet: false }, at, "Quiet is over"));
      const hushed = hush(
        decide({ ...session, quiet: true }, at, "Quiet: the partner is silent, the child is not"),
        at,
        QUIET_FADE,
      );
      return hushed;
    }
    case "technique": {
      const technique = techniqueNamed(event.technique);
      if (!technique) return { session, commands: [] };
      const hushed = hush(decide(session, at, `${technique.label}, by the therapist`), at, QUIET_FADE);
      const entered = enter({ ...hushed.session, technique: technique.name });
      return { session: entered.session, commands: [...hushed.commands, ...entered.commands] };
    }
    case "space": {
      const space = Math.max(SPACE.least, Math.min(SPACE.most, event.seconds * 1_000));
      return { session: decide({ ...session, space }, at, `Leaves ${space / 1_000} s of space`), commands: [] };
    }
    case "device":
      return { session: showDevice(session, event), commands: [] };
    case "late": {
      const late = {
        count: session.late.count + event.count,
        worst: Math.max(session.late.worst, event.worst),
      };
      return { session: { ...session, late }, commands: [] };
    }
  }
}
