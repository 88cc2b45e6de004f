import type { Bpm, Decibels, Millis, Pitch, Velocity } from "../time/units.ts";

/** The child's limits (sensory-safety.md 2). No technique, network or message passes them. */
export interface Profile {
  /** The partner's loudest velocity; {@link CEILING} at the most. */
  readonly velocityCap: Velocity;
  /** The partner's highest and lowest pitch. */
  readonly topNote: Pitch;
  readonly lowNote: Pitch;
  readonly tempo: { readonly least: Bpm; readonly most: Bpm };
  /** What the child's own sound is during a break. */
  readonly childDuringBreak: "softer" | "off";
}

/** What no profile can raise. */
export const CEILING = {
  velocity: 100,
  topNote: 96,
  /** E1, 41 Hz: nothing below 40 Hz. */
  lowNote: 28,
  /** No note of the partner lasts longer. */
  longestNote: 2_000 as Millis,
  /** No two onsets of one pitch come faster: 20 a second. */
  leastRetrigger: 50 as Millis,
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
  childDuringBreak: "softer",
};

/** A profile brought inside the ceilings, whatever was asked. */
export function boundProfile(profile: Profile): Profile {
  const between = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  const lowNote = between(profile.lowNote, CEILING.lowNote, CEILING.topNote - 24);
  const least = between(profile.tempo.least, CEILING.tempo.least, CEILING.tempo.most);
  return {
    velocityCap: between(profile.velocityCap, 1, CEILING.velocity),
    lowNote,
    topNote: between(profile.topNote, lowNote + 24, CEILING.topNote),
    tempo: { least, most: between(profile.tempo.most, least, CEILING.tempo.most) },
    childDuringBreak: profile.childDuringBreak === "off" ? "off" : "softer",
  };
}
