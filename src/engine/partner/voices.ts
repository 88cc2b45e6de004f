import { pitchClass } from "../music/note.ts";
import { chordOn, nearestPitch } from "../music/triad.ts";
import type { Voice } from "../music/voice.ts";
import type { Decibels, Millis, Pitch } from "../time/units.ts";
import type { Beat } from "./accompaniment.ts";
import { partsOf } from "./busy.ts";
import { BEATS_IN_BAR } from "./grid.ts";
import { isPitched } from "./harmony.ts";
import type { PlannedNote } from "./partner.ts";
import { type Layers, velocityIn } from "./sounding.ts";

/** Levels of the voices against a plain note, and of what falls between the beats. */
const LEVEL = { bass: 0, drone: -2, harmony: -5, pulse: -4, line: -1, between: -3, weak: -1.5 } as const;
/** Of the time to the next onset a note sounds so long: it is over when a beat comes a little early. */
const SHORT = 0.55;
const LONG = 0.8;
/** No note of a melody is held longer (sensory-safety.md 2), nor of a bass that goes on. */
const LONGEST: Millis = 2_000;
/** Maracas of General MIDI: they leave the hand drums to the child's motifs. */
const SHAKER: Pitch = 70;
/** The bass goes so far up from the bottom of the range. */
const HIGHEST = 18;
/** The child plays pads when most of its last notes were struck on some. */
const LAST_NOTES = 8;

/** A note to be struck in a beat. */
export interface Struck {
  readonly layer: keyof Layers;
  readonly pitch: Pitch;
  /** In beats from this one. */
  readonly part: number;
  readonly beats: number;
  readonly change: Decibels;
  readonly voice?: Voice;
}

/** The note of a layer, as loud as the layer is now; none while it is silent. */
export function strike(
  { grid, period, sounding }: Beat,
  { layer, pitch, part, beats, change, voice }: Struck,
): PlannedNote[] {
  const velocity = velocityIn(sounding, layer, change);
  if (velocity === undefined) return [];
  const note = { onset: grid.beat + part * period, duration: Math.min(LONGEST, beats * period), pitch, velocity };
  return [voice ? { ...note, voice } : note];
}

const inBar = ({ grid }: Beat) => grid.index % BEATS_IN_BAR;
const isStrong = (beat: Beat) => inBar(beat) % 2 === 0;

/** Root and fifth of the chord (or of the key, for a drone) in the lowest octave of the partner's range. */
function bassPitches(beat: Beat, home: boolean): { readonly root: Pitch; readonly fifth: Pitch } {
  const { harmony, scene } = beat;
  const { low } = scene.range;
  const tonic = harmony.key.tonic;
  const [rootStep = 0, ...others] = chordOn(harmony.scale, home ? 0 : harmony.degree);
  const fifthStep = others.find((step) => pitchClass(step - rootStep) === 7);
  const root = low + pitchClass(tonic + rootStep - low);
  // Where the scale has no fifth over it, the root's own octave takes its place.
  if (fifthStep === undefined) return { root, fifth: root + 12 <= low + HIGHEST ? root + 12 : root - 12 };
  return { root, fifth: nearestPitch(tonic + fifthStep, root, low, low + HIGHEST) };
}

/** The home tone in the lowest octave of the partner's range. */
export function homeBass(beat: Beat): Pitch {
  return bassPitches(beat, true).root;
}

/** The bass: the chord's root on the first beat of a bar, its fifth on the third. */
export function bassNotes(beat: Beat): PlannedNote[] {
  if (!isStrong(beat) || !partsOf(beat.sounding.busy, beat.grid.index).includes(0)) return [];
  const { root, fifth } = bassPitches(beat, false);
  const pitch = beat.bar ? root : fifth;
  const change = LEVEL.bass + (beat.bar ? 0 : LEVEL.weak);
  return strike(beat, { layer: "bass", pitch, part: 0, beats: 2 * LONG, change, voice: "bass" });
}

/** The drone: root and fifth of the key, held and struck in turn, so that one sounds on while the other begins. */
export function droneNotes(beat: Beat): PlannedNote[] {
  if (!isStrong(beat)) return [];
  const { root, fifth } = bassPitches(beat, true);
  const pitch = beat.bar ? root : fifth;
  const note = { layer: "drone", pitch, part: 0, beats: BEATS_IN_BAR * LONG, voice: "bass" } as const;
  return strike(beat, { ...note, change: LEVEL.drone });
}

/** The chord on the strong beats: the two tones that the bass has not, which leaves room for a melody in four notes at once. */
export function chordNotes(beat: Beat): PlannedNote[] {
  const parts = partsOf(beat.sounding.busy, beat.grid.index);
  if (!isStrong(beat) || !parts.includes(0)) return [];
  const { root, fifth } = bassPitches(beat, false);
  const bass = pitchClass(beat.bar ? root : fifth);
  const beats = LONG * (parts[1] ?? nextPart(beat));
  const change = LEVEL.harmony + (beat.bar ? 0 : LEVEL.weak);
  const others = beat.harmony.voicing.filter((pitch) => pitchClass(pitch) !== bass);
  // A chord without the bass's tone (sevenths over the fifth) leaves its root out: two tones, as ever.
  const tones = others.length > 2 ? others.filter((pitch) => pitchClass(pitch) !== pitchClass(root)) : others;
  // Under pads a drum is among the four.
  return tones
    .slice(playsPads(beat.scene) ? 1 : 0)
    .flatMap((pitch) => strike(beat, { layer: "harmony", pitch, part: 0, beats, change, voice: "chords" }));
}

/** Beats from this one to the next that has an onset, at this busyness. */
function nextPart({ sounding, grid }: Beat): number {
  return partsOf(sounding.busy, grid.index + 1).length > 0 ? 1 : 2;
}

/** Whether the child plays on pads. */
export function playsPads({ listening }: Beat["scene"]): boolean {
  const open = listening.phrase.filter(({ duration }) => duration === null);
  const last = [...listening.memory, ...open].slice(-LAST_NOTES);
  return last.length > 0 && last.filter(isPitched).length < last.length / 2;
}

/** The pulse on every onset that is asked for: a chord tone where the chord is silent, or a soft shaker under pads. */
export function pulseNotes(beat: Beat): PlannedNote[] {
  const parts = partsOf(beat.sounding.busy, beat.grid.index);
  const pads = playsPads(beat.scene);
  const chordSounds = isStrong(beat) && beat.sounding.layers.harmony > 0;
  return parts.flatMap((part, place) => {
    if (part === 0 && chordSounds && !pads) return [];
    const beats = SHORT * ((parts[place + 1] ?? (place + 1 < parts.length ? 1 : nextPart(beat))) - part);
    const change = LEVEL.pulse + (part === 0 ? 0 : LEVEL.between) + (beat.bar ? 0 : LEVEL.weak);
    if (pads) return strike(beat, { layer: "pulse", pitch: SHAKER, part, beats, change, voice: "drum" });
    const { voicing } = beat.harmony;
    return strike(beat, {
      layer: "pulse",
      pitch: voicing[1] ?? voicing[0] ?? 60,
      part,
      beats,
      change,
      voice: "chords",
    });
  });
}

/** The melody's notes that begin in this beat. */
export function lineNotes(beat: Beat): PlannedNote[] {
  return beat.line.flatMap(({ beat: at, beats, pitch, voice }) =>
    strike(beat, {
      layer: "line",
      pitch,
      part: at - beat.grid.index,
      beats: 0.95 * beats,
      change: LEVEL.line,
      ...(voice ? { voice } : {}),
    }),
  );
}

/** Every layer, as loud as the sounding says. */
export function playLayers(beat: Beat): PlannedNote[] {
  return [...bassNotes(beat), ...droneNotes(beat), ...chordNotes(beat), ...pulseNotes(beat), ...lineNotes(beat)];
}
