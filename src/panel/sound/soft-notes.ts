import type { KeptTune, Millis, Pitch, SoundCommand, Velocity } from "../../server/protocol.ts";

/** Softer than anything that a session begins with. */
const SOFT: Velocity = 36;
/** From the ask to the first note: what the synthesiser needs to be in time. */
const LEAD: Millis = 250;
/** Silence between two notes of one length. */
const GAP: Millis = 100;
/** The share of its interval for which a tune's note sounds. */
const SOUNDING = 0.85;

/** One soft note after the other, each `every` milliseconds after the one before. `now` and what comes of it are clock time. */
export function softNotes(pitches: readonly Pitch[], every: Millis, now: Millis): SoundCommand[] {
  return pitches.flatMap((pitch, index) => {
    const at = now + LEAD + every * index;
    const note = { player: "partner", pitch } as const;
    return [
      { kind: "noteOn", at, velocity: SOFT, ...note } as const,
      { kind: "noteOff", at: at + every - GAP, ...note } as const,
    ];
  });
}

/** A kept tune, softly, in its own rhythm and pace. `now` and what comes of it are clock time. */
export function softTune({ pitches, rhythm, pace, pad }: KeptTune, now: Millis): SoundCommand[] {
  const drum = pad ? ({ voice: "drum" } as const) : {};
  let onset = now + LEAD;
  return pitches.flatMap((pitch, place) => {
    const at = onset;
    const interval = (rhythm[place] ?? 1) * pace;
    onset += interval;
    const note = { player: "partner", pitch, ...drum } as const;
    return [
      { kind: "noteOn", at, velocity: SOFT, ...note } as const,
      { kind: "noteOff", at: at + SOUNDING * interval, ...note } as const,
    ];
  });
}
