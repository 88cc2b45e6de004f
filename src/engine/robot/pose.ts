import type { Degrees } from "../time/units.ts";
import type { Body } from "./body.ts";

/** The joints' angles at an instant, by name. */
export type Pose = Readonly<Record<string, Degrees>>;

/** Where a joint is, as far as is known: somewhere between the two. */
export interface Span {
  readonly low: Degrees;
  readonly high: Degrees;
}

/** Where the joints are, by name. */
export type Whereabouts = Readonly<Record<string, Span>>;

/** The pose that a session begins and ends in. */
export function restPose({ joints }: Body): Pose {
  return Object.fromEntries(joints.map(({ name, rest }) => [name, rest]));
}

/** Exactly here. */
export function spanAt(angle: Degrees): Span {
  return { low: angle, high: angle };
}

/** The joints of a known pose. */
export function whereaboutsOf(pose: Pose): Whereabouts {
  return Object.fromEntries(Object.entries(pose).map(([name, angle]) => [name, spanAt(angle)]));
}

/** The least span that holds both. */
export function hull(one: Span, other: Span): Span {
  return { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high) };
}

/** How far an angle is at the most. */
export function farthest({ low, high }: Span, angle: Degrees): Degrees {
  return Math.max(Math.abs(angle - low), Math.abs(angle - high));
}
