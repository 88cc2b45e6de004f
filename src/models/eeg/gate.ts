import { fork, type Random } from "../../engine/random.ts";
import type { EegExample } from "./learner.ts";
import { participantFolds } from "./networks/participant-folds.ts";

/** Tells windows that are like those learnt from: Mahalanobis distance of z. */
export interface Gate {
  readonly centre: Float64Array;
  /** Lower triangle of the covariance's Cholesky factor, row by row. */
  readonly factor: Float64Array;
  /** A window farther away is unusual. */
  readonly limit: number;
}

/** Share of the covariance that is taken from its diagonal alone: windows are far fewer than they seem, since they overlap. */
const SHRINKAGE = 0.2;
/** No z is steadier than this, among windows that all had the same channel dead. */
const LEAST_VARIANCE = 1e-4;
/** Share of the windows of people left out that lie within the limit. */
const WITHIN = 0.99;
const FOLDS = 5;

function windowsOf(examples: readonly EegExample[]): Float64Array[] {
  // Sequences overlap: each window once.
  return [...new Set(examples.flatMap(({ windows }) => windows))].map(({ z }) => z);
}

function shapeOf(vectors: readonly Float64Array[]): Pick<Gate, "centre" | "factor"> {
  const width = vectors[0]?.length ?? 0;
  const centre = new Float64Array(width);
  for (const z of vectors)
    for (let i = 0; i < width; i++) centre[i] = (centre[i] as number) + (z[i] as number) / vectors.length;
  const factor = new Float64Array((width * (width + 1)) / 2);
  for (const z of vectors) {
    let place = 0;
    for (let i = 0; i < width; i++) {
      const own = ((z[i] as number) - (centre[i] as number)) / vectors.length;
      for (let j = 0; j <= i; j++) {
        factor[place] = (factor[place] as number) + own * ((z[j] as number) - (centre[j] as number));
        place += 1;
      }
    }
  }
  const at = (i: number, j: number) => (i * (i + 1)) / 2 + j;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) factor[at(i, j)] = (1 - SHRINKAGE) * (factor[at(i, j)] as number);
    factor[at(i, i)] = Math.max(LEAST_VARIANCE, factor[at(i, i)] as number);
  }
  for (let j = 0; j < width; j++) {
    for (let i = j; i < width; i++) {
      let sum = factor[at(i, j)] as number;
      for (let k = 0; k < j; k++) sum -= (factor[at(i, k)] as number) * (factor[at(j, k)] as number);
      factor[at(i, j)] = i === j ? Math.sqrt(Math.max(LEAST_VARIANCE / 100, sum)) : sum / (factor[at(j, j)] as number);
    }
  }
  return { centre, factor };
}

/** A function that gives the distance of a z vector. It holds scratch room. */
export function distanceBy({ centre, factor }: Pick<Gate, "centre" | "factor">): (z: Float64Array) => number {
  const width = centre.length;
  const solved = new Float64Array(width);
  return (z) => {
    let [squares, place] = [0, 0];
    for (let i = 0; i < width; i++) {
      let value = (z[i] as number) - (centre[i] as number);
      for (let j = 0; j < i; j++) value -= (factor[place++] as number) * (solved[j] as number);
      value /= factor[place++] as number;
      solved[i] = value;
      squares += value * value;
    }
    return Math.sqrt(squares);
  };
}

/**
 * The gate of training examples. The limit is the 99th percentile of the distances of people left out, from what the others look like:
 * those of the people themselves would be too small for a new child. Throws RangeError without examples.
 */
export function fitGate(examples: readonly EegExample[], random: Random): Gate {
  if (examples.length === 0) throw new RangeError("there are no examples to be like");
  const distances = participantFolds(examples, FOLDS, fork(random, "gate")).flatMap(({ learning, heldOut }) =>
    windowsOf(heldOut).map(distanceBy(shapeOf(windowsOf(learning)))),
  );
  const shape = shapeOf(windowsOf(examples));
  const sorted = (distances.length > 0 ? distances : windowsOf(examples).map(distanceBy(shape))).sort((a, b) => a - b);
  return { ...shape, limit: sorted[Math.min(sorted.length - 1, Math.floor(WITHIN * sorted.length))] as number };
}
