import type { Bpm, Decibels, Millis, Pitch, Velocity } from "../time/units.ts";
import { HARSH_DRUMS, HARSH_PROGRAMS } from "./limits/sounds.ts";

/** The child's limits (sensory-safety.md 2). No technique, network or message passes them. */
export interface Profile {
  /** What the child is called where a limit is told of: "At Sam's limit". Without it: "At the limit". */
  readonly name?: string;
  /** The partner's loudest velocity; {@link CEILING} at the most. */
  readonly velocityCap: Velocity;
  /** The partner's highest and lowest pitch; its bass may go an octave below. */
  readonly topNote: Pitch;
  readonly lowNote: Pitch;
  readonly tempo: { readonly least: Bpm; readonly most: Bpm };
  /** The partner's onsets in a second, at the most; a chord is one. */
  readonly density: number;
  /** The partner's share of sounding time in a phase, 0.1–0.8. */
  readonly share: number;
  /** A child to whom sound is soon too much: 10 dB softer, no high notes, and all rises half as fast. */
  readonly sensitive: boolean;
  /** How fast a rise the child bears, and how fast a change of sound: "high" is the usual. */
  readonly surprise: Surprise;
  /** General MIDI programs and percussion notes that never sound: harsh ones, and those the child dislikes. */
  readonly blockedPrograms: readonly number[];
  readonly blockedDrums: readonly Pitch[];
  /** What the child's own sound is during a break. */
  readonly childDuringBreak: "softer" | "off";
}

/** How much of a surprise the child bears. */
export type Surprise = "low" | "medium" | "high";

/** What no profile can raise. */
export const CEILING = {
  velocity: 100,
  topNote: 96,
  /** E1, 41 Hz: nothing below 40 Hz. */
  lowNote: 28,
  /** No note of the partner's melody and no drum lasts longer. */
  longestNote: 2_000 as Millis,
  /**
   * A held bass or chord may: a drone is allowed (practice.md 5: Centre, Leave space), and two bars at 60 beats a minute are
   * 8 s. Outputs end what sounds for 12 s; a drone that is struck again every two bars stays well under that.
   */
  longestHeld: 8_000 as Millis,
  /** No two onsets of one pitch come faster: 20 a second. */
  leastRetrigger: 50 as Millis,
  /** Onsets of the partner in any second. */
  density: 12,
  /** Notes of one onset, chord and melody together. */
  chord: 4,
  share: { least: 0.1, most: 0.8 },
  /** The level rises by this much a second at the most, */
  risePerSecond: 6 as Decibels,
  /** counted from the partner's level in this last stretch of its sound, */
  riseWindow: 2_000 as Millis,
  /** and when the room was silent for longer, from this far under the cap. */
  quietStart: -24 as Decibels,
  tempo: { least: 50 as Bpm, most: 140 as Bpm },
} as const;

/** Defaults that already make a good session. */
export const DEFAULT_PROFILE: Profile = {
  velocityCap: 80,
  topNote: 96,
  lowNote: 48,
  tempo: { least: 60, most: 132 },
  density: 8,
  share: 0.5,
  sensitive: false,
  surprise: "high",
  blockedPrograms: HARSH_PROGRAMS,
  blockedDrums: HARSH_DRUMS,
  childDuringBreak: "softer",
};

/**
 * For a sensitive child: no note above C6; the ceiling 10 dB lower, as 60 dB(A) stand against 70 in sensory-safety.md 2
 * (velocity 45 against 80); and rises half as fast.
 */
const SENSITIVE = { topNote: 84 as Pitch, velocityCap: 45 as Velocity, risePerSecond: 3 as Decibels } as const;

/** The less surprise a child bears, the slower a rise, and the longer a change of sound takes. */
const SURPRISES: Readonly<Record<Surprise, { readonly risePerSecond: Decibels; readonly crossfade: Millis }>> = {
  low: { risePerSecond: 3, crossfade: 1_200 },
  medium: { risePerSecond: 4, crossfade: 900 },
  high: { risePerSecond: CEILING.risePerSecond, crossfade: 600 },
};

/** A number brought into its range; what is none is the default. Infinity is a number that is too large. */
function between(value: unknown, low: number, high: number, otherwise: number): number {
  const number = typeof value === "number" && !Number.isNaN(value) ? value : otherwise;
  return Math.max(low, Math.min(high, number));
}

/** What can be a program or a percussion note; without a list, the harsh ones are blocked. */
function numbers(list: unknown, otherwise: readonly number[]): readonly number[] {
  if (!Array.isArray(list)) return otherwise;
  return [...new Set(list)].filter((one) => Number.isInteger(one) && one >= 0 && one <= 127);
}

/** A profile brought inside the ceilings, whatever was asked; what is missing or no number is the default. */
export function boundProfile(asked: Partial<Profile>): Profile {
  const usual = DEFAULT_PROFILE;
  const sensitive = asked.sensitive === true;
  const top = sensitive ? SENSITIVE.topNote : CEILING.topNote;
  const loudest = sensitive ? SENSITIVE.velocityCap : CEILING.velocity;
  const lowNote = Math.round(between(asked.lowNote, CEILING.lowNote, top - 24, usual.lowNote));
  const tempo = { ...usual.tempo, ...asked.tempo };
  const least = between(tempo.least, CEILING.tempo.least, CEILING.tempo.most, usual.tempo.least);
  return {
    ...(typeof asked.name === "string" && asked.name.trim() ? { name: asked.name.trim().slice(0, 40) } : {}),
    velocityCap: Math.floor(between(asked.velocityCap, 1, loudest, usual.velocityCap)),
    lowNote,
    topNote: Math.round(between(asked.topNote, lowNote + 24, top, usual.topNote)),
    tempo: { least, most: between(tempo.most, least, CEILING.tempo.most, usual.tempo.most) },
    density: between(asked.density, 1, CEILING.density, usual.density),
    share: between(asked.share, CEILING.share.least, CEILING.share.most, usual.share),
    sensitive,
    surprise: asked.surprise === "low" || asked.surprise === "medium" ? asked.surprise : "high",
    blockedPrograms: numbers(asked.blockedPrograms, usual.blockedPrograms),
    blockedDrums: numbers(asked.blockedDrums, usual.blockedDrums),
    childDuringBreak: asked.childDuringBreak === "off" ? "off" : "softer",
  };
}

/** By how much a second the level may rise, and an onset stand over what was heard before. */
export function riseOf({ sensitive, surprise }: Profile): Decibels {
  const rise = SURPRISES[surprise].risePerSecond;
  return sensitive ? Math.min(SENSITIVE.risePerSecond, rise) : rise;
}

/** How long a sound of the partner's takes to give way to another. */
export function crossfadeOf({ surprise }: Profile): Millis {
  return SURPRISES[surprise].crossfade;
}
