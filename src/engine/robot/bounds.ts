import type { Degrees, DegreesPerSecond, DegreesPerSecondSquared, Metres, Millis } from "../time/units.ts";
import type { Joint } from "./body.ts";
import { PEAK_ACCELERATION, PEAK_SPEED } from "./gesture.ts";

/** What no rig can raise (sensory-safety.md 4). */
export const CEILING = {
  /** Of any joint; half of it for a child who is easily startled. */
  speed: 60 as DegreesPerSecond,
  sensitiveSpeed: 30 as DegreesPerSecond,
  /** Of the farthest point that a joint moves, in a second. */
  tip: 0.2 as Metres,
  reach: 0.25 as Metres,
  /** A move speeds up for so long at the least, and slows down for as long. */
  ramp: 400 as Millis,
} as const;

/** No move is shorter: a ramp in and a ramp out. */
export const SHORTEST_MOVE: Millis = 2 * CEILING.ramp;

/** What a joint may do. */
export interface Bounds {
  readonly low: Degrees;
  readonly high: Degrees;
  readonly speed: DegreesPerSecond;
  readonly acceleration: DegreesPerSecondSquared;
}

/** The strictest of what the joint, the room and the speed of its tip allow, or a share of that speed. */
export function boundsOf(joint: Joint, sensitive: boolean, share = 1): Bounds {
  const tip = CEILING.tip / Math.max(joint.reach, 1e-3) / (Math.PI / 180);
  const speed = Math.min(1, share) * Math.min(joint.speed, sensitive ? CEILING.sensitiveSpeed : CEILING.speed, tip);
  // The acceleration of a shortest move that just reaches the speed.
  const acceleration = ((PEAK_ACCELERATION / PEAK_SPEED) * speed) / (SHORTEST_MOVE / 1_000);
  return { low: joint.low, high: joint.high, speed, acceleration };
}

/** Peak speed of a minimum-jerk move. */
export function peakSpeed(distance: Degrees, over: Millis): DegreesPerSecond {
  return (PEAK_SPEED * Math.abs(distance)) / (over / 1_000);
}

/** Peak acceleration of a minimum-jerk move. */
export function peakAcceleration(distance: Degrees, over: Millis): DegreesPerSecondSquared {
  return (PEAK_ACCELERATION * Math.abs(distance)) / (over / 1_000) ** 2;
}

/** The shortest time in which a joint may be moved so far, in whole milliseconds; 0 for no distance. */
export function leastTime(distance: Degrees, { speed, acceleration }: Bounds): Millis {
  const far = Math.abs(distance);
  if (far < LEAST_DISTANCE) return 0;
  const bySpeed = (PEAK_SPEED * far) / speed;
  const byAcceleration = Math.sqrt((PEAK_ACCELERATION * far) / acceleration);
  return Math.max(SHORTEST_MOVE, Math.ceil(1_000 * Math.max(bySpeed, byAcceleration)));
}

/** Less than this is no move: a tenth of what a hobby servo resolves. */
export const LEAST_DISTANCE: Degrees = 0.05;
