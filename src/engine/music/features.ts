import type { Semitones } from "../time/units.ts";
import { PPQ } from "../time/units.ts";
import type { Echo } from "./echo.ts";
import { echoesOf, tellEchoes } from "./echo.ts";
import { ECHO_FEATURES, TOLD_ECHO_FEATURES, writeEchoes, writeVotes } from "./echo-features.ts";
import { noteEnd } from "./note.ts";
import type { Place } from "./place.ts";
import { DIRECTIONS, TREND_CLIP, TREND_STEPS } from "./trend.ts";

/**
 * What the two networks see and say. Training and playing share this file, so that they cannot drift apart.
 *
 * Both read one vector a segment: the segment itself, its place, and what followed on earlier moments like it (echo.ts).
 * The trend network is also told the next segment's initial pitch.
 */

/** Initial pitches, in semitones from the anchor: −18 … +19. */
export const PITCH_LOW: Semitones = -18;
export const PITCH_CLASSES = 38;
/** Classes of one step of the trend: −12 … +12. */
export const STEP_CLASSES = 2 * TREND_CLIP + 1;
/** What the trend network says: the direction, and eight steps. */
export const TREND_OUTPUTS = DIRECTIONS + TREND_STEPS * STEP_CLASSES;

const SCALARS = 16;
/** What both networks read of the present segment and its place. */
const OWN_FEATURES = 2 * PITCH_CLASSES + 3 * TREND_STEPS + SCALARS;
/** Length of {@link pitchFeatures}. */
export const PITCH_FEATURES = OWN_FEATURES + ECHO_FEATURES + PITCH_CLASSES;
/** Length of {@link trendFeatures}. */
export const TREND_FEATURES = OWN_FEATURES + TOLD_ECHO_FEATURES + PITCH_CLASSES + 2;

/** Class of a relative pitch, clipped to the range: −18 -> 0, 0 -> 18. */
export function pitchIndex(pitch: Semitones): number {
  return Math.max(0, Math.min(PITCH_CLASSES - 1, Math.round(pitch) - PITCH_LOW));
}

/** Class of a step of the trend: −12 -> 0, 0 -> 12. */
export function stepIndex(step: Semitones): number {
  return Math.max(0, Math.min(STEP_CLASSES - 1, Math.round(step) + TREND_CLIP));
}

/** Writes the present segment and its place; every number lies roughly in −2…2. */
function writeOwn(out: Float32Array, { segment, mean, minor, triple, index }: Place): void {
  out[pitchIndex(segment.initialPitch)] = 1;
  out[PITCH_CLASSES + pitchIndex(segment.finalPitch)] = 1;
  let at = 2 * PITCH_CLASSES;
  for (const pitch of segment.course) out[at++] = pitch / 12;
  for (const step of segment.trend) out[at++] = step / 6;
  for (const step of segment.trend) out[at++] = step === 0 ? 1 : 0;
  const beats = segment.length / PPQ;
  const count = segment.notes.length;
  const last = segment.notes[count - 1];
  const sounding = segment.notes.reduce((sum, note) => sum + note.duration, 0);
  const silentEnd = last ? segment.length - noteEnd(last) : segment.length;
  out[at++] = (segment.finalPitch - mean) / 6;
  out[at++] = (segment.initialPitch - mean) / 6;
  out[at++] = (segment.finalPitch - segment.initialPitch) / 6;
  out[at++] = mean / 6;
  out[at++] = count / beats / 2;
  out[at++] = sounding / segment.length;
  out[at++] = (last?.duration ?? 0) / PPQ / 2;
  out[at++] = silentEnd / PPQ / 2;
  out[at++] = beats / 8;
  out[at++] = minor ? 1 : 0;
  out[at++] = triple ? 1 : 0;
  out[at++] = index % 2;
  out[at++] = Math.cos((Math.PI * index) / 2);
  out[at++] = Math.sin((Math.PI * index) / 2);
  out[at++] = Math.cos((Math.PI * index) / 4);
  out[at] = Math.sin((Math.PI * index) / 4);
}

/** The vector of the pitch network. */
export function pitchFeatures(place: Place, echoes: readonly Echo[] = echoesOf(place.past)): Float32Array {
  const out = new Float32Array(PITCH_FEATURES);
  writeOwn(out, place);
  const at = writeEchoes(out, OWN_FEATURES, echoes, place);
  writeVotes(out, at, echoes, PITCH_CLASSES, pitchIndex);
  return out;
}

/** The vector of the trend network: it is told the initial pitch that comes next. */
export function trendFeatures(
  place: Place,
  nextInitialPitch: Semitones,
  echoes: readonly Echo[] = echoesOf(place.past),
): Float32Array {
  const out = new Float32Array(TREND_FEATURES);
  writeOwn(out, place);
  const { segment, mean } = place;
  const present = { segment, mean, told: nextInitialPitch };
  const at = writeEchoes(out, OWN_FEATURES, tellEchoes(echoes, nextInitialPitch), present);
  out[at + pitchIndex(nextInitialPitch)] = 1;
  out[at + PITCH_CLASSES] = (nextInitialPitch - segment.finalPitch) / 6;
  out[at + PITCH_CLASSES + 1] = (nextInitialPitch - mean) / 6;
  return out;
}
