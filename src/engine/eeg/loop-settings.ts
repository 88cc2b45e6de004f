import type { Millis } from "../time/units.ts";

/** What the loop may move, from what is missed least. */
export const LOOP_DIMENSIONS = ["loudness", "density", "tempo", "register"] as const;
export type LoopDimension = (typeof LOOP_DIMENSIONS)[number];

/**
 * What decides on a move. `contingent`: the child's own score. The others are controls for research: `yoked` plays the moves of another
 * session, `random` follows a made-up score with the statistics of the child's own.
 */
export const LOOP_CONDITIONS = ["contingent", "yoked", "random"] as const;
export type LoopCondition = (typeof LOOP_CONDITIONS)[number];

/** Moves of another session, for the yoked condition: when, counted from when its loop was switched on, and what. */
export type Trajectory = readonly {
  readonly after: Millis;
  readonly dimension: LoopDimension;
  readonly by: 1 | -1;
}[];

/** How the score steers the music. Only a therapist switches it on. Plain JSON. */
export interface LoopSettings {
  readonly on: boolean;
  readonly dimensions: readonly LoopDimension[];
  readonly condition: LoopCondition;
  /** `with`: fuller music while the score is high, sparser while it is low. `against`: the other way round. */
  readonly direction: "with" | "against";
  /** No move sooner after another, and none before the score has stood so long where it stands; 8–60 s. */
  readonly dwell: Millis;
  /** Whether the panel keeps the condition to itself. */
  readonly blinded: boolean;
  readonly trajectory: Trajectory;
}

export const LOOP_OFF: LoopSettings = {
  on: false,
  dimensions: ["loudness", "density"],
  condition: "contingent",
  direction: "with",
  dwell: 10_000,
  blinded: false,
  trajectory: [],
};

export const LEAST_DWELL: Millis = 8_000;
const MOST_DWELL: Millis = 60_000;

/** The settings after a change, each inside its range. */
export function changeLoop(settings: LoopSettings, change: Partial<LoopSettings>): LoopSettings {
  const { dwell } = { ...settings, ...change };
  const wanted = change.dimensions ?? settings.dimensions;
  return {
    on: change.on ?? settings.on,
    dimensions: LOOP_DIMENSIONS.filter((dimension) => wanted.includes(dimension)),
    condition: change.condition ?? settings.condition,
    direction: change.direction ?? settings.direction,
    dwell: Number.isFinite(dwell) ? Math.max(LEAST_DWELL, Math.min(MOST_DWELL, dwell)) : settings.dwell,
    blinded: change.blinded ?? settings.blinded,
    trajectory: change.trajectory ?? settings.trajectory,
  };
}
