import type { Random } from "../random.ts";
import type { Decibels, Millis } from "../time/units.ts";
import { changeLoop, LOOP_OFF, type LoopDimension, type LoopSettings } from "./loop-settings.ts";
import type { ScoreState, ShownScore } from "./score.ts";
import { openSurrogate, passScore, type Surrogate } from "./surrogate.ts";

/** A move of the loop: one dimension, one step. */
export interface LoopMove {
  readonly at: Millis;
  /** Since the loop was switched on. */
  readonly after: Millis;
  readonly dimension: LoopDimension;
  readonly by: 1 | -1;
  /** Why, in words. */
  readonly reason: string;
}

/** The closed loop: what is set, and how far it has gone from what the therapist set. Immutable. */
export interface Loop {
  readonly settings: LoopSettings;
  readonly since: Millis;
  /** Whole steps from what the therapist set. */
  readonly steps: Readonly<Record<LoopDimension, number>>;
  readonly movedAt: Millis;
  /** Nothing moves before. */
  readonly pausedUntil: Millis;
  /** Of this run, oldest first. */
  readonly moves: readonly LoopMove[];
  readonly surrogate: Surrogate;
  /** Moves of the trajectory that are done with. */
  readonly played: number;
}

/** How large a step is, and how many there are to either side of what the therapist set: 4.5 dB, one of busy, 9 %, an octave. */
export const LOOP_STEPS: Readonly<Record<LoopDimension, { readonly size: number; readonly most: number }>> = {
  /** Decibels: a step of practice.md 7. */
  loudness: { size: 1.5, most: 3 },
  /** Of how busy, 0–5. */
  density: { size: 0.5, most: 2 },
  /** A share of the set tempo. */
  tempo: { size: 0.03, most: 3 },
  /** Octaves. */
  register: { size: 1, most: 1 },
};

/** After the therapist's own change the loop keeps still. */
export const THERAPIST_FIRST: Millis = 30_000;

const NO_STEPS = { loudness: 0, density: 0, tempo: 0, register: 0 } as const;

/** A loop that is off. */
export function openLoop(random: Random): Loop {
  return {
    settings: LOOP_OFF,
    since: Number.NEGATIVE_INFINITY,
    steps: NO_STEPS,
    movedAt: Number.NEGATIVE_INFINITY,
    pausedUntil: Number.NEGATIVE_INFINITY,
    moves: [],
    surrogate: openSurrogate(random),
    played: 0,
  };
}

/**
 * The therapist sets the loop. Switching it on, or to another condition, begins a run; switching it off, or a dimension out of it, goes
 * back to what the therapist has set.
 */
export function setLoop(loop: Loop, change: Partial<LoopSettings>, at: Millis, random: Random): Loop {
  const settings = changeLoop(loop.settings, change);
  if (!settings.on) return { ...openLoop(random), settings, moves: loop.moves };
  const begins =
    !loop.settings.on ||
    settings.condition !== loop.settings.condition ||
    settings.direction !== loop.settings.direction ||
    settings.trajectory !== loop.settings.trajectory;
  if (begins) return { ...openLoop(random), settings, since: at, movedAt: at };
  const kept = (dimension: LoopDimension) => (settings.dimensions.includes(dimension) ? loop.steps[dimension] : 0);
  const steps = {
    loudness: kept("loudness"),
    density: kept("density"),
    tempo: kept("tempo"),
    register: kept("register"),
  };
  return { ...loop, settings, steps };
}

/** The therapist set these dimensions: they stand as set, and nothing moves for a while. */
export function yieldLoop(loop: Loop, dimensions: readonly LoopDimension[], at: Millis): Loop {
  if (!loop.settings.on || dimensions.length === 0) return loop;
  const steps = { ...loop.steps };
  for (const dimension of dimensions) steps[dimension] = 0;
  return { ...loop, steps, pausedUntil: at + THERAPIST_FIRST };
}

/** Nothing sounds that could be steered: once it does, the loop waits as after a move. */
export function idleLoop(loop: Loop, at: Millis): Loop {
  return loop.settings.on ? { ...loop, movedAt: Math.max(loop.movedAt, at) } : loop;
}

/** What the loop adds to what the therapist set: decibels, busy, a factor of the tempo, octaves. */
export function leanOf({ steps }: Loop): { loudness: Decibels; busy: number; tempo: number; register: number } {
  return {
    loudness: steps.loudness * LOOP_STEPS.loudness.size,
    busy: steps.density * LOOP_STEPS.density.size,
    tempo: 1 + steps.tempo * LOOP_STEPS.tempo.size,
    register: steps.register * LOOP_STEPS.register.size,
  };
}

/** The score as the loop sees it. */
export interface LoopTick {
  readonly at: Millis;
  readonly shown: ShownScore;
  /** How long the score has been in its state. */
  readonly held: Millis;
}

/** Whether a step would change anything that sounds: the session knows, the loop does not. */
export type MayMove = (dimension: LoopDimension, by: 1 | -1) => boolean;

/** A score came. At most one step is made, and none without a score, before the dwell is over, or out of the bounds. */
export function tickLoop(loop: Loop, tick: LoopTick, mayMove: MayMove): { loop: Loop; move: LoopMove | null } {
  const { settings } = loop;
  if (!settings.on || tick.shown.kind === "none") return { loop, move: null };
  const surrogate = passScore(loop.surrogate, tick.shown.value / 100, tick.at);
  const ticked = { ...loop, surrogate };
  const waits = tick.at < loop.pausedUntil || tick.at - loop.movedAt < settings.dwell;
  if (waits) return { loop: ticked, move: null };
  const allowed: MayMove = (dimension, by) =>
    settings.dimensions.includes(dimension) &&
    Math.abs(loop.steps[dimension] + by) <= LOOP_STEPS[dimension].most &&
    mayMove(dimension, by);
  if (settings.condition === "yoked") return followTrajectory(ticked, tick.at, allowed);
  const { state, held } = settings.condition === "random" ? surrogate : { ...tick.shown, held: tick.held };
  const by = directionOf(state, settings);
  if (by === null || held < settings.dwell) return { loop: ticked, move: null };
  const dimension = nextDimension(loop, by, allowed);
  if (dimension === undefined) return { loop: ticked, move: null };
  const reason = settings.condition === "random" ? "by the drawn course" : reasonOf(tick.shown, held);
  return moved(ticked, tick.at, dimension, by, reason);
}

function directionOf(state: ScoreState, { direction }: LoopSettings): 1 | -1 | null {
  if (state === "between") return null;
  return (state === "listening") === (direction === "with") ? 1 : -1;
}

/** One dimension at a time, each in its turn. */
function nextDimension({ settings, moves }: Loop, by: 1 | -1, allowed: MayMove): LoopDimension | undefined {
  const { dimensions } = settings;
  const last = moves.at(-1);
  const turn = last ? dimensions.indexOf(last.dimension) + 1 : 0;
  return [...dimensions.slice(turn), ...dimensions.slice(0, turn)].find((dimension) => allowed(dimension, by));
}

function reasonOf({ value, uncertainty, state }: Extract<ShownScore, { kind: "score" }>, held: Millis): string {
  const like = state === "listening" ? "more like listening" : "more like own rest";
  return `${like} for ${Math.floor(held / 1_000)} s (score ${value} ± ${uncertainty})`;
}

function moved(loop: Loop, at: Millis, dimension: LoopDimension, by: 1 | -1, reason: string) {
  const move: LoopMove = { at, after: at - loop.since, dimension, by, reason };
  const steps = { ...loop.steps, [dimension]: loop.steps[dimension] + by };
  return { loop: { ...loop, steps, movedAt: at, moves: [...loop.moves, move] }, move };
}

/** The next move of the other session whose time has come; one that is not allowed here is passed over. */
function followTrajectory(loop: Loop, at: Millis, allowed: MayMove): { loop: Loop; move: LoopMove | null } {
  const { trajectory } = loop.settings;
  let { played } = loop;
  for (let next = trajectory[played]; next && next.after <= at - loop.since; next = trajectory[played]) {
    played++;
    if (allowed(next.dimension, next.by)) {
      return moved({ ...loop, played }, at, next.dimension, next.by, "as in the other session");
    }
  }
  return { loop: { ...loop, played }, move: null };
}
