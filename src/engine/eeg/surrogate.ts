import { Draws, type Random } from "../random.ts";
import type { Millis } from "../time/units.ts";
import { type ScoreState, SILENCE, stateAfter } from "./score.ts";

/**
 * A made-up score for the random condition: a first-order course with the mean, the deviation and the memory of the child's own
 * score so far, of which it knows nothing else. Immutable.
 */
export interface Surrogate {
  readonly random: Random;
  /** Of the child's own score: how many, mean, sum of squared distances, sum of products of neighbours, and the last one. */
  readonly own: {
    readonly count: number;
    readonly mean: number;
    readonly squares: number;
    readonly products: number;
    readonly last: number;
  };
  /** Its present value in deviations from the mean. */
  readonly value: number;
  readonly state: ScoreState;
  /** How long it has been in the state. */
  readonly held: Millis;
  readonly at: Millis;
}

/** Fewer scores than this have no statistics worth following. */
const LEAST_SCORES = 20;
const MEMORY = { least: 0.5, most: 0.995 } as const;

export function openSurrogate(random: Random): Surrogate {
  const own = { count: 0, mean: 0, squares: 0, products: 0, last: 0 };
  return { random, own, value: 0, state: "between", held: 0, at: Number.NEGATIVE_INFINITY };
}

/** The child's own score, 0–1, is learnt, and the course goes a step on. */
export function passScore(surrogate: Surrogate, score: number, at: Millis): Surrogate {
  const { own } = surrogate;
  const count = own.count + 1;
  const mean = own.mean + (score - own.mean) / count;
  const squares = own.squares + (score - own.mean) * (score - mean);
  const products = own.count === 0 ? 0 : own.products + (own.last - mean) * (score - mean);
  const learnt = { count, mean, squares, products, last: score };
  if (count < LEAST_SCORES) return { ...surrogate, own: learnt, at };
  const memory = Math.max(MEMORY.least, Math.min(MEMORY.most, squares > 0 ? products / squares : 0));
  const draws = new Draws(surrogate.random);
  const value = memory * surrogate.value + Math.sqrt(1 - memory * memory) * draws.normal();
  const state = stateAfter(surrogate.state, mean + value * Math.sqrt(squares / count));
  const passed = Math.min(at - surrogate.at, SILENCE);
  const held = state === surrogate.state ? surrogate.held + passed : 0;
  return { random: draws.state, own: learnt, value, state, held, at };
}
