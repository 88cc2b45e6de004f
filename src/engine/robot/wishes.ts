import { ROBOT_AUTONOMIES, type RobotAutonomy, type Scene } from "./cue.ts";

/** What the therapist wishes of the robot while it goes. Whatever is wished, the limits hold. */
export interface RobotWishes {
  /** How large gestures are, in the size that they were written in: 0.25–1. */
  readonly size: number;
  /** How fast it moves, in what the limits allow: 0.5–1. */
  readonly speed: number;
  /** No livelier than was set for this child. */
  readonly lights: Scene["lights"];
  /** Whether the child's strokes on pads are mirrored as they come. */
  readonly mirrorsPads: boolean;
  readonly onlyWhenChildPlays: boolean;
  readonly autonomy: RobotAutonomy;
}

export const WISHED = { size: { least: 0.25, most: 1 }, speed: { least: 0.5, most: 1 } } as const;

/** From dark to lively. */
export const LIGHTS: readonly Scene["lights"][] = ["off", "still", "slow"];

/** The wishes with a change, inside their bounds; a number that is none changes nothing. `set`: what was set for this child. */
export function wish(before: RobotWishes, change: Partial<RobotWishes>, set: Pick<RobotWishes, "lights">): RobotWishes {
  const next = { ...before, ...change };
  const liveliest = LIGHTS.indexOf(set.lights);
  return {
    size: within(next.size, WISHED.size, before.size),
    speed: within(next.speed, WISHED.speed, before.speed),
    lights: LIGHTS[Math.max(0, Math.min(liveliest, LIGHTS.indexOf(next.lights)))] ?? "off",
    mirrorsPads: next.mirrorsPads === true,
    onlyWhenChildPlays: next.onlyWhenChildPlays === true,
    autonomy: ROBOT_AUTONOMIES.includes(next.autonomy) ? next.autonomy : before.autonomy,
  };
}

function within(value: number, { least, most }: { least: number; most: number }, otherwise: number): number {
  return Number.isFinite(value) ? Math.max(least, Math.min(most, value)) : otherwise;
}
