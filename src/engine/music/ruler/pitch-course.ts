import type { Bpm, Millis, Semitones, Ticks } from "../../time/units.ts";
import { ticksToMillis } from "../../time/units.ts";
import type { Note } from "../note.ts";
import { type Histogram, histogramOf, moverDistance } from "./histogram.ts";
import { intervalsOf } from "./intervals.ts";

/**
 * The figures of Chen et al. 2020: the range of pitches in each segment (PR) and the steps from pitch to pitch (PV). The
 * rate of pitch mutations is `leapShare` of {@link measureLeaps}.
 */
export interface PitchCourse {
  /** Segments by their range: bins of a semitone. */
  readonly ranges: Histogram;
  /** Steps without sign: bins of a semitone. */
  readonly variations: Histogram;
}

/** Two octaves, and more. */
const BINS = 26;
/** A pitch is prolonged that is held longer. */
const PROLONGED: Millis = 2_000;

/** Highest less lowest pitch in each stretch of `length` ticks, counted from `start`; empty stretches left out. */
export function pitchRanges(notes: readonly Note[], length: Ticks, start: Ticks = 0): Semitones[] {
  const ranges: Semitones[] = [];
  let stretch = -1;
  let low = 0;
  let high = 0;
  for (const { onset, pitch } of notes) {
    const place = Math.floor((onset - start) / length);
    if (place !== stretch) {
      if (stretch >= 0) ranges.push(high - low);
      stretch = place;
      low = pitch;
      high = pitch;
    }
    low = Math.min(low, pitch);
    high = Math.max(high, pitch);
  }
  if (stretch >= 0) ranges.push(high - low);
  return ranges;
}

/** The pitch course of a line whose segments are `length` ticks long, the first from `start`. */
export function pitchCourseOf(notes: readonly Note[], length: Ticks, start: Ticks = 0): PitchCourse {
  return {
    ranges: histogramOf(pitchRanges(notes, length, start), BINS),
    variations: histogramOf(Array.from(intervalsOf(notes), Math.abs), BINS),
  };
}

/** How far two courses lie apart in each histogram: earth mover's distances in semitones. */
export function courseDistance(a: PitchCourse, b: PitchCourse): { ranges: Semitones; variations: Semitones } {
  return { ranges: moverDistance(a.ranges, b.ranges), variations: moverDistance(a.variations, b.variations) };
}

/** Share of the notes that are held longer than 2 s; NaN without a note. */
export function prolongedShare(notes: readonly Note[], tempo: Bpm): number {
  let long = 0;
  for (const { duration } of notes) if (ticksToMillis(duration, tempo) > PROLONGED) long++;
  return long / notes.length;
}
