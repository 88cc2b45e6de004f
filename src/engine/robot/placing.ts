import type { Millis } from "../time/units.ts";
import { type Bounds, LEAST_DISTANCE, leastTime } from "./bounds.ts";
import type { Course } from "./gesture.ts";
import type { Move } from "./motion.ts";
import { farthest, spanAt, type Whereabouts } from "./pose.ts";

/** The beat that is kept, as the robot sees it. */
export interface Beat {
  readonly at: Millis;
  readonly period: Millis;
  readonly index: number;
}

/** A course's moves when it begins at `begins`; keyframes that move nothing are left out. */
export function movesOf(course: Course, begins: Millis, from: Whereabouts): Move[] {
  const moves: Move[] = [];
  for (const { joint, after, keyframes } of course.tracks) {
    let place = from[joint];
    let begun = after;
    for (const { time, angle } of keyframes) {
      if (!place || farthest(place, angle) >= LEAST_DISTANCE)
        moves.push({ gesture: course.name, joint, to: angle, begins: begins + begun, ends: begins + time });
      place = spanAt(angle);
      begun = time;
    }
  }
  return moves.sort((one, other) => one.begins - other.begins);
}

/** By how much the moves at the course's beginning may be shortened. */
export function slackOf(course: Course, bounds: Readonly<Record<string, Bounds>>, from: Whereabouts): Millis {
  const slacks = course.tracks.map(({ joint, after, keyframes }) => {
    const first = keyframes.find(({ angle }) => farthest(from[joint] ?? spanAt(angle), angle) >= LEAST_DISTANCE);
    const bound = bounds[joint];
    if (!first || !bound) return Number.POSITIVE_INFINITY;
    const begun = keyframes[keyframes.indexOf(first) - 1]?.time ?? after;
    return begun + (first.time - begun - leastTime(farthest(from[joint] ?? spanAt(first.angle), first.angle), bound));
  });
  return Math.max(0, Math.min(...slacks, 10_000));
}

/** The moves with none before `earliest`: those that would begin sooner are as much shorter. */
export function beginNotBefore(moves: readonly Move[], earliest: Millis): Move[] {
  return moves.map((move) => (move.begins < earliest ? { ...move, begins: earliest } : move));
}

/**
 * The first beat on which something that needs `offset` before it can fall, if nothing may happen before `earliest`. `every`:
 * beats of a bar that count, counted from its first (1: all, 4: the first alone).
 */
export function beatFor(beat: Beat, offset: Millis, earliest: Millis, every: number): Millis {
  let count = Math.ceil((earliest + offset - beat.at) / beat.period - 1e-6);
  while ((((beat.index + count) % every) + every) % every !== 0) count++;
  return beat.at + count * beat.period;
}
