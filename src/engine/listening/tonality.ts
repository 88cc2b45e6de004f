import { type Key, rankKeys } from "../music/key.ts";
import type { Millis, Pitch, PitchClass } from "../time/units.ts";

/** What the notes with a pitch say of the key: pads say nothing. Immutable. */
export interface Tonality {
  /** Sounding time of each pitch class, 12 numbers; older notes count less. */
  readonly weights: readonly Millis[];
  /** Notes heard. */
  readonly count: number;
  /** Undefined before the eighth note. */
  readonly key: Key | undefined;
}

/** Nothing heard yet. */
export const NO_TONALITY: Tonality = { weights: new Array<Millis>(12).fill(0), count: 0, key: undefined };

/** Each note counts this much of the one after it: half after some 34 notes. */
const FADING = 0.98;
/** An arm that leans on a key makes it no tonic: a note counts for so long at the most. */
const LONGEST: Millis = 2_000;
const FEWEST_NOTES = 8;
/** Another key must fit so much better than the one before (a correlation), lest it flicker between neighbours. */
const WORTH_MOVING = 0.04;

/** The sounding times as notes, one for each pitch class. */
export function soundingTimes({ weights }: Tonality): { pitch: PitchClass; duration: Millis }[] {
  return weights.map((duration, pitch) => ({ pitch, duration }));
}

/** One more finished note with a pitch. */
export function hearPitch({ weights, count, key }: Tonality, pitch: Pitch, duration: Millis): Tonality {
  const at = pitch % 12;
  const next = {
    weights: weights.map((weight, pc) => weight * FADING + (pc === at ? Math.min(duration, LONGEST) : 0)),
    count: count + 1,
    key,
  };
  return next.count < FEWEST_NOTES ? next : { ...next, key: keyOf(next) };
}

function keyOf(tonality: Tonality): Key | undefined {
  const { key } = tonality;
  const ranked = rankKeys(soundingTimes(tonality));
  const best = ranked[0];
  const before = ranked.find((one) => one.key.tonic === key?.tonic && one.key.mode === key.mode);
  return before && best && best.fit - before.fit < WORTH_MOVING ? key : best?.key;
}
