import type { Bpm, Millis } from "../time/units.ts";
import { ASKED, evidenceOfBeat } from "./pulse-evidence.ts";
import { type Guess, guessFrom, hearWith, resume } from "./pulse-guess.ts";
import { PATTERNS } from "./pulse-pattern.ts";

/** What has been heard of one player's pulse. Immutable. */
export interface Pulse {
  readonly guesses: readonly Guess[];
  /** The likeliest, steady or not; undefined before the fourth onset. */
  readonly felt: Guess | undefined;
  /** Onsets heard. */
  readonly count: number;
  readonly lastOnset: Millis | undefined;
  /** The last onsets without a long silence between them. */
  readonly recent: readonly Millis[];
  /** How much better a steady beat explains them than none: a log ratio. */
  readonly evidence: number;
  /** The intervals heard: mean and variance of their natural logarithms. */
  readonly interval: { readonly mean: number; readonly variance: number };
}

/** A beat that somebody keeps. */
export interface SteadyBeat {
  readonly period: Millis;
  readonly tempo: Bpm;
  /** A beat near the last onset. */
  readonly beat: Millis;
  /** How far onsets lie from the beat: standard deviation. */
  readonly jitter: Millis;
  /** How sure it is, 0.5–1. */
  readonly confidence: number;
}

/** Nothing heard yet. */
export const NO_PULSE: Pulse = {
  guesses: [],
  felt: undefined,
  count: 0,
  lastOnset: undefined,
  recent: [],
  evidence: Number.NEGATIVE_INFINITY,
  interval: { mean: Math.log(600), variance: 0.36 },
};

/** Beats are looked for between these periods: 200 and 40 a minute. */
const SHORTEST_BEAT: Millis = 300;
const LONGEST_BEAT: Millis = 1_500;
/** First guesses lie this far apart (a ratio): the filter finds what lies between. */
const STEP = 1.1;
const FIRST_GUESSES = firstGuesses();
/** New guesses are made at each of the first three onsets, then at every fourth. */
const RENEWAL = { first: 3, every: 5 } as const;
/** A guess is kept at least for so many onsets; of the older ones, so many are kept. */
const YOUTH = 6;
/** A guess that has been tried and is so much less likely than the best is given up, young or not. */
const TRIED = { age: 3, behind: 9 } as const;
const KEPT = 24;
const FEWEST_ONSETS = 4;
/** A silence longer than this breaks the phase: the beat may begin anew anywhere, the period is kept. */
const BREAK: Millis = 4_000;
/**
 * Beats of 600 ms are felt most readily (Parncutt 1994; van Noorden & Moelants 1999). Width in natural logarithms: narrower
 * than Parncutt's 0.46, as the validation part of the Groove recordings asked for.
 */
const PREFERRED = { period: 600, width: 0.33 } as const;
/** What a beat gets for going on: a pulse once felt is kept when another explains the playing as well. */
const LOYALTY = { score: 2, width: 0.08 } as const;
/** The score at which steady and uneven are taken as equally likely, and what makes the odds e times better. */
const STEADY = { even: 4.5, step: 1.5 } as const;
/** The same for the evidence of the last onsets. */
const EVIDENT = { even: 0, step: 1.5 } as const;
/** Uneven intervals: the least spread of their logarithms, and how many are remembered. */
const UNEVEN = { narrowest: 0.5, memory: 16 } as const;
/** A pulse not heard for this many beats is over. */
const PATIENCE = 8;

/** One more onset, in order of time, chords already merged. */
export function hearOnset(pulse: Pulse, at: Millis): Pulse {
  const gap = pulse.lastOnset === undefined ? Number.POSITIVE_INFINITY : Math.max(1, at - pulse.lastOnset);
  const pause = gap > BREAK;
  const uneven = pause ? 0 : unevenDensity(gap, pulse.interval);
  const heard = pulse.guesses.map((guess) => (pause ? resume(guess, at) : hearWith(guess, at, uneven)));
  const guesses = best(heard);
  if (pulse.count < RENEWAL.first || pulse.count % RENEWAL.every === 0) {
    for (const { period, pattern } of FIRST_GUESSES) guesses.push(guessFrom(at, period, pattern));
  }
  const count = pulse.count + 1;
  const recent = pause ? [at] : [...pulse.recent.slice(1 - ASKED), at];
  return {
    recent,
    // After a long silence what was known holds until there is enough to ask anew.
    evidence: recent.length < FEWEST_ONSETS ? pulse.evidence : evidenceOfBeat(recent),
    guesses,
    felt: count < FEWEST_ONSETS ? undefined : likeliest(guesses, pulse.felt),
    count,
    lastOnset: at,
    interval: pause ? pulse.interval : learnInterval(pulse, gap),
  };
}

/** The young guesses and the best of the old ones, without those that have become the same. */
function best(guesses: readonly Guess[]): Guess[] {
  let most = Number.NEGATIVE_INFINITY;
  for (const guess of guesses) if (guess.age >= TRIED.age) most = Math.max(most, worth(guess));
  const inRange = guesses.filter(
    (guess) =>
      guess.period >= SHORTEST_BEAT * 0.97 &&
      guess.period <= LONGEST_BEAT * 1.03 &&
      (guess.age < TRIED.age || worth(guess) >= most - TRIED.behind),
  );
  const old = inRange
    .filter(({ age }) => age > YOUTH)
    .map((guess) => ({ guess, worth: worth(guess) }))
    .sort((a, b) => b.worth - a.worth);
  const kept: Guess[] = [];
  for (const { guess } of old) {
    if (kept.length === KEPT) break;
    if (!kept.some((other) => same(other, guess))) kept.push(guess);
  }
  return [...kept, ...inRange.filter(({ age }) => age <= YOUTH)];
}

function same(one: Guess, other: Guess): boolean {
  return (
    one.pattern === other.pattern &&
    one.place === other.place &&
    Math.abs(one.period / other.period - 1) < 0.01 &&
    Math.abs(one.beat - other.beat) < 0.03 * one.period
  );
}

function likeliest(guesses: readonly Guess[], before: Guess | undefined): Guess | undefined {
  let felt: Guess | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const guess of guesses) {
    const loyal = before !== undefined && Math.abs(Math.log(guess.period / before.period)) < LOYALTY.width;
    const value = worth(guess) + (loyal ? LOYALTY.score : 0);
    if (guess.age > 2 && value > most) {
      felt = guess;
      most = value;
    }
  }
  return felt;
}

function worth({ score, pattern, period }: Guess): number {
  return score + pattern.chance - 0.5 * (Math.log(period / PREFERRED.period) / PREFERRED.width) ** 2;
}

/** Log density of an interval in playing without a pulse: log-normal, as spread as what was heard, and never narrow. */
function unevenDensity(gap: Millis, { mean, variance }: Pulse["interval"]): number {
  const width = Math.max(UNEVEN.narrowest, Math.sqrt(variance));
  return -0.5 * ((Math.log(gap) - mean) / width) ** 2 - Math.log(gap * width * Math.sqrt(2 * Math.PI));
}

function learnInterval({ interval, count }: Pulse, gap: Millis): Pulse["interval"] {
  const rate = 1 / Math.min(UNEVEN.memory, count + 2);
  const off = Math.log(gap) - interval.mean;
  return {
    mean: interval.mean + rate * off,
    variance: interval.variance + rate * (off * off - interval.variance),
  };
}

function firstGuesses() {
  const count = Math.round(Math.log(LONGEST_BEAT / SHORTEST_BEAT) / Math.log(STEP));
  const periods = Array.from({ length: count + 1 }, (_, step) => SHORTEST_BEAT * STEP ** step);
  return PATTERNS.flatMap((pattern) => periods.map((period) => ({ period, pattern })));
}

/** How sure it is that there is a steady pulse, 0–1. */
export function confidenceOf({ felt, evidence }: Pulse): number {
  if (!felt) return 0;
  const followed = (felt.score + felt.pattern.chance - STEADY.even) / STEADY.step;
  return 1 / (1 + Math.exp(-Math.max(followed, (evidence - EVIDENT.even) / EVIDENT.step)));
}

/** The beat somebody keeps; undefined when there is no steady pulse. */
export function steadyBeat(pulse: Pulse): SteadyBeat | undefined {
  const confidence = confidenceOf(pulse);
  if (!pulse.felt || confidence < 0.5) return undefined;
  const { period, beat, jitter } = pulse.felt;
  return { period, tempo: 60_000 / period, beat, jitter: Math.sqrt(jitter), confidence };
}

/** The first beat to expect at `at` or later; undefined without a steady pulse, and when it has not been heard for long. */
export function nextBeat(pulse: Pulse, at: Millis): Millis | undefined {
  const steady = steadyBeat(pulse);
  if (!steady || at - (pulse.lastOnset ?? 0) > Math.max(BREAK, PATIENCE * steady.period)) return undefined;
  return steady.beat + Math.ceil((at - steady.beat) / steady.period) * steady.period;
}
