import type { Decibels, Velocity } from "../time/units.ts";

/** Level of a velocity against 127: 40·log10(v / 127); 64 is −11.9 dB. (sensory-safety.md 2, GM2-style curve.) */
export function levelOf(velocity: Velocity): Decibels {
  return 40 * Math.log10(velocity / 127);
}

/** The velocity of a level, not rounded; never under 1. */
export function velocityOf(level: Decibels): Velocity {
  return Math.max(1, 127 * 10 ** (level / 40));
}
