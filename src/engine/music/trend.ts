import type { Semitones, Ticks } from "../time/units.ts";
import { type Note, noteEnd } from "./note.ts";

/** Steps of a trend. */
export const TREND_STEPS = 8;
/** A step of a trend is clipped to ±12 semitones. */
export const TREND_CLIP: Semitones = 12;

/**
 * The main pitch sequence: the pitch that sounds longest in each of `slots` equal parts of `length` (of equals, the
 * earlier); a silent part holds the pitch before it. Notes in order of onset, none overlapping the next. (After Chen et
 * al. 2020, which leaves the rule open; this is the project's own.)
 */
export function mainPitches(notes: readonly Note[], length: Ticks, slots: number): Semitones[] {
  const course = new Array<Semitones>(slots);
  let held = notes[0]?.pitch ?? 0;
  let first = 0;
  for (let slot = 0; slot < slots; slot++) {
    const from = (slot * length) / slots;
    const to = ((slot + 1) * length) / slots;
    while (first < notes.length && noteEnd(notes[first] as Note) <= from) first++;
    let longest = 0;
    for (let i = first; i < notes.length; i++) {
      const { onset, pitch } = notes[i] as Note;
      if (onset >= to) break;
      let time = 0;
      // Few notes sound in a part, so that adding up the equal ones anew each time is quicker than keeping a list.
      for (let j = first; j < notes.length; j++) {
        const note = notes[j] as Note;
        if (note.onset >= to) break;
        if (note.pitch === pitch) time += Math.min(to, noteEnd(note)) - Math.max(from, note.onset);
      }
      if (time > longest) {
        held = pitch;
        longest = time;
      }
    }
    course[slot] = held;
  }
  return course;
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

/** A step may be held back or hurried by two at the most (a band, as Sakoe & Chiba 1978 have it). */
const BAND = 2;
/** What holding back or hurrying a step costs. */
const OUT_OF_STEP: Semitones = 0.5;
const OUT_OF_REACH = 1e9;
// Two working rows, one after the other: the function is called for every segment of the library at every answer.
const WIDTH = TREND_STEPS + 1;
const rows = new Float64Array(2 * WIDTH);

/**
 * Dynamic-time-warping distance of two courses of eight, in semitones a step; a step held back or hurried costs half a
 * semitone more. 0 for equal courses. Courses that should be compared wherever they lie are handed over as shapes.
 */
export function courseDistance(a: readonly Semitones[], b: readonly Semitones[]): number {
  rows.fill(OUT_OF_REACH);
  rows[0] = 0;
  let above = 0;
  let row = WIDTH;
  for (let i = 0; i < TREND_STEPS; i++) {
    const pitch = a[i] as number;
    const first = Math.max(0, i - BAND);
    const last = Math.min(TREND_STEPS - 1, i + BAND);
    rows[row + first] = OUT_OF_REACH;
    for (let j = first; j <= last; j++) {
      const straight = rows[above + j] as number;
      const held = (rows[above + j + 1] as number) + OUT_OF_STEP;
      const hurried = (rows[row + j] as number) + OUT_OF_STEP;
      rows[row + j + 1] = Math.abs(pitch - (b[j] as number)) + Math.min(straight, held, hurried);
    }
    if (last + 2 < WIDTH) rows[row + last + 2] = OUT_OF_REACH;
    [above, row] = [row, above];
  }
  return (rows[above + TREND_STEPS] as number) / TREND_STEPS;
}

/** Rise of the regression line through a course, from its first main pitch to its last, in semitones. */
export function riseOf(course: readonly Semitones[]): Semitones {
  const middle = (course.length - 1) / 2;
  let along = 0;
  let spread = 0;
  course.forEach((pitch, i) => {
    along += (i - middle) * pitch;
    spread += (i - middle) ** 2;
  });
  return spread > 0 ? (along / spread) * (course.length - 1) : 0;
}

/** Where a course goes: 0 down, 1 flat (within ±2 semitones), 2 up. */
export type Direction = 0 | 1 | 2;
/** Down, flat, up. */
export const DIRECTIONS = 3;
/** A rise within these bounds is flat. */
const FLAT: Semitones = 2;

/** The direction of a rise. */
export function directionOf(rise: Semitones): Direction {
  if (rise < -FLAT) return 0;
  return rise > FLAT ? 2 : 1;
}
