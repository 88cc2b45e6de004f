import type { Pitch } from "../../time/units.ts";
import type { Profile } from "../profile.ts";

/**
 * Percussion that is off by default (General MIDI notes): crashes, splash, china and ride bell; cowbell, agogos, triangles and
 * bells; whistles and vibraslap. sensory-safety.md 2: "crash/whistle/bell sounds off by default".
 */
export const HARSH_DRUMS: readonly Pitch[] = [49, 52, 53, 55, 56, 57, 58, 67, 68, 71, 72, 80, 81];

/**
 * Programs that are off by default (General MIDI, 0–127): glockenspiel and tubular bells, distorted guitars, orchestra hit,
 * piccolo and whistle, tinkle bell and agogo, reversed cymbal, and all noises.
 */
export const HARSH_PROGRAMS: readonly number[] = [
  9, 14, 29, 30, 55, 72, 78, 112, 113, 119, 120, 121, 122, 123, 124, 125, 126, 127,
];

/** The notes that General MIDI calls percussion. Others sound differently on every device: they are never sent. */
const PERCUSSION = { low: 35, high: 81 } as const;

/** What stands in for a blocked drum, the softest first: maracas, low conga, low tom, bass drum. */
const STAND_INS: readonly Pitch[] = [70, 64, 45, 36];

/** The drum that sounds where `drum` is asked for: itself, or a soft one in its place; undefined where all are blocked. */
export function allowedDrum(drum: Pitch, { blockedDrums }: Profile): Pitch | undefined {
  const wanted = Math.round(drum);
  const known = wanted >= PERCUSSION.low && wanted <= PERCUSSION.high;
  if (known && !blockedDrums.includes(wanted)) return wanted;
  return STAND_INS.find((other) => !blockedDrums.includes(other));
}

/** Whether a General MIDI program may sound for this child. */
export function mayUseProgram(program: number, { blockedPrograms }: Pick<Profile, "blockedPrograms">): boolean {
  return !blockedPrograms.includes(program);
}

/** Brings a pitch between two others by octaves; they are two octaves apart at least. */
export function foldPitch(pitch: Pitch, low: Pitch, top: Pitch): Pitch {
  const whole = Math.round(pitch);
  if (whole > top) return whole - 12 * Math.ceil((whole - top) / 12);
  return whole < low ? whole + 12 * Math.ceil((low - whole) / 12) : whole;
}
