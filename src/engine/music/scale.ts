import type { Semitones } from "../time/units.ts";
import type { Key } from "./key.ts";
import { pitchClassWeights } from "./key.ts";
import type { Note } from "./note.ts";
import { pitchClass } from "./note.ts";
import { SCALES, stepsOf } from "./scales.ts";

/**
 * A scale of a key: the steps above the tonic, ascending, 0 first. Pitches handed to these functions are *relative*:
 * semitones above the tonic.
 */
export interface Scale {
  readonly steps: readonly Semitones[];
}

export const MAJOR: Scale = { steps: SCALES.major.steps };
export const NATURAL_MINOR: Scale = { steps: SCALES.minor.steps };
export const HARMONIC_MINOR: Scale = { steps: [0, 2, 3, 5, 7, 8, 11] };

/**
 * The scale of a key: the one that was set; else the seven notes that `notes` (absolute pitches) use: major, or minor with
 * whichever seventh degree sounds longer.
 */
export function scaleOf(key: Key, notes: readonly Pick<Note, "pitch" | "duration">[]): Scale {
  if (key.scale !== undefined) return { steps: stepsOf(key.scale) };
  if (key.mode === "major") return MAJOR;
  const weights = pitchClassWeights(notes);
  const natural = weights[pitchClass(key.tonic + 10)] ?? 0;
  const raised = weights[pitchClass(key.tonic + 11)] ?? 0;
  return raised > natural ? HARMONIC_MINOR : NATURAL_MINOR;
}

/**
 * The scale that the networks know a key by, where the one that was set for it is none they know: what is proposed in it is brought
 * into the other. Undefined where nothing needs to be.
 */
export function knownScale({ mode, scale }: Key): Scale | undefined {
  if (scale === undefined || scale === mode) return undefined;
  return mode === "major" ? MAJOR : NATURAL_MINOR;
}

/** Whether a relative pitch belongs to the scale. */
export function inScale(scale: Scale, pitch: Semitones): boolean {
  return scale.steps.includes(pitchClass(pitch));
}

/** The nearest pitch of the scale; of two equally near ones, the lower. */
export function snap(scale: Scale, pitch: Semitones): Semitones {
  for (let distance = 0; distance <= 6; distance++) {
    if (inScale(scale, pitch - distance)) return pitch - distance;
    if (inScale(scale, pitch + distance)) return pitch + distance;
  }
  return pitch;
}

/** The nearest pitch of the scale from `low` to `high`; of two equally near ones, the lower. Without any, the nearest bound. */
export function snapWithin(scale: Scale, pitch: Semitones, low: Semitones, high: Semitones): Semitones {
  const inside = Math.max(low, Math.min(high, pitch));
  for (let distance = 0; distance <= high - low; distance++) {
    const [below, above] = [inside - distance, inside + distance];
    if (below >= low && inScale(scale, below)) return below;
    if (above <= high && inScale(scale, above)) return above;
  }
  return inside;
}

/** The number of a scale pitch counted in scale steps from the tonic (0): in major, 4 -> 2, 12 -> 7, −1 -> −1. */
export function degreeOf(scale: Scale, pitch: Semitones): number {
  const snapped = snap(scale, pitch);
  const octave = Math.floor(snapped / 12);
  return octave * scale.steps.length + scale.steps.indexOf(pitchClass(snapped));
}

/** The relative pitch of a degree: the inverse of {@link degreeOf}. */
export function pitchOfDegree(scale: Scale, degree: number): Semitones {
  const size = scale.steps.length;
  const octave = Math.floor(degree / size);
  return octave * 12 + (scale.steps[degree - octave * size] ?? 0);
}

/** Moves a relative pitch by scale steps, so that it stays in the scale. */
export function shiftBySteps(scale: Scale, pitch: Semitones, steps: number): Semitones {
  return pitchOfDegree(scale, degreeOf(scale, pitch) + steps);
}

/** A pitch of the scale about a third over another: two steps of seven-note scales, else 3–5 semitones where there is a tone. */
export function thirdOver(scale: Scale, pitch: Semitones): Semitones {
  const from = snap(scale, pitch);
  if (scale.steps.length === 7) return shiftBySteps(scale, from, 2);
  const third = [4, 3, 5].find((above) => inScale(scale, from + above));
  return third === undefined ? shiftBySteps(scale, from, 1) : from + third;
}
