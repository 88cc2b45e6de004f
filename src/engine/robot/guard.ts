import type { Millis } from "../time/units.ts";
import type { Scene } from "./cue.ts";
import type { Move } from "./motion.ts";

/** What forbids the robot to move. Immutable. */
export interface Guard {
  /** A person armed it, and the link has held since. */
  readonly armed: boolean;
  /** STOP was pressed and it was not armed again. */
  readonly stopped: boolean;
  /** A person said that nobody is within reach; asked anew each time it is armed. */
  readonly clear: boolean;
  /** Somebody is within reach now; when that was last so. */
  readonly within: boolean;
  readonly reachedAt: Millis;
  /** Somebody touches it now; when that last began or ended. */
  readonly touched: boolean;
  readonly touchedAt: Millis;
  readonly quiet: boolean;
  readonly onBreak: boolean;
  /** The freeze game stands still. */
  readonly paused: boolean;
  /** Nothing moves in it; null outside one. */
  readonly space: { readonly begins: Millis; readonly ends: Millis } | null;
  /** When the child last struck a note. */
  readonly childAt: Millis;
}

/** Nobody has armed the robot yet. */
export const UNARMED: Guard = {
  armed: false,
  stopped: false,
  clear: false,
  within: false,
  reachedAt: Number.NEGATIVE_INFINITY,
  touched: false,
  touchedAt: Number.NEGATIVE_INFINITY,
  quiet: false,
  onBreak: false,
  paused: false,
  space: null,
  childAt: Number.NEGATIVE_INFINITY,
};

/** After somebody was within reach nothing moves for this long. */
export const CALM_AFTER_REACH: Millis = 2_000;
/** After the hand that touched it is gone nothing moves for this long. */
export const CALM_AFTER_TOUCH: Millis = 1_000;
/** A child that played within this time is playing. */
const CHILD_PLAYS: Millis = 8_000;
/** The gesture that ends all others: allowed when the robot shall do nothing else. */
export const REST = "rest";

/** Why the robot may not begin to move at `at`, in words for the therapist; null when it may. */
export function heldBack(guard: Guard, scene: Scene, gesture: string, at: Millis): string | null {
  if (!guard.armed) return guard.stopped ? "Stopped: arm the robot to go on." : "The robot is not armed.";
  if (!guard.clear) return "Nobody within reach? Say so, and the robot may move.";
  if (guard.within || at < guard.reachedAt + CALM_AFTER_REACH) return "Somebody is within reach of the robot.";
  if (guard.touched || at < guard.touchedAt + CALM_AFTER_TOUCH) return "Somebody touches the robot.";
  if (gesture === REST) return null;
  if (scene.level === "off" || scene.level === "still") return `The robot is set to ${scene.level}.`;
  if (guard.onBreak) return "The robot rests in the break.";
  if (guard.quiet) return "The robot is quiet.";
  if (guard.paused && gesture !== "go") return "The robot stands still with the music.";
  if (scene.onlyWhenChildPlays && at - guard.childAt > CHILD_PLAYS) return "The robot moves when the child plays.";
  return null;
}

/** Whether a move, or a part of it, falls into the space. */
export function intoSpace({ space }: Guard, { begins, ends }: Pick<Move, "begins" | "ends">): boolean {
  return space !== null && ends > space.begins && begins < space.ends;
}
