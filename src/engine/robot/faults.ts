import type { Millis } from "../time/units.ts";
import { type Bounds, LEAST_DISTANCE, peakAcceleration, peakSpeed, SHORTEST_MOVE } from "./bounds.ts";
import type { Course } from "./gesture.ts";
import { farthest, type Span, spanAt, type Whereabouts } from "./pose.ts";

/** What a course asks of a joint that it may not do. `value` and `limit` are in the unit of `kind`. */
export interface Fault {
  readonly joint: string;
  readonly kind: "range" | "speed" | "acceleration" | "length";
  readonly value: number;
  readonly limit: number;
}

/** Rounding counts for nothing. */
const TOLERANCE = 1 + 1e-6;

/** Judges one move from somewhere in a span: its length, speed and acceleration, and where it leads. */
export function faultsOfMove(joint: string, from: Span, to: number, over: Millis, bounds: Bounds): Fault[] {
  const faults: Fault[] = [];
  const { low, high } = bounds;
  if (to < low - 1e-6 || to > high + 1e-6)
    faults.push({ joint, kind: "range", value: to, limit: to < low ? low : high });
  const distance = farthest(from, to);
  if (distance < LEAST_DISTANCE) return faults;
  const speed = peakSpeed(distance, over);
  const acceleration = peakAcceleration(distance, over);
  if (over * TOLERANCE < SHORTEST_MOVE) faults.push({ joint, kind: "length", value: over, limit: SHORTEST_MOVE });
  if (speed > bounds.speed * TOLERANCE) faults.push({ joint, kind: "speed", value: speed, limit: bounds.speed });
  if (acceleration > bounds.acceleration * TOLERANCE)
    faults.push({ joint, kind: "acceleration", value: acceleration, limit: bounds.acceleration });
  return faults;
}

/**
 * Judges a course pair by pair. Without `from`, a track's way to its first keyframe is not judged. Joints without bounds are
 * passed over: the body does not have them.
 */
export function faultsOf(course: Course, bounds: Readonly<Record<string, Bounds>>, from?: Whereabouts): Fault[] {
  const faults: Fault[] = [];
  for (const { joint, after, keyframes } of course.tracks) {
    const bound = bounds[joint];
    if (!bound) continue;
    let place = from?.[joint];
    let begun = after;
    for (const { time, angle } of keyframes) {
      faults.push(...faultsOfMove(joint, place ?? spanAt(angle), angle, time - begun, bound));
      place = spanAt(angle);
      begun = time;
    }
  }
  return faults;
}
