import type { ArmPose, Vector } from "./arm.ts";
import type { ChildGesture } from "./child-gesture.ts";

/** Something an arm does once, in seconds from its beginning. */
export interface Act {
  /** What it is; "other" is everyday movement. */
  readonly kind: ChildGesture | "other";
  /** What exactly, for tables: "shake", "walking", … */
  readonly name: string;
  readonly seconds: number;
  /** From when until when it is the gesture: a hand that is lowered again raises no more. */
  readonly from: number;
  readonly until: number;
  /** Its strokes, where it has some. */
  readonly strokes: readonly number[];
  /** By how much the pose differs from where the arm was. Smooth, and 0 before its beginning and after its end. */
  readonly moves: (t: number) => Partial<ArmPose>;
  /** Blows that come on top, in g in the axes of the forearm. */
  readonly blows: readonly Blow[];
}

/** The ringing of a wrist that was stopped short. */
export interface Blow {
  readonly at: number;
  /** In g, and in which direction. */
  readonly force: Vector;
  /** Cycles a second, and the time in which it dies down, in seconds. */
  readonly rate: number;
  readonly decay: number;
}

/** What a blow adds at a time. */
export function blowAt({ at, force, rate, decay }: Blow, t: number): Vector {
  const since = t - at;
  if (since < 0 || since > 8 * decay) return [0, 0, 0];
  const now = Math.exp(-since / decay) * Math.cos(2 * Math.PI * rate * since);
  return [force[0] * now, force[1] * now, force[2] * now];
}

/** Minimum jerk: 0 before, 1 after. */
export function ease(x: number): number {
  const t = Math.max(0, Math.min(1, x));
  return t ** 3 * (10 - 15 * t + 6 * t ** 2);
}

/** 0, up within `rise`, 1, down within `fall`, 0 from `seconds` on. */
export function swell(t: number, seconds: number, rise: number, fall = rise): number {
  return ease(t / rise) * (1 - ease((t - seconds + fall) / fall));
}
