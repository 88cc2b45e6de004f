import { Draws, type Random } from "../../../engine/random.ts";
import { balancedWeights } from "../logistic.ts";
import type { Row } from "../rows.ts";

export interface ForestSetting {
  readonly trees: number;
  /** Fewest examples of a leaf. */
  readonly leaf: number;
}

/** Cues are looked at in so many steps, each with as many examples. */
const STEPS = 32;
const DEEPEST = 14;

interface Node {
  /** Place of the cue that decides; −1 in a leaf. */
  readonly cue: number;
  readonly threshold: number;
  /** Share of class 1, of a leaf. */
  readonly share: number;
  readonly below?: Node;
  readonly above?: Node;
}

/** Borders between the steps of a cue: at or below one is below. */
function bordersOf(rows: readonly Row[], cue: number): Float64Array {
  const values = Float64Array.from(rows, (row) => row[cue] as number).sort();
  return Float64Array.from(
    { length: STEPS - 1 },
    (_, i) => values[Math.floor(((i + 1) * values.length) / STEPS)] as number,
  );
}

function stepOf(borders: Float64Array, value: number): number {
  let [low, high] = [0, borders.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (borders[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The examples in steps, and what a tree needs to grow. */
interface Ground {
  readonly borders: readonly Float64Array[];
  /** Step of each example, cue after cue. */
  readonly steps: Uint8Array;
  readonly count: number;
  readonly labels: readonly number[];
  readonly weights: Float64Array;
  readonly leaf: number;
}

/** Gini impurity times the weight. */
function impurity(ones: number, all: number): number {
  return all > 0 ? (2 * ones * (all - ones)) / all : 0;
}

function bestSplit(ground: Ground, places: readonly number[], cue: number) {
  const { steps, count, labels, weights, leaf } = ground;
  const all = new Float64Array(STEPS);
  const ones = new Float64Array(STEPS);
  const numbers = new Int32Array(STEPS);
  let [total, totalOnes] = [0, 0];
  for (const i of places) {
    const step = steps[cue * count + i] as number;
    const weight = weights[i] as number;
    all[step] = (all[step] as number) + weight;
    numbers[step] = (numbers[step] as number) + 1;
    total += weight;
    if (labels[i] !== 1) continue;
    ones[step] = (ones[step] as number) + weight;
    totalOnes += weight;
  }
  let best = { gain: 0, step: -1 };
  let [below, belowOnes, number] = [0, 0, 0];
  for (let step = 0; step < STEPS - 1; step++) {
    below += all[step] as number;
    belowOnes += ones[step] as number;
    number += numbers[step] as number;
    if (number < leaf || places.length - number < leaf) continue;
    const left = impurity(belowOnes, below) + impurity(totalOnes - belowOnes, total - below);
    const gain = impurity(totalOnes, total) - left;
    if (gain > best.gain + 1e-12) best = { gain, step };
  }
  return best;
}

function grow(ground: Ground, places: readonly number[], depth: number, draws: Draws): Node {
  const { borders, steps, count, labels, weights } = ground;
  const tried = Math.max(1, Math.round(Math.sqrt(borders.length)));
  let chosen = { gain: 0, step: -1, cue: -1 };
  if (depth < DEEPEST && places.length >= 2 * ground.leaf) {
    for (let i = 0; i < tried; i++) {
      const cue = draws.whole(0, borders.length - 1);
      const { gain, step } = bestSplit(ground, places, cue);
      if (gain > chosen.gain) chosen = { gain, step, cue };
    }
  }
  const { cue, step } = chosen;
  if (cue < 0) {
    let [ones, all] = [0, 0];
    for (const i of places) {
      all += weights[i] as number;
      ones += labels[i] === 1 ? (weights[i] as number) : 0;
    }
    return { cue: -1, threshold: 0, share: ones / all };
  }
  const isBelow = (i: number) => (steps[cue * count + i] as number) <= step;
  return {
    cue,
    threshold: borders[cue]?.[step] as number,
    share: 0,
    below: grow(ground, places.filter(isBelow), depth + 1, draws),
    above: grow(
      ground,
      places.filter((i) => !isBelow(i)),
      depth + 1,
      draws,
    ),
  };
}

function shareOf(tree: Node, row: Row): number {
  let node = tree;
  while (node.below && node.above) node = (row[node.cue] as number) <= node.threshold ? node.below : node.above;
  return node.share;
}

/**
 * Random forest (Breiman 2001): trees on examples drawn with replacement, a root's number of cues tried at each node, classes balanced;
 * the logit of the mean share. Throws RangeError where only one class is there.
 */
export function fitForest(
  rows: readonly Row[],
  labels: readonly number[],
  { trees, leaf }: ForestSetting,
  random: Random,
): (row: Row) => number {
  const weights = balancedWeights(labels);
  const width = rows[0]?.length ?? 0;
  const borders = Array.from({ length: width }, (_, cue) => bordersOf(rows, cue));
  const steps = new Uint8Array(width * rows.length);
  for (const [cue, own] of borders.entries()) {
    for (const [i, row] of rows.entries()) steps[cue * rows.length + i] = stepOf(own, row[cue] as number);
  }
  const ground = { borders, steps, count: rows.length, labels, weights, leaf };
  const draws = new Draws(random);
  const forest = Array.from({ length: trees }, () => {
    const places = rows.map(() => draws.whole(0, rows.length - 1));
    return grow(ground, places, 0, draws);
  });
  return (row) => {
    const share = forest.reduce((sum, tree) => sum + shareOf(tree, row), 0) / trees;
    // No forest is surer than its number of trees allows.
    const least = 1 / (2 * trees);
    return Math.log(Math.max(least, share) / Math.max(least, 1 - share));
  };
}
