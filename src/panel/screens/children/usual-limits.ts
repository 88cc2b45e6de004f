import type { ChildCard } from "../../../server/protocol.ts";
import { letsHarsh } from "./disliked.ts";

type Limits = ChildCard["limits"];

/** The usual limits, of which a higher one wants a reason, and what no card can raise (sensory-safety 2). */
const USUAL = { velocityCap: 80, density: 8, share: 0.5 } as const;
export const ABSOLUTE = { velocity: 100, topNote: 96, density: 12, rise: 6 } as const;
const SENSITIVE = { velocityCap: 45, topNote: 84 } as const;
/** Decibels a second for each tolerance of surprise, and how long another sound takes to come in, in milliseconds. */
export const SURPRISES = {
  low: { rise: 3, over: 1_200 },
  medium: { rise: 4, over: 900 },
  high: { rise: 6, over: 600 },
} as const;

/** Whether a limit is higher than usual, or something harsh is let through. */
export function raisedLimits(limits: Limits): boolean {
  return (
    limits.velocityCap > USUAL.velocityCap ||
    limits.density > USUAL.density ||
    limits.share > USUAL.share ||
    letsHarsh(limits)
  );
}

/** The loudest velocity that holds. */
export function cappedBy({ sensitive, velocityCap }: Limits): number {
  return sensitive ? Math.min(SENSITIVE.velocityCap, velocityCap) : velocityCap;
}

export function topFor({ sensitive, topNote }: Limits): number {
  return sensitive ? Math.min(SENSITIVE.topNote, topNote) : topNote;
}

export function riseFor({ sensitive, surprise }: Limits): number {
  const { rise } = SURPRISES[surprise];
  return sensitive ? Math.min(SURPRISES.low.rise, rise) : rise;
}

/** The robot's lights that hold: where seizures are known or not asked after yet, no light moves. */
export function lightsFor({ seizures, robot }: ChildCard): "off" | "still" | "slow" {
  return seizures === "no" || robot.lights === "off" ? robot.lights : "still";
}
