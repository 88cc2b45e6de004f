import { type Row, standardOf } from "./rows.ts";

/** Weights of the cues as they come, and what is added. */
export interface Linear {
  readonly weights: Float64Array;
  readonly bias: number;
}

export function linearScore({ weights, bias }: Linear, row: Row): number {
  let score = bias;
  for (let i = 0; i < weights.length; i++) score += (weights[i] as number) * (row[i] as number);
  return score;
}

/** Weights that make the classes count alike, whatever their numbers; they sum to the number of labels. Throws RangeError without both. */
export function balancedWeights(labels: ArrayLike<number>): Float64Array {
  let ones = 0;
  for (let i = 0; i < labels.length; i++) ones += labels[i] as number;
  const zeros = labels.length - ones;
  if (ones === 0 || zeros === 0) throw new RangeError("nothing to learn: all examples are of one class");
  return Float64Array.from({ length: labels.length }, (_, i) => labels.length / 2 / (labels[i] === 1 ? ones : zeros));
}

/** Solves A x = b for a positive definite A, of which the lower triangle is read and written over (Cholesky). */
function solve(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (a[i * n + k] as number) * (a[j * n + k] as number);
      a[i * n + j] = i === j ? Math.sqrt(Math.max(1e-12, sum)) : sum / (a[j * n + j] as number);
    }
  }
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (a[i * n + k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (a[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = (x[i] as number) - (a[k * n + i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (a[i * n + i] as number);
  }
  return x;
}

const STEPS = 25;
/** A move of a weight of a standardised cue that changes nothing any more. */
const STILL = 1e-4;

/** Adds Σ bend·x·xᵀ to the lower triangle, four rows at a time: that is where all the time goes. */
function addSquares(into: Float64Array, x: Float64Array, bend: Float64Array, size: number): void {
  for (let r = 0; r < bend.length; r += 4) {
    const [b0, b1, b2, b3] = [bend[r] as number, bend[r + 1] as number, bend[r + 2] as number, bend[r + 3] as number];
    const o0 = r * size;
    const [o1, o2, o3] = [o0 + size, o0 + 2 * size, o0 + 3 * size];
    for (let i = 0; i < size; i++) {
      const p0 = b0 * (x[o0 + i] as number);
      const p1 = b1 * (x[o1 + i] as number);
      const p2 = b2 * (x[o2 + i] as number);
      const p3 = b3 * (x[o3 + i] as number);
      const row = i * size;
      for (let j = 0; j <= i; j++) {
        into[row + j] =
          (into[row + j] as number) +
          p0 * (x[o0 + j] as number) +
          p1 * (x[o1 + j] as number) +
          p2 * (x[o2 + j] as number) +
          p3 * (x[o3 + j] as number);
      }
    }
  }
}

/**
 * Logistic regression on standardised cues, L2 of strength 1 / `c`, the bias free, classes balanced (scikit-learn's with the same C):
 * Newton's method. Throws RangeError where only one class is there.
 */
export function fitLogistic(rows: readonly Row[], labels: ArrayLike<number>, c: number): Linear {
  const sample = balancedWeights(labels);
  const width = rows[0]?.length ?? 0;
  const size = width + 1;
  const { means, deviations } = standardOf(rows);
  // Filled up with rows of weight 0 to whole fours.
  const x = new Float64Array(4 * Math.ceil(rows.length / 4) * size);
  for (const [r, row] of rows.entries()) {
    for (let i = 0; i < width; i++) {
      x[r * size + i] = ((row[i] as number) - (means[i] as number)) / (deviations[i] as number);
    }
    x[r * size + width] = 1;
  }
  const bend = new Float64Array(x.length / size);
  const w = new Float64Array(size);
  for (let step = 0; step < STEPS; step++) {
    const gradient = w.map((weight, i) => (i < width ? weight / c : 0));
    const hessian = new Float64Array(size * size);
    for (let i = 0; i < width; i++) hessian[i * size + i] = 1 / c;
    for (let r = 0; r < rows.length; r++) {
      const at = r * size;
      let score = 0;
      for (let i = 0; i < size; i++) score += (w[i] as number) * (x[at + i] as number);
      const p = 1 / (1 + Math.exp(-score));
      const weight = sample[r] as number;
      const push = weight * (p - (labels[r] as number));
      for (let i = 0; i < size; i++) gradient[i] = (gradient[i] as number) + push * (x[at + i] as number);
      bend[r] = Math.max(1e-9, weight * p * (1 - p));
    }
    addSquares(hessian, x, bend, size);
    const move = solve(hessian, gradient);
    for (let i = 0; i < size; i++) w[i] = (w[i] as number) - (move[i] as number);
    if (move.every((value) => Math.abs(value) < STILL)) break;
  }
  const weights = Float64Array.from({ length: width }, (_, i) => (w[i] as number) / (deviations[i] as number));
  const moved = weights.reduce((sum, weight, i) => sum + weight * (means[i] as number), 0);
  return { weights, bias: (w[width] as number) - moved };
}
