import type { Degrees, Millis } from "../time/units.ts";
import type { Body } from "./body.ts";
import { minimumJerk } from "./gesture.ts";
import { hull, type Pose, type Span, spanAt, type Whereabouts, whereaboutsOf } from "./pose.ts";

/** One joint's way from rest to rest, in session time. */
export interface Move {
  readonly gesture: string;
  readonly joint: string;
  readonly to: Degrees;
  readonly begins: Millis;
  readonly ends: Millis;
}

/** What was sent to the robot: where the joints were before, and the moves that are not over. Immutable. */
export interface Motion {
  readonly places: Whereabouts;
  /** In order of time; the moves of one joint do not overlap. */
  readonly moves: readonly Move[];
  /** When the last move was over. */
  readonly stillSince: Millis;
}

/** A robot of which nothing is known but what its body allows. */
export function unknownMotion({ joints }: Body): Motion {
  return {
    places: Object.fromEntries(joints.map(({ name, low, high }) => [name, { low, high }])),
    moves: [],
    stillSince: Number.NEGATIVE_INFINITY,
  };
}

/** A robot that stands in a pose. Joints that the pose does not name may be anywhere. */
export function standingMotion(body: Body, pose: Pose): Motion {
  const unknown = unknownMotion(body);
  return { ...unknown, places: { ...unknown.places, ...whereaboutsOf(pose) } };
}

/** With moves that were just sent. */
export function send(motion: Motion, moves: readonly Move[]): Motion {
  return { ...motion, moves: [...motion.moves, ...moves].sort((one, other) => one.begins - other.begins) };
}

/** With what is over at `at` taken into the places. */
export function settle(motion: Motion, at: Millis): Motion {
  const over = motion.moves.filter(({ ends }) => ends <= at);
  if (over.length === 0) return motion;
  return {
    places: { ...motion.places, ...Object.fromEntries(over.map(({ joint, to }) => [joint, spanAt(to)])) },
    moves: motion.moves.filter(({ ends }) => ends > at),
    stillSince: Math.max(motion.stillSince, ...over.map(({ ends }) => ends)),
  };
}

/** When all that was sent is over. */
export function stillFrom({ moves, stillSince }: Motion): Millis {
  return Math.max(stillSince, ...moves.map(({ ends }) => ends));
}

/** Where the joints stand once all that was sent is over. */
export function placesAfter({ places, moves }: Motion): Whereabouts {
  return { ...places, ...Object.fromEntries(moves.map(({ joint, to }) => [joint, spanAt(to)])) };
}

/**
 * After a hold or a stop at `at`: joints that were about to move, or moving, are somewhere on their way. The order may have come
 * a little later than it was given, so that a move not yet begun counts as well.
 */
export function broken(motion: Motion, at: Millis): Motion {
  const settled = settle(motion, at);
  const places: Record<string, Span> = { ...settled.places };
  for (const { joint, to } of settled.moves) places[joint] = hull(places[joint] ?? spanAt(to), spanAt(to));
  return { places, moves: [], stillSince: settled.moves.length > 0 ? at : settled.stillSince };
}

/** Where the joints should be at `at`, from the middle of where each of them was. */
export function poseExpected(motion: Motion, at: Millis): Pose {
  const pose: Record<string, Degrees> = {};
  for (const [joint, { low, high }] of Object.entries(motion.places)) pose[joint] = (low + high) / 2;
  for (const { joint, to, begins, ends } of motion.moves) {
    const from = pose[joint] ?? to;
    pose[joint] = from + (to - from) * minimumJerk((at - begins) / (ends - begins));
  }
  return pose;
}
