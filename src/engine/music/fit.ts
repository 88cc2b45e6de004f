import type { Millis, Semitones, Ticks } from "../time/units.ts";
import { millisToTicks } from "../time/units.ts";

import { shiftBySteps, snap } from "./scale.ts";
import type { RelativeNote, Segment } from "./segment.ts";
import { segmentOf } from "./segment.ts";
import type { Wish } from "./wish.ts";

/** No note of the stream lasts longer (music.md: "prolonged" is a pitch held over 2 s). */
export const LONGEST_NOTE: Millis = 2_000;
/** No join of two segments is a larger leap. */
export const LARGEST_JOIN: Semitones = 7;

/** Cuts notes to what the wish allows: at most so many, so long, none reaching over the end or over 2 s. */
function trim(notes: readonly RelativeNote[], length: Ticks, wish: Wish): RelativeNote[] {
  const longest = Math.floor(millisToTicks(LONGEST_NOTE, wish.tempo));
  return notes
    .filter((note) => note.onset < length)
    .slice(0, wish.mostNotes)
    .map((note) => ({ ...note, duration: Math.min(note.duration, length - note.onset, longest) }));
}

/**
 * Fits a segment to the moment: into the scale, moved by `steps` of it, trimmed to the wish. Undefined when a pitch would
 * leave the range or nothing is left.
 */
export function fitSegment(segment: Segment, steps: number, wish: Wish): Segment | undefined {
  const length = Math.min(segment.length, wish.mostTicks);
  const notes = trim(segment.notes, length, wish).map((note) => ({
    ...note,
    pitch: shiftBySteps(wish.scale, note.pitch, steps),
  }));
  if (notes.length === 0 || notes.some((note) => note.pitch < wish.low || note.pitch > wish.high)) return undefined;
  return segmentOf(notes, length, segment.source, segment.index);
}

/** Where a course (eight values over the segment) stands at a point, 0–1, between its values in a straight line, in whole semitones. */
function courseAt(course: readonly Semitones[], point: number): Semitones {
  const position = Math.max(0, Math.min(course.length - 1, point * course.length - 0.25));
  const slot = Math.floor(position);
  const here = course[slot] ?? 0;
  const next = course[slot + 1] ?? here;
  return Math.round(here + (next - here) * (position - slot));
}

/**
 * A new segment: the rhythm of `rhythm`, its first note on `initialPitch`, the others along `course`, in the scale and
 * the range, with no leap over {@link LARGEST_JOIN}.
 */
export function makeSegment(
  rhythm: Segment,
  initialPitch: Semitones,
  course: readonly Semitones[],
  wish: Wish,
): Segment | undefined {
  const length = Math.min(rhythm.length, wish.mostTicks);
  let before = initialPitch;
  const notes = trim(rhythm.notes, length, wish).map((note, place) => {
    if (place > 0) {
      const wanted = Math.max(wish.low, Math.min(wish.high, courseAt(course, note.onset / rhythm.length)));
      before = snap(wish.scale, Math.max(before - LARGEST_JOIN + 1, Math.min(before + LARGEST_JOIN - 1, wanted)));
    }
    return { ...note, pitch: before };
  });
  if (notes.length === 0 || notes.some((note) => note.pitch < wish.low || note.pitch > wish.high)) return undefined;
  return segmentOf(notes, length, "made", 0);
}
