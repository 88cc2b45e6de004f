import type { Semitones } from "../time/units.ts";
import { PPQ } from "../time/units.ts";
import { noteEnd } from "./note.ts";
import type { Segment } from "./segment.ts";
import { TREND_CLIP, TREND_STEPS } from "./trend.ts";

/**
 * What the two networks see and say. Training and playing share this file, so that they cannot drift apart.
 *
 * Both read one vector a segment; the trend network is also told the next segment's initial pitch.
 */

/** Initial pitches, in semitones from the anchor: −18 … +19. */
export const PITCH_LOW: Semitones = -18;
export const PITCH_CLASSES = 38;
/** Classes of one step of the trend: −12 … +12. */
export const STEP_CLASSES = 2 * TREND_CLIP + 1;

/** What a segment's vector needs to know beyond the segment. */
export interface Place {
  /** Segments heard so far in this stream. */
  readonly index: number;
  /** Mean of the courses heard so far, this segment's included, in semitones from the anchor. */
  readonly mean: Semitones;
  readonly minor: boolean;
  /** Three-part bars (3/4, 9/8 …). */
  readonly triple: boolean;
}

const SCALARS = 16;
/** Length of {@link segmentFeatures}. */
export const SEGMENT_FEATURES = 2 * PITCH_CLASSES + 2 * TREND_STEPS + SCALARS;
/** Length of {@link trendFeatures}. */
export const TREND_FEATURES = SEGMENT_FEATURES + PITCH_CLASSES + 2;

/** Class of a relative pitch, clipped to the range: −18 -> 0, 0 -> 18. */
export function pitchIndex(pitch: Semitones): number {
  return Math.max(0, Math.min(PITCH_CLASSES - 1, Math.round(pitch) - PITCH_LOW));
}

/** Class of a step of the trend: −12 -> 0, 0 -> 12. */
export function stepIndex(step: Semitones): number {
  return Math.max(0, Math.min(STEP_CLASSES - 1, Math.round(step) + TREND_CLIP));
}

/** The vector of one segment; every number lies roughly in −2…2. */
export function segmentFeatures(segment: Segment, place: Place): Float32Array {
  const out = new Float32Array(SEGMENT_FEATURES);
  out[pitchIndex(segment.initialPitch)] = 1;
  out[PITCH_CLASSES + pitchIndex(segment.finalPitch)] = 1;
  let at = 2 * PITCH_CLASSES;
  for (const pitch of segment.course) out[at++] = pitch / 12;
  for (const step of segment.trend) out[at++] = step / 6;
  const beats = segment.length / PPQ;
  const count = segment.notes.length;
  const last = segment.notes[count - 1];
  const sounding = segment.notes.reduce((sum, note) => sum + note.duration, 0);
  const silentEnd = last ? segment.length - noteEnd(last) : segment.length;
  out[at++] = (segment.finalPitch - place.mean) / 6;
  out[at++] = (segment.initialPitch - place.mean) / 6;
  out[at++] = (segment.finalPitch - segment.initialPitch) / 6;
  out[at++] = place.mean / 6;
  out[at++] = count / beats / 2;
  out[at++] = sounding / segment.length;
  out[at++] = (last?.duration ?? 0) / PPQ / 2;
  out[at++] = silentEnd / PPQ / 2;
  out[at++] = beats / 8;
  out[at++] = place.minor ? 1 : 0;
  out[at++] = place.triple ? 1 : 0;
  out[at++] = place.index % 2;
  out[at++] = Math.cos((Math.PI * place.index) / 2);
  out[at++] = Math.sin((Math.PI * place.index) / 2);
  out[at++] = Math.cos((Math.PI * place.index) / 4);
  out[at] = Math.sin((Math.PI * place.index) / 4);
  return out;
}

/** The vector of the trend network: the segment's own and the initial pitch that comes next. */
export function trendFeatures(features: Float32Array, segment: Segment, nextInitialPitch: Semitones): Float32Array {
  const out = new Float32Array(TREND_FEATURES);
  out.set(features);
  out[SEGMENT_FEATURES + pitchIndex(nextInitialPitch)] = 1;
  out[SEGMENT_FEATURES + PITCH_CLASSES] = (nextInitialPitch - segment.finalPitch) / 6;
  out[SEGMENT_FEATURES + PITCH_CLASSES + 1] = nextInitialPitch / 12;
  return out;
}
