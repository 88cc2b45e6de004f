import type { Listening, PlayedNote } from "../listening/phrase.ts";
import { type Key, type Mode, pitchClassWeights } from "../music/key.ts";
import { pitchClass } from "../music/note.ts";
import { inScale, MAJOR, type Scale, scaleOf } from "../music/scale.ts";
import { chooseDegree, chordOn, shellOf, voiceTriad } from "../music/triad.ts";
import type { Millis, Pitch, PitchClass } from "../time/units.ts";
import type { Scene } from "./technique.ts";

/** The chord that is accompanied with, and the key it stands in. Changes on bar lines only. Immutable. */
export interface Harmony {
  readonly key: Key;
  readonly scale: Scale;
  /** Degree of the chord's root, 0 the tonic. */
  readonly degree: number;
  /** The chord as it is played, ascending; empty before the first. */
  readonly voicing: readonly Pitch[];
}

export const NO_HARMONY: Harmony = { key: { tonic: 0, mode: "major" }, scale: MAJOR, degree: 0, voicing: [] };

/** A new home is gone to only where it holds so much more of what the child played, as a share of the time. */
const WORTH_MOVING = 0.12;
/** The chord lies around here, at a register of 0. */
const CHORD_CENTRE: Pitch = 63;
/** Over the bass, which has the octave below. */
const OVER_BASS = 7;

/** Whether a note has a pitch: a drum pad's number is none. */
export const isPitched = ({ pad }: PlayedNote): boolean => !pad;

/** The notes with a pitch that the player has struck since a time, with the length they have so far. */
export function pitchedSince({ memory, phrase }: Listening, since: Millis, at: Millis): PlayedNote[] {
  const open = phrase.filter(({ duration }) => duration === null);
  return [...memory, ...open]
    .filter((note) => note.onset >= since && isPitched(note))
    .map((note) => ({ ...note, duration: note.duration ?? Math.max(1, at - note.onset) }));
}

/** Sounding time of each pitch class above a tonic. */
function weightsAbove(tonic: number, notes: readonly PlayedNote[]): number[] {
  const weights = pitchClassWeights(notes.map(({ pitch, duration }) => ({ pitch, duration: duration ?? 1 })));
  return weights.map((_, step) => weights[pitchClass(tonic + step)] ?? 0);
}

/** The share of the notes' time that lies in a key's scale; 1 without notes. */
function shareIn({ tonic }: Key, scale: Scale, notes: readonly PlayedNote[]): number {
  const weights = weightsAbove(tonic, notes);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 1;
  return weights.reduce((sum, weight, step) => sum + (inScale(scale, step) ? weight : 0), 0) / total;
}

/** The scale of a key, as the child uses it. */
function usedScale(key: Key, { memory }: Listening): Scale {
  const notes = memory.filter(isPitched).map(({ pitch, duration }) => ({ pitch, duration: duration ?? 1 }));
  return scaleOf(key, notes);
}

/**
 * The key to go on in: one that was `asked` for at once; else the one before, as long as it holds what the child plays about
 * as well as the `heard` one. A home that follows every turn is none.
 */
function settleKey({ listening }: Scene, before: Harmony, heard: Key, asked: Key | undefined): Key {
  if (asked) return asked;
  // A scale that was set, and is not any more, holds nobody.
  if (before.voicing.length === 0 || before.key.scale !== undefined) return heard;
  const notes = listening.memory.filter(isPitched);
  const gain = shareIn(heard, usedScale(heard, listening), notes) - shareIn(before.key, before.scale, notes);
  return gain >= WORTH_MOVING ? heard : before.key;
}

/** The pitch class that sounded longest between two times; undefined when none did. */
export function mostUsed(listening: Listening, since: Millis, at: Millis): PitchClass | undefined {
  const weights = weightsAbove(0, pitchedSince(listening, since, at));
  const most = Math.max(...weights);
  return most > 0 ? weights.indexOf(most) : undefined;
}

/** The mode on a tonic that holds more of what was played. */
export function modeOn(tonic: PitchClass, listening: Listening): Mode {
  const share = (mode: Mode) => {
    const key = { tonic, mode };
    return shareIn(key, usedScale(key, listening), listening.memory.filter(isPitched));
  };
  return share("minor") > share("major") ? "minor" : "major";
}

/** The chord's tones above the tonic: the scale's own chord, or with sevenths root, third and seventh, for the bass has the fifth as well. */
function tonesOf(scale: Scale, degree: number, richness: number): readonly number[] {
  return (richness >= 2 ? shellOf(scale, degree) : undefined) ?? chordOn(scale, degree);
}

/** The harmony of the next bar: `heard` and `asked` as above, `since` from when the child's notes count, `register` in octaves. */
export function nextHarmony(
  scene: Scene,
  at: Millis,
  since: Millis,
  { heard, asked, still, register }: { heard: Key; asked: Key | undefined; still: boolean; register: number },
): Harmony {
  const before = scene.partner.harmony;
  const key = settleKey(scene, before, heard, asked);
  const scale = usedScale(key, scene.listening);
  const degree = still
    ? 0
    : chooseDegree(scale, weightsAbove(key.tonic, pitchedSince(scene.listening, since, at)), before.degree);
  const tones = tonesOf(scale, degree, scene.steering.richness).map((step) => pitchClass(key.tonic + step));
  const { low, high } = scene.range;
  const centre = Math.max(low + OVER_BASS + 6, Math.min(high - 6, CHORD_CENTRE + 12 * register));
  return { key, scale, degree, voicing: voiceTriad(tones, before.voicing, centre, low + OVER_BASS, high) };
}

/** Whether all of a chord is in the scale that was set; what follows the child always is. */
export function isInside({ voicing }: Harmony, key: Key | undefined): boolean {
  if (key?.scale === undefined) return true;
  const scale = scaleOf(key, []);
  return voicing.every((pitch) => inScale(scale, pitch - key.tonic));
}
