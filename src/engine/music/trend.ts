import type { Semitones, Ticks } from "../time/units.ts";
import type { Note } from "./note.ts";

/** Steps of a trend. */
export const TREND_STEPS = 8;
/** A step of a trend is clipped to ±12 semitones. */
export const TREND_CLIP: Semitones = 12;

/** The pitch that sounds longest in [from, to), or undefined in silence; of equals, the earlier. */
function mainPitch(notes: readonly Note[], from: Ticks, to: Ticks): Semitones | undefined {
  const sounding = new Map<Semitones, Ticks>();
  for (const note of notes) {
    const overlap = Math.min(to, note.onset + note.duration) - Math.max(from, note.onset);
    if (overlap > 0) sounding.set(note.pitch, (sounding.get(note.pitch) ?? 0) + overlap);
  }
  let best: Semitones | undefined;
  let longest = 0;
  for (const [pitch, time] of sounding) {
    if (time > longest) {
      best = pitch;
      longest = time;
    }
  }
  return best;
}

/**
 * The main pitch sequence: the pitch that sounds longest in each of `slots` equal parts of `length`; a silent part holds
 * the pitch before it. (After Chen et al. 2020, which leaves the rule open; this is the project's own.)
 */
export function mainPitches(notes: readonly Note[], length: Ticks, slots: number): Semitones[] {
  let held = notes[0]?.pitch ?? 0;
  return Array.from({ length: slots }, (_, slot) => {
    held = mainPitch(notes, (slot * length) / slots, ((slot + 1) * length) / slots) ?? held;
    return held;
  });
}

/** The trend of a course of eight main pitches: its steps, the first from the initial pitch, each clipped to ±12. */
export function trendOf(initialPitch: Semitones, course: readonly Semitones[]): Semitones[] {
  let before = initialPitch;
  return course.map((pitch) => {
    const step = Math.max(-TREND_CLIP, Math.min(TREND_CLIP, pitch - before));
    before = pitch;
    return step;
  });
}

/** The course of main pitches that a trend describes from an initial pitch. */
export function courseOf(initialPitch: Semitones, trend: readonly Semitones[]): Semitones[] {
  let pitch = initialPitch;
  return trend.map((step) => {
    pitch += step;
    return pitch;
  });
}

// Working rows of courseDistance: it is called for every segment of the library at every answer.
let above = new Float64Array(TREND_STEPS + 1);
let row = new Float64Array(TREND_STEPS + 1);

/**
 * Dynamic-time-warping distance of two courses of eight, in semitones a step; a step held back or hurried costs half a
 * semitone more. 0 for equal courses. Courses that should be compared wherever they lie are handed over as shapes.
 */
export function courseDistance(a: readonly Semitones[], b: readonly Semitones[]): number {
  above.fill(Number.POSITIVE_INFINITY);
  above[0] = 0;
  for (let i = 0; i < TREND_STEPS; i++) {
    const pitch = a[i] ?? 0;
    row[0] = Number.POSITIVE_INFINITY;
    for (let j = 0; j < TREND_STEPS; j++) {
      const reach = Math.min(above[j] ?? 0, (above[j + 1] ?? 0) + 0.5, (row[j] ?? 0) + 0.5);
      row[j + 1] = Math.abs(pitch - (b[j] ?? 0)) + reach;
    }
    [above, row] = [row, above];
  }
  return (above[TREND_STEPS] ?? 0) / TREND_STEPS;
}
