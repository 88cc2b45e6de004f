import type { ChildCard } from "../../../server/protocol.ts";
import { TILES } from "../../sound/tiles.ts";

type Limits = ChildCard["limits"];

/** General MIDI percussion by kind, and one of each that says what the kind sounds like. */
export const DRUMS = {
  low: { notes: [35, 36, 41, 43, 45, 47, 48, 50], sample: 45 },
  snare: { notes: [37, 38, 39, 40], sample: 38 },
  shakers: { notes: [42, 44, 46, 69, 70], sample: 70 },
  hand: { notes: [60, 61, 62, 63, 64, 65, 66], sample: 64 },
  wood: { notes: [73, 74, 75, 76, 77, 78, 79], sample: 76 },
  bells: { notes: [49, 51, 52, 53, 54, 55, 56, 57, 59, 67, 68, 80, 81], sample: 53 },
  whistles: { notes: [58, 71, 72], sample: 72 },
} as const;
export type DrumGroup = keyof typeof DRUMS;
export const DRUM_GROUPS = Object.keys(DRUMS) as DrumGroup[];

/** What is off for everybody until somebody says otherwise; as the engine has it. */
export const HARSH_DRUMS: readonly number[] = [49, 52, 53, 55, 56, 57, 58, 67, 68, 71, 72, 80, 81];
export const HARSH_PROGRAMS: readonly number[] = [
  9, 14, 29, 30, 55, 72, 78, 112, 113, 119, 120, 121, 122, 123, 124, 125, 126, 127,
];

export function isProgramOff({ blockedPrograms }: Limits, sound: keyof typeof TILES): boolean {
  return blockedPrograms.includes(TILES[sound]);
}

/** Every drum of the kind is off. */
export function isGroupOff({ blockedDrums }: Limits, group: DrumGroup): boolean {
  return DRUMS[group].notes.every((note) => blockedDrums.includes(note));
}

/** The harsh ones of a kind, which are off although the kind is not. */
export function hasHarsh(group: DrumGroup): boolean {
  return DRUMS[group].notes.some((note) => HARSH_DRUMS.includes(note));
}

export function withProgram(limits: Limits, sound: keyof typeof TILES, off: boolean): Partial<Limits> {
  const others = limits.blockedPrograms.filter((program) => program !== TILES[sound]);
  return { blockedPrograms: off ? [...others, TILES[sound]].sort((a, b) => a - b) : others };
}

/** A kind that is taken off the list comes back whole, its harsh ones too: that wants a reason. */
export function withGroup(limits: Limits, group: DrumGroup, off: boolean): Partial<Limits> {
  const own: readonly number[] = DRUMS[group].notes;
  const others = limits.blockedDrums.filter((note) => !own.includes(note));
  return { blockedDrums: off ? [...others, ...own].sort((a, b) => a - b) : others };
}

/** Whether something harsh is let through. */
export function letsHarsh({ blockedDrums, blockedPrograms }: Limits): boolean {
  return (
    HARSH_DRUMS.some((note) => !blockedDrums.includes(note)) ||
    HARSH_PROGRAMS.some((program) => !blockedPrograms.includes(program))
  );
}
