import type { Semitones } from "../time/units.ts";
import type { Place } from "./features.ts";
import type { Melody } from "./melody.ts";
import { barTicks, beatTicks } from "./meter.ts";
import type { Segment } from "./segment.ts";

/** What holds for a whole stream of segments. */
export type StreamKind = Pick<Place, "minor" | "triple">;

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
  return { index: 0, mean: meanOf(segment.course), minor, triple };
}

/**
 * The place of the segment that follows. Causal: it knows the segments up to this one, as a player does. The mean weighs
 * all courses alike.
 */
export function nextPlace(place: Place, segment: Segment): Place {
  const index = place.index + 1;
  const mean = place.mean + (meanOf(segment.course) - place.mean) / (index + 1);
  return { ...place, index, mean };
}
