import type { Listening } from "../listening/phrase.ts";
import { steadyBeat } from "../listening/pulse-tracker.ts";
import { mannerAt, motifsHeard, unevenness } from "../listening/readouts.ts";
import type { Millis } from "../time/units.ts";
import type { Partner } from "./partner.ts";
import type { Cue, Reaction } from "./technique.ts";

/** Sounding time in a stretch of the session. */
interface Stretch {
  readonly from: Millis;
  readonly child: Millis;
  readonly partner: Millis;
}

/** What was played lately, as far as another card may be proposed by it. Immutable. */
export interface Watched {
  /** The last two minutes, newest last. */
  readonly stretches: readonly Stretch[];
  /** Until when the partner's sound is counted. */
  readonly partnerUntil: Millis;
  /** The child's last onset. */
  readonly lastOnset: Millis;
  /** Since when the child plays densely and unevenly, and when it last did; null when it does not. */
  readonly wild: { readonly since: Millis; readonly last: Millis } | null;
  /** Whether a tune came again in the last phrase. */
  readonly caught: boolean;
  /** Offers in a row that nobody answered. */
  readonly unanswered: number;
  /** Steady phrases in a row that did not begin in a space left for them. */
  readonly steadyPhrases: number;
  /** Whether the present phrase began in a space. */
  readonly tookSpace: boolean;
}

export const NOTHING_WATCHED: Watched = {
  stretches: [],
  partnerUntil: 0,
  lastOnset: 0,
  wild: null,
  caught: false,
  unanswered: 0,
  steadyPhrases: 0,
  tookSpace: false,
};

const STRETCH: Millis = 10_000;
const STRETCHES = 12;
/** Dense and uneven: onsets a second; and no pulse, or intervals that nobody follows (practice.md 8). */
const WILD = { density: 3, unevenness: 0.35 } as const;
/** A few even notes in between do not end it. */
const STILL_WILD: Millis = 3_000;

/** Time that spans cover together, from `after` on, and where the last of them ends. */
function cover(spans: readonly { readonly onset: Millis; readonly end: Millis }[], after: Millis) {
  let until = after;
  let covered = 0;
  for (const { onset, end } of [...spans].sort((a, b) => a.onset - b.onset)) {
    covered += Math.max(0, end - Math.max(onset, until));
    until = Math.max(until, end);
  }
  return { covered, until };
}

function count(stretches: readonly Stretch[], at: Millis, sounded: { child: Millis; partner: Millis }): Stretch[] {
  const last = stretches[stretches.length - 1];
  if (!last || at - last.from >= STRETCH) return [...stretches, { from: at, ...sounded }].slice(-STRETCHES);
  const child = last.child + sounded.child;
  const partner = Math.max(0, last.partner + sounded.partner);
  return [...stretches.slice(0, -1), { from: last.from, child, partner }];
}

function isWild(listening: Listening, at: Millis): boolean {
  const density = mannerAt(listening, at)?.density ?? 0;
  if (density < WILD.density) return false;
  return steadyBeat(listening.pulse) === undefined || (unevenness(listening) ?? 0) > WILD.unevenness;
}

/** What the partner plays and drops by a reaction, counted. */
function countPartner(watched: Watched, at: Millis, { play = [], release }: Reaction): Watched {
  let { stretches, partnerUntil } = watched;
  if (release !== undefined && partnerUntil > at + release) {
    stretches = count(stretches, at, { child: 0, partner: at + release - partnerUntil });
    partnerUntil = at + release;
  }
  if (play.length === 0) return { ...watched, stretches, partnerUntil };
  const spans = play.map(({ onset, duration }) => ({ onset, end: onset + duration }));
  const { covered, until } = cover(spans, partnerUntil);
  return { ...watched, stretches: count(stretches, at, { child: 0, partner: covered }), partnerUntil: until };
}

function countChild(watched: Watched, cue: Cue, { state }: Partner, listening: Listening): Watched {
  const { at } = cue;
  if (cue.kind === "onset") {
    const before = watched.wild && at - watched.wild.last <= STILL_WILD ? watched.wild : null;
    const wild = isWild(listening, at) ? { since: before?.since ?? at, last: at } : before;
    const begins = listening.phrase.length <= 1;
    const inSpace = state === "space" || state === "waiting";
    const tookSpace = begins ? inSpace : watched.tookSpace;
    return { ...watched, lastOnset: at, wild, tookSpace, unanswered: 0 };
  }
  if (cue.kind === "phrase") {
    const spans = cue.phrase.map(({ onset, duration }) => ({ onset, end: onset + (duration ?? 0) }));
    const { covered } = cover(spans, Number.NEGATIVE_INFINITY);
    const tune = motifsHeard(listening).at(-1);
    const steady = steadyBeat(listening.pulse) !== undefined && !watched.tookSpace;
    return {
      ...watched,
      stretches: count(watched.stretches, at, { child: covered, partner: 0 }),
      caught: tune !== undefined && tune.lastHeard >= (cue.phrase[0]?.onset ?? at),
      steadyPhrases: steady ? watched.steadyPhrases + 1 : 0,
    };
  }
  if (cue.kind === "enter") return { ...watched, unanswered: 0, steadyPhrases: 0, lastOnset: at, wild: null };
  return cue.kind === "wake" && cue.name === "spaceEnds" && state === "space"
    ? { ...watched, unanswered: watched.unanswered + 1 }
    : watched;
}

/** What is watched after a cue: `before` is the partner that was cued, `reaction` what it did. */
export function watch(watched: Watched, cue: Cue, before: Partner, listening: Listening, reaction: Reaction): Watched {
  return countPartner(countChild(watched, cue, before, listening), cue.at, reaction);
}

/** The partner's share of the sounding time of the last two minutes; undefined before there is enough of it. */
export function partnerShare({ stretches }: Watched): number | undefined {
  const child = stretches.reduce((sum, stretch) => sum + stretch.child, 0);
  const partner = stretches.reduce((sum, stretch) => sum + stretch.partner, 0);
  return child + partner < LEAST_SOUND ? undefined : partner / (child + partner);
}

const LEAST_SOUND: Millis = 20_000;
