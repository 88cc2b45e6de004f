import type { Semitones } from "../time/units.ts";
import { LOOKS_BACK } from "./echo.ts";
import type { Melody } from "./melody.ts";
import { barTicks, beatTicks } from "./meter.ts";
import type { Segment } from "./segment.ts";

/** What holds for a whole stream of segments. */
export interface StreamKind {
  readonly minor: boolean;
  /** Three-part bars (3/4, 9/8 …). */
  readonly triple: boolean;
}

/** A moment of a stream: a segment that has just been heard, and what is known with it. */
export interface Place extends StreamKind {
  /** Segments heard before this one. */
  readonly index: number;
  readonly segment: Segment;
  /** Mean of the courses heard so far, this segment's included, in semitones from the anchor. */
  readonly mean: Semitones;
  /** The segments heard lately, this one last. */
  readonly past: readonly Segment[];
}

/** The kind of stream that a melody of this key and meter gives. 3/4 and 9/8 are triple, 6/8 (two felt beats) is not. */
export function streamKind({ key, meter }: Pick<Melody, "key" | "meter">): StreamKind {
  const feltBeats = barTicks(meter) / beatTicks(meter);
  return { minor: key.mode === "minor", triple: feltBeats % 3 === 0 };
}

function meanOf(course: readonly Semitones[]): Semitones {
  return course.reduce((sum, pitch) => sum + pitch, 0) / Math.max(1, course.length);
}

/** The place of a stream's first segment. */
export function firstPlace(segment: Segment, { minor, triple }: StreamKind): Place {
  return { index: 0, segment, mean: meanOf(segment.course), past: [segment], minor, triple };
}

/**
 * The place of the segment that follows. Causal: it knows the segments up to this one, as a player does. The mean weighs
 * all courses alike.
 */
export function nextPlace(place: Place, segment: Segment): Place {
  const index = place.index + 1;
  const mean = place.mean + (meanOf(segment.course) - place.mean) / (index + 1);
  // One more than is looked back to, for the context of the oldest.
  const past = [...place.past.slice(-LOOKS_BACK - 1), segment];
  return { ...place, index, segment, mean, past };
}
