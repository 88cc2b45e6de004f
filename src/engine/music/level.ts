import type { Decibels, Millis, Velocity } from "../time/units.ts";

/** Level of a velocity against 127: 40·log10(v / 127); 64 is −11.9 dB. (sensory-safety.md 2, GM2-style curve.) */
export function levelOf(velocity: Velocity): Decibels {
  return 40 * Math.log10(velocity / 127);
}

/** The velocity of a level, not rounded; never under 1. */
export function velocityOf(level: Decibels): Velocity {
  return Math.max(1, 127 * 10 ** (level / 40));
}

/** How something is turned up or down: from one level to another (0 is full) over a time, in a straight line of decibels. */
export interface LevelRamp {
  readonly at: Millis;
  readonly over: Millis;
  readonly from: Decibels;
  readonly to: Decibels;
}

/** The level at a time; full where nothing was turned down. */
export function levelAt(ramp: LevelRamp | undefined, at: Millis): Decibels {
  if (!ramp) return 0;
  if (at >= ramp.at + ramp.over) return ramp.to;
  return at <= ramp.at ? ramp.from : ramp.from + ((ramp.to - ramp.from) * (at - ramp.at)) / ramp.over;
}
