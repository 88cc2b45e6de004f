import type { Millis } from "../../time/units.ts";
import type { Player } from "../player.ts";
import type { Profile } from "../profile.ts";
import type { AllowedNote, Limits } from "./memory.ts";

interface Span {
  readonly from: Millis;
  readonly to: Millis;
}

/** Sounding time of a player; overlaps count once. */
interface Sounded {
  readonly total: Millis;
  /** The last spans, joined and in order: what comes later may overlap them. */
  readonly spans: readonly Span[];
}

/**
 * Who sounded for how long since the phase began; of the partner, its melody: what lies under it takes no turn from the child.
 * As the measure `partner_share` has it, each player's own overlapping notes count once, and the players are added up, so that
 * playing together is half each.
 */
export interface Share {
  readonly since: Millis;
  readonly partner: Millis;
  readonly others: Readonly<Partial<Record<Player, Sounded>>>;
  /** Whether the partner rests until it may play for a while again. */
  readonly rests: boolean;
}

/** Nobody has sounded. */
export const NOBODY_SOUNDED: Share = { since: 0, partner: 0, others: {}, rests: false };

/** So much the partner may sound in each phase before it is held against the others: a tap on Ground can begin in silence. */
const CREDIT: Millis = 20_000;
/** A partner that had its share rests until it may sound for so long: music with a pause, and not a note now and then. */
export const RESUME: Millis = 2_000;
/** Nothing is told later than this: an input takes a key for up when it is held longer. */
const MEMORY: Millis = 15_000;
/** The panel's soft warning (practice.md 8). */
export const SHARE_WARNING = 0.55;

/** The share of the partner's melody in the sounding time since the phase began, 0–1; undefined when nobody has sounded. */
export function partnerShare({ share }: Limits): number | undefined {
  const all = share.partner + othersSounded(share);
  return all > 0 ? share.partner / all : undefined;
}

function othersSounded({ others }: Share): Millis {
  return Object.values(others).reduce((sum, { total }) => sum + total, 0);
}

/** How long the partner's melody may still sound in this phase; under 0 where it had more than its share. */
export function shareLeft({ share }: Limits, profile: Profile): Millis {
  return CREDIT + (profile.share / (1 - profile.share)) * othersSounded(share) - share.partner;
}

/**
 * A note of the child or the therapist sounded from one time to another: call it when the note has ended. A pad's note counts
 * for 150 ms at the least, if the caller says so.
 */
export function countSound(limits: Limits, player: Player, from: Millis, to: Millis): Limits {
  const { share } = limits;
  const start = Math.max(from, share.since);
  if (player === "partner" || !Number.isFinite(from) || !(to > start) || to === Number.POSITIVE_INFINITY) return limits;
  const { total, spans } = share.others[player] ?? { total: 0, spans: [] };
  let [low, high, added] = [start, to, to - start];
  const kept: Span[] = [];
  for (const span of spans) {
    if (span.to <= to - MEMORY) continue;
    if (span.to < start || span.from > to) {
      kept.push(span);
      continue;
    }
    added -= Math.min(span.to, to) - Math.max(span.from, start);
    [low, high] = [Math.min(low, span.from), Math.max(high, span.to)];
  }
  const place = kept.findIndex((span) => span.from > high);
  kept.splice(place < 0 ? kept.length : place, 0, { from: low, to: high });
  const others = { ...share.others, [player]: { total: total + added, spans: kept } };
  return { ...limits, share: { ...share, others } };
}

/** A phase begins: the shares are counted anew. What is planned already counts for it. */
export function beginShare(limits: Limits, at: Millis): Limits {
  const share = { since: at, partner: coveredSince(limits.allowed, at), others: {}, rests: false };
  return { ...limits, share };
}

/** Time after `since` in which the notes sound that count. */
export function coveredSince(notes: readonly AllowedNote[], since: Millis): Millis {
  let [covered, until] = [0, since];
  for (const { onset, end, shared } of notes) {
    if (!shared || end <= until) continue;
    covered += end - Math.max(onset, until);
    until = end;
  }
  return covered;
}

/** How much a note would add to the time in which the partner sounds. */
export function addedBy(
  notes: readonly AllowedNote[],
  place: number,
  onset: Millis,
  end: Millis,
  longest: Millis,
): Millis {
  let first = place;
  while (first > 0 && (notes[first - 1] as AllowedNote).onset > onset - longest) first--;
  let [added, until] = [0, onset];
  for (let i = first; i < notes.length && until < end; i++) {
    const note = notes[i] as AllowedNote;
    if (note.onset >= end) break;
    if (!note.shared || note.end <= until) continue;
    if (note.onset > until) added += note.onset - until;
    until = Math.max(until, Math.min(end, note.end));
  }
  return added + Math.max(0, end - until);
}
