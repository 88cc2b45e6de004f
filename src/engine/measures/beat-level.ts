import type { Millis } from "../time/units.ts";
import type { Pulse } from "./asynchrony.ts";
import { gate, type Measure } from "./measure.ts";
import { concentration } from "./synchrony.ts";

/** A level of the beat, in beat periods. */
export type BeatLevel = 0.5 | 1 | 2;

const LEVELS: readonly BeatLevel[] = [2, 1, 0.5];

/** The pulse at a level of the beat. */
export function atLevel(pulse: Pulse, level: BeatLevel): Pulse {
  return { ...pulse, period: pulse.period * level };
}

/** The level with the greatest R; of equal ones the slowest (playing on the beat is also on the half beat). */
export function strongestLevel(onsets: readonly Millis[], pulse: Pulse): BeatLevel {
  const strengths = LEVELS.map((level) => concentration(onsets, atLevel(pulse, level)).strength);
  const best = Math.max(...strengths) - 1e-9;
  return LEVELS.find((_, i) => (strengths[i] ?? 0) >= best) ?? 1;
}

/**
 * `sync_level`, which beat level: the strongest of P/2, P and 2P in beat periods (0.5, 1, 2). To avoid fishing it is found
 * once a phase, from onsets before those that are scored, and the other measures of the beat are then taken at that level.
 * At least 10 onsets (as `sync_ppc`).
 */
export function measureBeatLevel(before: readonly Millis[], pulse: Pulse): Measure {
  const needs = { least: 10, what: "onsets of the child to settle the beat level" };
  return gate("sync_level", strongestLevel(before, pulse), before.length, needs);
}
