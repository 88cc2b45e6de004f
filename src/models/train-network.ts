import * as tf from "@tensorflow/tfjs-core";
import type * as tfl from "@tensorflow/tfjs-layers";
import { Draws, seeded } from "../engine/random.ts";
import { groupByLength, layBatch, type WeightedSequence } from "./batches.ts";
import { beginAt, type Start } from "./fine-tuning/start.ts";
import { layNetwork, logitsOf, lossOf, type Masks } from "./layers.ts";
import type { Task } from "./task.ts";

/** How a network is trained. */
export interface TrainingPlan {
  readonly units: number;
  readonly seed: number;
  /** Sequences a batch. */
  readonly batch: number;
  /** Adam's step size; halved after each epoch that brings nothing. */
  readonly rate: number;
  /** Share of the inputs, and of the LSTM's outputs, silenced for a whole sequence (Gal & Ghahramani 2016). */
  readonly inputDropout: number;
  readonly outputDropout: number;
  /** Epochs without gain after which training ends; the best epoch's weights are kept. */
  readonly patience: number;
  readonly epochs: number;
}

export interface EpochReport {
  readonly epoch: number;
  /** Cross-entropy in bits a choice. */
  readonly training: number;
  readonly validation: number;
  readonly seconds: number;
  readonly best: boolean;
}

function mask(size: number, width: number, dropout: number, draws: Draws): tf.Tensor {
  const factors = Float32Array.from({ length: size * width }, () => (draws.unit() < dropout ? 0 : 1 / (1 - dropout)));
  return tf.tensor3d(factors, [size, 1, width]);
}

function weightOf(sequences: readonly WeightedSequence[]): number {
  return sequences.reduce((sum, { weight, inputs }) => sum + weight * inputs.length, 0);
}

/** Mean weighted cross-entropy of sequences in bits a choice. */
export function measureBits(model: tfl.Sequential, task: Task, sequences: readonly WeightedSequence[]): number {
  let nats = 0;
  for (const group of groupByLength(sequences, 32)) {
    const batch = layBatch(task, group);
    nats += tf.tidy(() => lossOf(logitsOf(model, task, batch), task, batch).dataSync()[0] ?? Number.NaN);
  }
  return nats / weightOf(sequences) / task.choices / Math.LN2;
}

/**
 * Trains a network from a seed; equal data, plan and backend give equal weights. Ends when the validation tunes gain
 * nothing more, and returns the network of the best epoch; of a `start` too, where no epoch is better.
 */
export function trainNetwork(
  task: Task,
  data: { readonly training: readonly WeightedSequence[]; readonly validation: readonly WeightedSequence[] },
  plan: TrainingPlan,
  report: (epoch: EpochReport) => void,
  start?: Start,
): tfl.Sequential {
  const model = layNetwork(task, plan.units, plan.seed);
  const begun = start && beginAt(model, start);
  const draws = new Draws(seeded(plan.seed, `training ${task.name}`));
  let rate = plan.rate;
  const optimizer = tf.train.adam(rate);
  let best = start ? measureBits(model, task, data.validation) : Number.POSITIVE_INFINITY;
  let bestWeights: tf.Tensor[] = start ? model.getWeights().map((weights) => tf.clone(weights)) : [];
  let idle = 0;
  for (let epoch = 1; epoch <= plan.epochs && idle < plan.patience && !start?.enough(); epoch++) {
    const started = performance.now();
    let nats = 0;
    for (const group of groupByLength(data.training, plan.batch, draws)) {
      const batch = layBatch(task, group);
      const weight = weightOf(group);
      nats += tf.tidy(() => {
        const masks: Masks = {
          input: mask(batch.size, task.inputs, plan.inputDropout, draws),
          output: mask(batch.size, plan.units, plan.outputDropout, draws),
        };
        const loss = optimizer.minimize(() => {
          const mean: tf.Scalar = tf.div(lossOf(logitsOf(model, task, batch, masks), task, batch), weight);
          return begun ? tf.add(mean, begun.penalty()) : mean;
        }, true);
        return (loss?.dataSync()[0] ?? Number.NaN) * weight;
      });
    }
    const training = nats / weightOf(data.training) / task.choices / Math.LN2;
    const validation = measureBits(model, task, data.validation);
    const improved = validation < best;
    if (improved) {
      best = validation;
      tf.dispose(bestWeights);
      bestWeights = model.getWeights().map((weights) => tf.clone(weights));
      idle = 0;
    } else {
      idle++;
      rate /= 2;
      // Adam reads its step size anew at every update.
      (optimizer as unknown as { learningRate: number }).learningRate = rate;
    }
    report({ epoch, training, validation, seconds: (performance.now() - started) / 1000, best: improved });
  }
  if (bestWeights.length === 0) throw new Error(`training ${task.name} gave no usable weights; lower the step size`);
  model.setWeights(bestWeights);
  tf.dispose(bestWeights);
  begun?.dispose();
  optimizer.dispose();
  return model;
}
