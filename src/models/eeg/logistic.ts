/** A row of cues. */
export type Row = Float64Array;

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

/** Solves A x = b for a positive definite A (Cholesky), which is written over. */
export function solve(a: Float64Array, b: Float64Array): Float64Array {
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

/** Mean and deviation of each cue; a cue that never moves has deviation 1. */
export function standardOf(rows: readonly Row[]): { means: Float64Array; deviations: Float64Array } {
  const width = rows[0]?.length ?? 0;
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  for (const row of rows)
    for (let i = 0; i < width; i++) means[i] = (means[i] as number) + (row[i] as number) / rows.length;
  for (const row of rows) {
    for (let i = 0; i < width; i++) {
      deviations[i] = (deviations[i] as number) + ((row[i] as number) - (means[i] as number)) ** 2 / rows.length;
    }
  }
  return { means, deviations: deviations.map((variance) => Math.sqrt(variance) || 1) };
}

/** Weights that make the classes count alike, whatever their numbers; they sum to the number of labels. */
export function balancedWeights(labels: ArrayLike<number>): Float64Array {
  let ones = 0;
  for (let i = 0; i < labels.length; i++) ones += labels[i] as number;
  const zeros = labels.length - ones;
  return Float64Array.from({ length: labels.length }, (_, i) => labels.length / 2 / (labels[i] === 1 ? ones : zeros));
}

const STEPS = 25;

/**
 * Logistic regression on standardised cues, L2 of strength 1 / `c`, classes balanced (as scikit-learn's with the same C): Newton's
 * method. Throws RangeError where only one class is there.
 */
export function fitLogistic(rows: readonly Row[], labels: ArrayLike<number>, c: number): Linear {
  const sample = balancedWeights(labels);
  if (!sample.every(Number.isFinite)) throw new RangeError("nothing to learn: all examples are of one class");
  const width = rows[0]?.length ?? 0;
  const { means, deviations } = standardOf(rows);
  const size = width + 1;
  const w = new Float64Array(size);
  const x = new Float64Array(size).fill(1);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(size);
    const hessian = new Float64Array(size * size);
    for (let i = 0; i < width; i++) {
      gradient[i] = (w[i] as number) / c;
      hessian[i * size + i] = 1 / c;
    }
    for (const [r, row] of rows.entries()) {
      let score = w[width] as number;
      for (let i = 0; i < width; i++) {
        x[i] = ((row[i] as number) - (means[i] as number)) / (deviations[i] as number);
        score += (w[i] as number) * (x[i] as number);
      }
      const p = 1 / (1 + Math.exp(-score));
      const weight = sample[r] as number;
      const push = weight * (p - (labels[r] as number));
      const bend = Math.max(1e-9, weight * p * (1 - p));
      for (let i = 0; i < size; i++) {
        const xi = x[i] as number;
        gradient[i] = (gradient[i] as number) + push * xi;
        const row = i * size;
        const part = bend * xi;
        for (let j = 0; j <= i; j++) hessian[row + j] = (hessian[row + j] as number) + part * (x[j] as number);
      }
    }
    const move = solve(hessian, gradient);
    let farthest = 0;
    for (let i = 0; i < size; i++) {
      w[i] = (w[i] as number) - (move[i] as number);
      farthest = Math.max(farthest, Math.abs(move[i] as number));
    }
    if (farthest < 1e-6) break;
  }
  const weights = Float64Array.from({ length: width }, (_, i) => (w[i] as number) / (deviations[i] as number));
  return {
    weights,
    bias: (w[width] as number) - weights.reduce((sum, weight, i) => sum + weight * (means[i] as number), 0),
  };
}
