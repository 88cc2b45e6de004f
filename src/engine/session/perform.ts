import { lastSound } from "../listening/phrase.ts";
import { moveBlend } from "../partner/blend.ts";
import type { Proposal } from "../partner/proposal.ts";
import { proposalFor } from "../partner/proposals.ts";
import type { Maker } from "../partner/steering.ts";
import type { Cue, Reaction, Technique } from "../partner/technique.ts";
import { labelOf, techniqueNamed } from "../partner/techniques.ts";
import { keepInside } from "../partner/tones.ts";
import { watch } from "../partner/watched.ts";
import type { SegmentNetworks } from "../ports.ts";
import { fork, seeded } from "../random.ts";
import type { Millis } from "../time/units.ts";
import type { Command } from "./command.ts";
import type { Decision } from "./decision.ts";
import { forgetDropped, rememberSent } from "./echoes.ts";
import { isGuidedSilence, steeringNow } from "./eeg-state.ts";
import { tellHeld } from "./limits/held.ts";
import { limitLevel } from "./limits/level.ts";
import { forgetReleased, limitPartner } from "./limits.ts";
import type { Profile } from "./profile.ts";
import type { Resources, Session } from "./session.ts";
import { takeProposal } from "./suggestion.ts";

/** What comes of an event. */
export interface Step {
  readonly session: Session;
  readonly commands: readonly Command[];
}

/** A card that goes fades this long. */
const CARD_FADE: Millis = 1_000;
/** "At the limit" is said once a minute. */
const LIMIT_EVERY: Millis = 60_000;
const DECISIONS_KEPT = 20;

/** The session with one more sentence in the log of decisions. */
export function decide(session: Session, at: Millis, text: string): Session {
  const decision: Decision = { at, text };
  return { ...session, decisions: [...session.decisions, decision].slice(-DECISIONS_KEPT) };
}

/** One step after another; the commands stand in that order. */
export function andThen(first: Step, next: (session: Session) => Step): Step {
  const second = next(first.session);
  return { session: second.session, commands: [...first.commands, ...second.commands] };
}

/** The child's limits with the share that the therapist has set: it only ever lowers what they allow. */
function withShare(profile: Profile, share: number | null): Profile {
  return share === null || share >= profile.share ? profile : { ...profile, share };
}

/** Turns what a technique wants into commands, through the limits: the only way the partner's notes leave. */
export function perform(session: Session, at: Millis, reaction: Reaction): Step {
  const commands: Command[] = [];
  let { limits, limit, echoes } = session;
  if (reaction.release !== undefined) {
    commands.push({ kind: "release", at, player: "partner", fade: reaction.release });
    limits = forgetReleased(limits, at, reaction.release);
    echoes = forgetDropped(echoes, at);
  }
  if (reaction.level) {
    const turned = limitLevel(limits, session.settings.profile, { at, player: "partner", ...reaction.level });
    limits = turned.limits;
    commands.push(...turned.commands);
  }
  if (reaction.play && reaction.play.length > 0) {
    const profile = withShare(session.settings.profile, session.steering.share);
    // After STOP the child's keys are heard and make no sound, until the music goes on.
    const since = session.settings.childSound ? session.unmutedAt : undefined;
    // A stroke that falls together with the partner's note does not make the room one that has sounded.
    const roomSounded = lastSound(session.listening.child, since, at);
    const ritual = techniqueNamed(session.technique)?.ritual ?? false;
    const passed = limitPartner(limits, profile, reaction.play, at, session.trim, roomSounded, ritual);
    limits = passed.limits;
    echoes = rememberSent(echoes, passed.commands);
    commands.push(...passed.commands);
    if (passed.held && (!limit || at - limit.at >= LIMIT_EVERY)) {
      limit = { at, text: tellHeld(profile, passed.held) };
    }
  }
  for (const wake of reaction.wakes ?? []) commands.push({ kind: "wake", ...wake });
  const next = { ...session, partner: reaction.partner, limits, limit, echoes };
  return { session: reaction.decision ? decide(next, at, reaction.decision) : next, commands };
}

/** What makes the melodies, as the therapist has chosen; the networks where there is nothing else. */
export function networksOf({ networks, common, rules }: Resources, maker: Maker): SegmentNetworks {
  return (maker === "rules" ? rules : maker === "common" ? common : undefined) ?? networks;
}

/** Whether the partner may sound at all. */
export function maySound(session: Session): boolean {
  const { running, stopped, quiet, onBreak } = session;
  return running && !stopped && !quiet && !onBreak && !isGuidedSilence(session);
}

function react(session: Session, technique: Technique, cue: Cue, resources: Resources): Reaction {
  const { settings, listening } = session;
  const { profile } = settings;
  const partner = moveBlend(session.partner, cue);
  const reaction = technique.react(
    {
      networks: networksOf(resources, session.steering.maker),
      library: resources.library,
      random: fork(seeded(settings.seed), "partner"),
      range: { low: profile.lowNote, high: profile.topNote },
      cap: profile.velocityCap,
      tempoRange: profile.tempo,
      steering: steeringNow(session),
      partner,
      listening: listening.child,
      therapist: listening.therapist,
      tunes: session.tunes,
    },
    cue,
  );
  // A song is the same every time: it is in a key of its own, and known by its notes.
  if (!reaction.play || technique.ritual) return reaction;
  return { ...reaction, play: keepInside(reaction.partner, session.steering.key, reaction.play) };
}

/** Hands the cue to the technique, if the partner may sound. */
export function cuePartner(session: Session, cue: Cue, resources: Resources): Step {
  const technique = techniqueNamed(session.technique);
  if (!technique || !maySound(session)) return { session, commands: [] };
  const reaction = react(session, technique, cue, resources);
  const { become } = reaction;
  const watched = watch(session.watched, cue, session.partner, session.listening.child, reaction);
  const propose = reaction.propose ?? proposalFor(watched, cue, session.partner, technique);
  const performed = perform({ ...session, watched }, cue.at, reaction);
  const gone =
    become === undefined ? performed : andThen(performed, (next) => enterTechnique(next, become, cue.at, resources));
  return propose ? andThen(gone, (next) => weighProposal(next, cue.at, propose, resources)) : gone;
}

/** A proposal is passed over, offered, or taken at once. */
function weighProposal(session: Session, at: Millis, proposal: Proposal, resources: Resources): Step {
  const { session: weighed, now } = takeProposal(session, at, proposal);
  if (!now) return { session: weighed, commands: [] };
  return enterTechnique(
    decide(weighed, at, `Changes to ${labelOf(proposal.technique)}: ${proposal.reason}`),
    proposal.technique,
    at,
    resources,
  );
}

/** The partner falls silent over `fade`; what it had planned is dropped. */
export function hush(session: Session, at: Millis, fade: Millis): Step {
  const { duck } = session.partner;
  const partner = {
    ...session.partner,
    state: "silent" as const,
    spaceEndsAt: null,
    grid: null,
    remembered: null,
    duck: 0,
  };
  return perform(session, at, { partner, release: fade, ...(duck === 0 ? {} : { level: { level: 0, over: fade } }) });
}

/**
 * Another card goes on. Two that keep time hand the beat over, and an ending lets what sounds end; else the one before fades. Nothing happens for a name that is
 * none.
 */
export function enterTechnique(session: Session, name: string, at: Millis, resources: Resources): Step {
  const technique = techniqueNamed(name);
  if (!technique) return { session, commands: [] };
  const before = techniqueNamed(session.technique);
  const handOver =
    technique.letsFinish || (technique.keepsTime && before?.keepsTime === true && session.partner.grid !== null);
  const left: Step = handOver
    ? { session: { ...session, partner: { ...session.partner, remembered: null } }, commands: [] }
    : hush(session, at, CARD_FADE);
  return andThen(left, (next) =>
    cuePartner({ ...next, technique: name, techniqueSince: at, suggestion: null }, { kind: "enter", at }, resources),
  );
}
