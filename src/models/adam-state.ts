import * as tf from "@tensorflow/tfjs-core";

/** What Adam remembers of the updates so far; the lists in the order of the network's weights. */
export interface AdamState {
  /** β₁ and β₂ to the power of the updates so far plus one, as they were multiplied up. */
  readonly powers: readonly [first: number, second: number];
  readonly first: readonly Float32Array[];
  readonly second: readonly Float32Array[];
}

interface Moment {
  readonly originalName: string;
  readonly variable: tf.Variable;
}

/**
 * The inside of TensorFlow.js' Adam. Its own getWeights and setWeights leave the powers out and raise β anew, which differs
 * from the product in the last bits: training that goes on must give the same bits as training that was never cut off.
 */
interface AdamInside {
  learningRate: number;
  readonly accBeta1: tf.Variable;
  readonly accBeta2: tf.Variable;
  accumulatedFirstMoment: Moment[];
  accumulatedSecondMoment: Moment[];
}

function insideOf(optimizer: tf.Optimizer): AdamInside {
  return optimizer as unknown as AdamInside;
}

/** Sets the step size; Adam reads it anew at every update. */
export function setRate(optimizer: tf.Optimizer, rate: number): void {
  insideOf(optimizer).learningRate = rate;
}

/** A copy of what a tensor of floats holds. */
export function valuesOf(tensor: tf.Tensor): Float32Array {
  return Float32Array.from(tensor.dataSync());
}

/** A copy of what the optimizer remembers. */
export function readAdam(optimizer: tf.Optimizer): AdamState {
  const { accBeta1, accBeta2, accumulatedFirstMoment, accumulatedSecondMoment } = insideOf(optimizer);
  const values = (moments: readonly Moment[]) => moments.map(({ variable }) => valuesOf(variable));
  return {
    powers: [accBeta1.dataSync()[0] ?? Number.NaN, accBeta2.dataSync()[0] ?? Number.NaN],
    first: values(accumulatedFirstMoment),
    second: values(accumulatedSecondMoment),
  };
}

/** Gives a new optimizer the memory of another one, for weights of these shapes. */
export function writeAdam(optimizer: tf.Optimizer, state: AdamState, shapes: readonly (readonly number[])[]): void {
  const inside = insideOf(optimizer);
  const moments = (lists: readonly Float32Array[]) =>
    lists.map((values, i) => ({
      originalName: `moment ${i}`,
      variable: tf.tidy(() => tf.variable(tf.tensor(values, [...(shapes[i] ?? [])], "float32"), false)),
    }));
  tf.tidy(() => {
    inside.accBeta1.assign(tf.scalar(state.powers[0]));
    inside.accBeta2.assign(tf.scalar(state.powers[1]));
  });
  inside.accumulatedFirstMoment = moments(state.first);
  inside.accumulatedSecondMoment = moments(state.second);
}
