import type { Millis } from "../time/units.ts";
import { emptyBetween, type Pattern, type Place, TWELFTHS } from "./pulse-pattern.ts";

/** One guess at the pulse. Immutable. Variances and covariance are in units of the jitter's variance. */
export interface Guess {
  readonly pattern: Pattern;
  /** The beat that the last onset belongs to. */
  readonly beat: Millis;
  readonly period: Millis;
  /** Square of the standard deviation of onsets from their places, ms². */
  readonly jitter: number;
  /** How many onsets' weight the jitter has. */
  readonly weight: number;
  readonly beatVariance: number;
  readonly covariance: number;
  readonly periodVariance: number;
  /** The place of the last onset, in twelfths after `beat`. */
  readonly place: number;
  /** Onsets heard. */
  readonly age: number;
  /** How much better than uneven playing it foretold the onsets: a log ratio of likelihoods, old onsets fading. */
  readonly score: number;
}

/** Each onset counts this much of the one after it. */
const FADING = 0.93;
/** How far the true period may lie from a first guess, as a share of it. */
const GUESS_WIDTH = 0.1;
/**
 * Jitter believed at first (the same for every beat, lest the faster of two look the more exact one), how many onsets'
 * weight that belief has, and bounds.
 */
const JITTER = { first: 45, weight: 2, heaviest: 20, least: 6 } as const;
/** How much beat and period wander in a beat, in shares of the jitter's variance. */
const WANDER = { beat: 0.06, period: 0.004 } as const;
/** The log chance that an onset belongs to no place. */
const STRAY = Math.log(0.015);

/** Constants of the t distribution, ln Γ((n+1)/2)/Γ(n/2)/√(nπ), for n = 0 (none), 1… degrees of freedom. */
const STUDENT = studentConstants(JITTER.heaviest);

/** The guess that a beat of about `period` falls on the onset at `at`. */
export function guessFrom(at: Millis, period: Millis, pattern: Pattern): Guess {
  const jitter = JITTER.first ** 2;
  const periodVariance = (GUESS_WIDTH * period) ** 2 / jitter;
  const certainty = { jitter, weight: JITTER.weight, beatVariance: 1, covariance: 0, periodVariance };
  return { pattern, beat: at, period, ...certainty, place: 0, age: 1, score: 0 };
}

/** The guess after a long pause: the period is kept, the beat begins anew at this onset. */
export function resume(guess: Guess, at: Millis): Guess {
  return { ...guess, beat: at, place: 0, beatVariance: 1, covariance: 0, age: guess.age + 1 };
}

/**
 * The guess after one more onset. A Kalman filter over beat and period that decides for each onset which place of the
 * pattern it was meant for (Cemgil, Kappen, Desain & Honing 2001), and learns its own noise (West & Harrison 1997), so that
 * its tolerance is as wide as the child's jitter. `uneven`: log density of the onset if there were no pulse.
 */
export function hearWith(guess: Guess, at: Millis, uneven: number): Guess {
  const { pattern, period, jitter, weight, beatVariance, covariance, periodVariance } = guess;
  const elapsed = (at - guess.beat) / period;
  let likelihood = STRAY - Math.log(period);
  let meant: Place | undefined;
  for (const place of pattern.places) {
    const beats = Math.round(elapsed - place.twelfth / TWELFTHS);
    const to = beats * TWELFTHS + place.twelfth;
    if (to <= guess.place) continue;
    const ahead = to / TWELFTHS;
    const miss = at - guess.beat - ahead * period;
    const spread =
      1 + beatVariance + 2 * ahead * covariance + ahead * ahead * periodVariance + Math.max(0, beats) * WANDER.beat;
    const density =
      (STUDENT[weight] ?? 0) -
      0.5 * Math.log(jitter * spread) -
      ((weight + 1) / 2) * Math.log1p((miss * miss) / (jitter * spread * weight));
    const chance = density + place.played + emptyBetween(pattern, guess.place, to);
    if (chance > likelihood) {
      likelihood = chance;
      meant = place;
    }
  }
  const score = FADING * guess.score + likelihood - uneven;
  return meant ? correct(guess, at, meant, score) : { ...guess, age: guess.age + 1, score };
}

/** The Kalman step: on to the beat of this onset, then corrected by how far the onset missed its place. */
function correct(guess: Guess, at: Millis, place: Place, score: number): Guess {
  const within = place.twelfth / TWELFTHS;
  const beats = Math.max(0, Math.round((at - guess.beat) / guess.period - within));
  const foreseen = guess.beat + beats * guess.period;
  const miss = at - foreseen - within * guess.period;
  const covariance = guess.covariance + beats * guess.periodVariance;
  const beatVariance = guess.beatVariance + beats * (guess.covariance + covariance) + beats * WANDER.beat;
  const periodVariance = guess.periodVariance + beats * WANDER.period;
  const spread = 1 + beatVariance + 2 * within * covariance + within * within * periodVariance;
  const gainBeat = (beatVariance + within * covariance) / spread;
  const gainPeriod = (covariance + within * periodVariance) / spread;
  const ratio = (miss * miss) / (guess.jitter * spread);
  return {
    pattern: guess.pattern,
    beat: foreseen + gainBeat * miss,
    period: guess.period + gainPeriod * miss,
    jitter: Math.max(JITTER.least ** 2, (guess.jitter * (guess.weight + ratio)) / (guess.weight + 1)),
    weight: Math.min(guess.weight + 1, JITTER.heaviest),
    beatVariance: beatVariance - gainBeat * gainBeat * spread,
    covariance: covariance - gainBeat * gainPeriod * spread,
    periodVariance: periodVariance - gainPeriod * gainPeriod * spread,
    place: place.twelfth,
    age: guess.age + 1,
    score,
  };
}

function studentConstants(most: number): readonly number[] {
  const constants = [0];
  let ratio = 1 / Math.sqrt(Math.PI);
  for (let n = 1; n <= most; n++) {
    constants.push(Math.log(ratio / Math.sqrt(n * Math.PI)));
    ratio = n / 2 / ratio;
  }
  return constants;
}
