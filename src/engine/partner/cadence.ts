import { velocityOf } from "../music/level.ts";
import { pitchClass } from "../music/note.ts";
import { MAJOR, type Scale } from "../music/scale.ts";
import { TEMPO_SLOPE } from "../music/tempo.ts";
import { writtenIn } from "../music/transcription.ts";
import { chordOn, degreeNear, nearestPitch, voiceTriad } from "../music/triad.ts";
import type { Bpm, Decibels, Millis, Pitch } from "../time/units.ts";
import type { Footing } from "./footing.ts";
import { periodOf } from "./grid.ts";
import { type Parameters, USUAL } from "./parameters.ts";
import type { PlannedNote } from "./partner.ts";

/** How long a cadence lasts and how much it slows is set (practice.md 8: 4–8 s, 10–20 %). It never slows faster than this share of the slope. */
const WITHIN_SLOPE = 0.95;
/** A chord lasts two beats. */
const CHORD_BEATS = 2;
/** Its chords from the last back, as degrees, and the melody over them. */
const CHORDS = [0, 4, 3, 5, 0, 0] as const;
const MELODY = [0, 1, 3, 2, 4, 2] as const;
/** Each chord is so much softer than the one before. */
const SOFTENING: Decibels = 0.7;
const LEVEL = { melody: 0, bass: -2, chords: -5 } as const;
const SOUNDING = 0.95;
/** The partner holds no note longer. */
const LONGEST: Millis = 2_000;
/** The least distance of the chord from the bottom of the range: there is the bass. */
const OVER_BASS = 7;

/** A way home, in session time. */
export interface Cadence {
  readonly notes: readonly PlannedNote[];
  readonly begins: Millis;
  readonly ends: Millis;
}

/** What is set of a cadence. */
type Slowing = Pick<Parameters, "cadence" | "ritard">;

/** When each beat of a cadence falls, and when the last ends: an even ritard from `tempo` on. */
export function slowingBeats(begins: Millis, tempo: Bpm, { cadence, ritard }: Slowing = USUAL): Millis[] {
  const slows = Math.min(ritard, (WITHIN_SLOPE * TEMPO_SLOPE * (cadence / 1_000)) / tempo);
  const beats = Math.max(2, Math.round(cadence / periodOf(tempo) / CHORD_BEATS)) * CHORD_BEATS;
  const at = [begins];
  for (let beat = 0; beat < beats; beat++) {
    at.push((at[beat] ?? begins) + periodOf(tempo * (1 - (slows * beat) / (beats - 1))));
  }
  return at;
}

/** The degree that does duty for one of the cadence's in any scale: itself, where it has a triad that can be stood on. */
function cadenceDegree(scale: Scale, degree: number): number {
  return degreeNear(scale, MAJOR.steps[degree] ?? 0);
}

/** Chords that come home, a melody that goes down to the tonic, and a bass; slower and softer to the end. */
export function cadenceFrom(
  begins: Millis,
  { tempo, key, scale, tonic, level }: Footing,
  range: { readonly low: Pitch; readonly high: Pitch },
  set: Slowing,
): Cadence {
  const beats = slowingBeats(begins, tempo, set);
  const count = (beats.length - 1) / CHORD_BEATS;
  const notes: PlannedNote[] = [];
  const melody = writtenIn(key, scale, MELODY);
  let voicing: readonly Pitch[] = [];
  for (let chord = 0; chord < count; chord++) {
    const back = count - 1 - chord;
    const onset = beats[chord * CHORD_BEATS] ?? begins;
    const until = beats[(chord + 1) * CHORD_BEATS] ?? onset;
    const duration = Math.min(LONGEST, SOUNDING * (until - onset));
    const tones = chordOn(scale, cadenceDegree(scale, CHORDS[back] ?? 0)).map((step) => pitchClass(key.tonic + step));
    voicing = voiceTriad(tones, voicing, tonic - 5, range.low + OVER_BASS, Math.max(range.low + OVER_BASS + 24, tonic));
    const top = tonic + (melody[back] ?? 0);
    const bass = nearestPitch(tones[0] ?? key.tonic, range.low + 6, range.low, range.low + 12);
    const note = (pitch: Pitch, voice: "melody" | "bass" | "chords"): PlannedNote => ({
      onset,
      duration,
      pitch,
      velocity: Math.max(1, Math.floor(velocityOf(level + LEVEL[voice] - SOFTENING * chord))),
      ...(voice === "melody" ? {} : { voice }),
    });
    notes.push(note(top, "melody"), note(bass, "bass"));
    // Four notes at once are enough: the melody's own tone is not doubled.
    for (const pitch of voicing) if (pitchClass(pitch - top) !== 0) notes.push(note(pitch, "chords"));
  }
  return { notes, begins, ends: beats[beats.length - 1] ?? begins };
}
