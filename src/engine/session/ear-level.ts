import { levelOf } from "../music/level.ts";
import type { Decibels, Velocity } from "../time/units.ts";
import { CEILING, DEFAULT_PROFILE, type Profile } from "./profile.ts";

/** Sound pressure at a person's ear, A-weighted: dB(A). */
export type EarLevel = number;

/** What a sound-level meter at the child's head showed while single notes sounded, the loudest it came to. */
export interface EarReading {
  readonly velocity: Velocity;
  readonly level: EarLevel;
}

/** How loud the room's output is at the child's ear. Plain JSON. */
export interface EarCalibration {
  /** One to three notes, in order of velocity; the level rises with it. */
  readonly readings: readonly EarReading[];
  /** Read from a telephone. */
  readonly approximate: boolean;
}

/** Most that may reach the child's ear (sensory-safety.md 2): the equivalent level of a session, and the fast maximum. */
export interface EarCeiling {
  readonly equivalent: EarLevel;
  readonly fastest: EarLevel;
}

const USUAL: EarCeiling = { equivalent: 70, fastest: 80 };
const SENSITIVE: EarCeiling = { equivalent: 60, fastest: 70 };
/** Where the cap was raised for a child who seeks loudness. */
const ABSOLUTE: EarCeiling = { equivalent: 80, fastest: 85 };

/** At the most: a chord of the partner and a note of the child at once, all as loud as the cap; 7 dB over one note. */
const AT_ONCE: Decibels = 10 * Math.log10(CEILING.chord + 1);
/** Over a session: partner and child sounding all the time, as loud as the cap; 3 dB over one note. */
const ALL_THE_TIME: Decibels = 10 * Math.log10(2);

/** What holds for a child. */
export function earCeilingOf({ sensitive, velocityCap }: Profile): EarCeiling {
  if (sensitive) return SENSITIVE;
  return velocityCap > DEFAULT_PROFILE.velocityCap ? ABSOLUTE : USUAL;
}

/**
 * Level at the ear of a note of this velocity: in a straight line of decibels between the readings, and beyond them by the General MIDI
 * curve, 40·log10 of the velocity. The readings must be sound ({@link whyUnsound}).
 */
export function earLevelOf({ readings }: EarCalibration, velocity: Velocity): EarLevel {
  const at = levelOf(velocity);
  const next = readings.findIndex((reading) => reading.velocity >= velocity);
  const above = readings[next];
  const below = next < 0 ? readings.at(-1) : readings[next - 1];
  if (above && below) {
    const [from, to] = [levelOf(below.velocity), levelOf(above.velocity)];
    return below.level + ((above.level - below.level) * (at - from)) / (to - from);
  }
  const nearest = (above ?? below) as EarReading;
  return nearest.level + at - levelOf(nearest.velocity);
}

/** The most that a profile lets reach the ear, by reckoning. */
export function earLevelsAt(calibration: EarCalibration, cap: Velocity): EarCeiling {
  const one = earLevelOf(calibration, cap);
  return { equivalent: one + ALL_THE_TIME, fastest: one + AT_ONCE };
}

function keeps(calibration: EarCalibration, velocity: Velocity, ceiling: EarCeiling): boolean {
  const { equivalent, fastest } = earLevelsAt(calibration, velocity);
  return equivalent <= ceiling.equivalent && fastest <= ceiling.fastest;
}

/** The profile with its cap lowered to the loudest velocity that keeps what may reach this child's ear; never raised, and 1 at the least. */
export function holdAtEar(profile: Profile, calibration: EarCalibration | undefined): Profile {
  if (!calibration) return profile;
  const ceiling = earCeilingOf(profile);
  let velocityCap = profile.velocityCap;
  while (velocityCap > 1 && !keeps(calibration, velocityCap, ceiling)) velocityCap--;
  return velocityCap === profile.velocityCap ? profile : { ...profile, velocityCap };
}

/** Whether even the softest useful notes are too loud: then the loudspeaker has to be turned down, and measured again. */
export function isTooLoud(profile: Profile, calibration: EarCalibration): boolean {
  return !keeps(calibration, SOFTEST, earCeilingOf(profile));
}

/** Under this a note is hardly played any more. */
const SOFTEST: Velocity = 20;
const PLAUSIBLE = { least: 30, most: 110 } as const;
/** Twice the velocity is 12 dB in the General MIDI curve; no output takes less than a quarter of that. */
const LEAST_SLOPE = 0.25;

/** Why readings cannot be used, in one sentence; undefined where they can. */
export function whyUnsound(readings: readonly EarReading[]): string | undefined {
  if (readings.length === 0) return "There is no reading of a note. Play one, and type what the meter shows.";
  for (const { velocity, level } of readings) {
    if (!(level >= PLAUSIBLE.least && level <= PLAUSIBLE.most))
      return `${level} dB(A) is no reading of a meter beside a loudspeaker. It is between ${PLAUSIBLE.least} and ${PLAUSIBLE.most}.`;
    if (!(velocity >= 1 && velocity <= 127)) return "A note has a velocity of 1 to 127.";
  }
  for (const [place, { velocity, level }] of readings.entries()) {
    const before = readings[place - 1];
    if (!before) continue;
    const expected = levelOf(velocity) - levelOf(before.velocity);
    if (!(expected > 0) || level - before.level < LEAST_SLOPE * expected)
      return "The louder note reads hardly louder than the softer one: something else sounds in the room. Measure again in quiet.";
  }
  return undefined;
}

/** The velocities at which a room is measured: soft, medium and loud, as far as this child may hear them. */
export function measuredVelocities({ velocityCap }: Pick<Profile, "velocityCap">): Velocity[] {
  return [...new Set([32, 64, 96].map((velocity) => Math.min(velocity, velocityCap)))];
}
