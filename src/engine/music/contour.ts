import type { Semitones, Ticks } from "../time/units.ts";
import { type Note, noteEnd } from "./note.ts";
import { courseDistance, mainPitches, TREND_STEPS } from "./trend.ts";

/** A line that what comes next shall follow in its ups and downs, from a place in it on. */
export interface Contour {
  /** In order of onset; at least one. */
  readonly notes: readonly Note[];
  readonly from: Ticks;
  /** How much it counts against the usual; 1 when left out. */
  readonly weight?: number;
}

/** The course of the contour over `length` from its place on; undefined where nothing of it is left. */
export function contourOver({ notes, from }: Contour, length: Ticks): Semitones[] | undefined {
  const left = notes
    .filter((note) => noteEnd(note) > from && note.onset < from + length)
    .map((note) => ({ ...note, onset: Math.max(0, note.onset - from) }));
  return left.length === 0 ? undefined : mainPitches(left, length, TREND_STEPS);
}

function aboutMean(course: readonly Semitones[]): Semitones[] {
  const mean = course.reduce((sum, pitch) => sum + pitch, 0) / course.length;
  return course.map((pitch) => pitch - mean);
}

/** How far a course is from the contour, wherever both lie, in semitones a step; 0 where nothing of the contour is left. */
export function distanceToContour(contour: Contour, course: readonly Semitones[], length: Ticks): number {
  const wanted = contourOver(contour, length);
  return wanted ? courseDistance(aboutMean(course), aboutMean(wanted)) : 0;
}
