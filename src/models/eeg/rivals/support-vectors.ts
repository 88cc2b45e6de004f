import { Draws, type Random } from "../../../engine/random.ts";
import { shuffle } from "../../batches.ts";
import { balancedWeights } from "../logistic.ts";
import { type Row, standardiser } from "../rows.ts";

export interface SupportVectorSetting {
  readonly c: number;
  /** Of exp(−gamma·|x−y|²), with 1 / number of cues as its unit. */
  readonly gamma: number;
}

/** More examples bring little and cost their square: that many are drawn. */
const MOST = 700;
/** Largest violation of the optimality conditions that is let stand (LIBSVM's default). */
const TOLERANCE = 1e-3;
const LEAST_CURVATURE = 1e-12;

function distance(one: Row, other: Row): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += ((one[i] as number) - (other[i] as number)) ** 2;
  return sum;
}

/** Not more than `MOST` of the places, drawn by chance, in their order. */
function draw(count: number, random: Random): number[] {
  const places = Array.from({ length: count }, (_, i) => i);
  if (count <= MOST) return places;
  shuffle(places, new Draws(random));
  return places.slice(0, MOST).sort((a, b) => a - b);
}

/** Kernel values of all pairs, row by row. */
function kernelOf(rows: readonly Row[], gamma: number): Float32Array {
  const n = rows.length;
  const kernel = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const value = Math.exp(-gamma * distance(rows[i] as Row, rows[j] as Row));
      kernel[i * n + j] = value;
      kernel[j * n + i] = value;
    }
  }
  return kernel;
}

interface Solution {
  /** y·α of each example. */
  readonly shares: Float64Array;
  readonly bias: number;
}

/** Sequential minimal optimisation with second-order choice of the pair (Fan, Chen & Lin 2005). `limits`: C of each example. */
function optimise(kernel: Float32Array, y: Int8Array, limits: Float64Array): Solution {
  const n = y.length;
  const alpha = new Float64Array(n);
  const gradient = new Float64Array(n).fill(-1);
  const isUp = (t: number) => (y[t] === 1 ? (alpha[t] as number) < (limits[t] as number) : (alpha[t] as number) > 0);
  const isLow = (t: number) => (y[t] === 1 ? (alpha[t] as number) > 0 : (alpha[t] as number) < (limits[t] as number));
  let [most, least] = [0, 0];
  for (let round = 0; round < 100 * n; round++) {
    let i = -1;
    most = Number.NEGATIVE_INFINITY;
    for (let t = 0; t < n; t++) {
      const value = -(y[t] as number) * (gradient[t] as number);
      if (value > most && isUp(t)) [most, i] = [value, t];
    }
    let j = -1;
    least = Number.POSITIVE_INFINITY;
    let gain = 0;
    for (let t = 0; t < n; t++) {
      if (!isLow(t)) continue;
      const value = -(y[t] as number) * (gradient[t] as number);
      least = Math.min(least, value);
      const step = most - value;
      if (step <= 0 || i < 0) continue;
      const curvature = Math.max(LEAST_CURVATURE, 2 - 2 * (kernel[i * n + t] as number));
      if ((step * step) / curvature > gain) [gain, j] = [(step * step) / curvature, t];
    }
    if (j < 0 || most - least < TOLERANCE) break;
    move(kernel, y, limits, alpha, gradient, i, j);
  }
  return { shares: alpha.map((value, t) => value * (y[t] as number)), bias: (most + least) / 2 };
}

/** Moves α of i and j along the line on which Σ y·α stays what it is. */
function move(
  kernel: Float32Array,
  y: Int8Array,
  limits: Float64Array,
  alpha: Float64Array,
  gradient: Float64Array,
  i: number,
  j: number,
): void {
  const n = y.length;
  const [yi, yj] = [y[i] as number, y[j] as number];
  const curvature = Math.max(LEAST_CURVATURE, 2 - 2 * (kernel[i * n + j] as number));
  let step = (-yi * (gradient[i] as number) + yj * (gradient[j] as number)) / curvature;
  // As far as both stay between 0 and their limit: i goes along yi, j against yj.
  const room = (at: number, along: number) =>
    along > 0 ? (limits[at] as number) - (alpha[at] as number) : (alpha[at] as number);
  step = Math.min(step, room(i, yi), room(j, -yj));
  alpha[i] = (alpha[i] as number) + yi * step;
  alpha[j] = (alpha[j] as number) - yj * step;
  for (let t = 0; t < n; t++) {
    const change = (kernel[t * n + i] as number) - (kernel[t * n + j] as number);
    gradient[t] = (gradient[t] as number) + (y[t] as number) * step * change;
  }
}

/**
 * Support vector machine with a radial kernel on standardised cues, classes balanced (as scikit-learn's SVC with the same C). Its
 * scores are distances, no logits. Throws RangeError where only one class is there.
 */
export function fitSupportVectors(
  rows: readonly Row[],
  labels: readonly number[],
  { c, gamma }: SupportVectorSetting,
  random: Random,
): (row: Row) => number {
  const places = draw(rows.length, random);
  const standard = standardiser(rows);
  const chosen = places.map((i) => standard(rows[i] as Row));
  const right = places.map((i) => labels[i] as number);
  const width = gamma / Math.max(1, rows[0]?.length ?? 1);
  const limits = balancedWeights(right).map((weight) => c * weight);
  const y = Int8Array.from(right, (label) => (label === 1 ? 1 : -1));
  const { shares, bias } = optimise(kernelOf(chosen, width), y, limits);
  const vectors = [...shares.keys()].filter((i) => shares[i] !== 0);
  return (row) => {
    const x = standard(row);
    return vectors.reduce(
      (sum, i) => sum + (shares[i] as number) * Math.exp(-width * distance(x, chosen[i] as Row)),
      bias,
    );
  };
}
