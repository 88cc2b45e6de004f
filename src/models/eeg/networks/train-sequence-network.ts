import * as tf from "@tensorflow/tfjs-core";
import type * as tfl from "@tensorflow/tfjs-layers";
import { Draws, fork, type Random } from "../../../engine/random.ts";
import { shuffle } from "../../batches.ts";
import { type EpochsPlan, type Learner, runEpochs, weightsOf } from "../../epochs.ts";
import { laySequenceNetwork, logitsOf, lossOf } from "./lay-network.ts";
import type { NetworkKind } from "./network-form.ts";
import { layExampleBatch, type TrainingExamples } from "./training-examples.ts";

/** How a network is trained. */
export interface SequencePlan extends EpochsPlan {
  readonly units: number;
  /** Sequences a batch. */
  readonly batch: number;
  /** Share of what the dense layer reads that is silenced. */
  readonly dropout: number;
  /** After each step the matrices shrink by step size × decay (Loshchilov & Hutter 2019). */
  readonly decay: number;
}

export const SEQUENCE_PLAN: SequencePlan = {
  units: 16,
  batch: 64,
  rate: 3e-3,
  dropout: 0.3,
  decay: 1e-2,
  patience: 3,
  epochs: 10,
};

/** What is learnt from, and what tells when to stop; without the latter all epochs are gone through. */
export interface SequenceData {
  readonly learning: TrainingExamples;
  readonly heldOut: TrainingExamples | undefined;
}

/** Sequences measured at once. */
const MEASURED = 256;

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** Mean weighted cross-entropy in bits. */
function measureBits(kind: NetworkKind, model: tfl.Sequential, examples: TrainingExamples): number {
  let nats = 0;
  for (let from = 0; from < examples.count; from += MEASURED) {
    const batch = layExampleBatch(kind, examples, range(from, Math.min(examples.count, from + MEASURED)));
    nats += tf.tidy(() => lossOf(logitsOf(kind, model, batch), batch).dataSync()[0] ?? Number.NaN);
  }
  return nats / examples.weights.reduce((sum, weight) => sum + weight, 0) / Math.LN2;
}

/** Shrinks the matrices, not the biases. */
function decay(model: tfl.Sequential, factor: number): void {
  for (const weight of model.trainableWeights) {
    if (weight.shape.length < 2) continue;
    const variable = weight.read() as tf.Variable;
    variable.assign(tf.mul(variable, factor));
  }
}

/**
 * Trains one network and returns its lists of weights; nothing of it stays in TensorFlow's memory. The same data, plan, randomness and
 * backend give the same weights. Throws Error when training gave no usable weights.
 */
export function trainSequenceNetwork(
  kind: NetworkKind,
  { learning, heldOut }: SequenceData,
  plan: SequencePlan,
  random: Random,
): Float32Array[] {
  const draws = new Draws(fork(random, `training ${kind}`));
  const model = laySequenceNetwork(kind, learning.inputs, plan.units, draws.whole(1, 1_000_000));
  const learn: Learner["learn"] = (_, optimizer, advance) => {
    const order = range(0, learning.count);
    shuffle(order, draws);
    let nats = 0;
    for (let from = 0; from < order.length; from += plan.batch) {
      const chosen = order.slice(from, from + plan.batch);
      const batch = layExampleBatch(kind, learning, chosen);
      nats += tf.tidy(() => {
        const factors = Float32Array.from({ length: batch.size * plan.units }, () =>
          draws.unit() < plan.dropout ? 0 : 1 / (1 - plan.dropout),
        );
        const mask = tf.tensor2d(factors, [batch.size, plan.units]);
        // Over the batch's size, not its weights: a last small batch must not weigh as much as a whole one.
        const loss = optimizer.minimize(
          () => tf.div(lossOf(logitsOf(kind, model, batch, mask), batch), plan.batch),
          true,
        );
        decay(model, 1 - plan.rate * plan.decay);
        return (loss?.dataSync()[0] ?? Number.NaN) * plan.batch;
      });
      advance(Math.min(order.length, from + plan.batch), order.length);
    }
    return nats / learning.count / Math.LN2;
  };
  let epochs = 0;
  // Where nobody is held out each epoch counts as better than the one before.
  const validate = () => (heldOut ? measureBits(kind, model, heldOut) : -++epochs);
  try {
    runEpochs({ name: `the ${kind} network`, model, draws, slowing: 1, learn, validate }, plan, () => {});
    return weightsOf(model);
  } finally {
    model.dispose();
  }
}
