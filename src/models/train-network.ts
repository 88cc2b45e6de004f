import * as tf from "@tensorflow/tfjs-core";
import type * as tfl from "@tensorflow/tfjs-layers";
import { Draws, seeded } from "../engine/random.ts";
import { groupByLength, layBatch, type WeightedSequence } from "./batches.ts";
import { type EpochReport, type EpochsPlan, type Learner, runEpochs, type TrainingOptions } from "./epochs.ts";
import { beginAt, type Start } from "./fine-tuning/start.ts";
import { layNetwork, logitsOf, lossOf, type Masks } from "./layers.ts";
import type { SequenceTask } from "./task.ts";

export type { EpochReport } from "./epochs.ts";

/** How a network is trained; Adam's step size is halved after each epoch that brings nothing. */
export interface TrainingPlan extends EpochsPlan {
  readonly units: number;
  readonly seed: number;
  /** Sequences a batch. */
  readonly batch: number;
  /** Share of the inputs, and of the LSTM's outputs, silenced for a whole sequence (Gal & Ghahramani 2016). */
  readonly inputDropout: number;
  readonly outputDropout: number;
}

/** What is learnt from, and what tells when to stop. */
export interface TrainingData {
  readonly training: readonly WeightedSequence[];
  readonly validation: readonly WeightedSequence[];
}

function mask(size: number, width: number, dropout: number, draws: Draws): tf.Tensor {
  const factors = Float32Array.from({ length: size * width }, () => (draws.unit() < dropout ? 0 : 1 / (1 - dropout)));
  return tf.tensor3d(factors, [size, 1, width]);
}

function weightOf(sequences: readonly WeightedSequence[]): number {
  return sequences.reduce((sum, { weight, inputs }) => sum + weight * inputs.length, 0);
}

/** Mean weighted cross-entropy of sequences in bits a choice. */
export function measureBits(model: tfl.Sequential, task: SequenceTask, sequences: readonly WeightedSequence[]): number {
  let nats = 0;
  for (const group of groupByLength(sequences, 32)) {
    const batch = layBatch(task, group);
    nats += tf.tidy(() => lossOf(logitsOf(model, task, batch), task, batch).dataSync()[0] ?? Number.NaN);
  }
  return nats / weightOf(sequences) / task.choices / Math.LN2;
}

/** What may be asked of a training beside its plan. */
export interface NetworkOptions extends TrainingOptions {
  /** Where it begins, instead of at random weights. */
  readonly start?: Start;
}

/**
 * Trains a network from a seed; equal data, plan and backend give equal weights, also when training was cut off and went on
 * from its checkpoint. Ends when the validation tunes gain nothing more, and returns the network of the best epoch; of a
 * `start` too, where no epoch is better.
 */
export function trainNetwork(
  task: SequenceTask,
  data: TrainingData,
  plan: TrainingPlan,
  report: (epoch: EpochReport) => void,
  { start, ...options }: NetworkOptions = {},
): tfl.Sequential {
  const model = layNetwork(task, plan.units, plan.seed);
  const begun = start && beginAt(model, start);
  const draws = new Draws(seeded(plan.seed, `training ${task.name}`));
  const learn: Learner["learn"] = (_, optimizer, advance) => {
    let nats = 0;
    const groups = groupByLength(data.training, plan.batch, draws);
    for (const [i, group] of groups.entries()) {
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
      advance(i + 1, groups.length);
    }
    return nats / weightOf(data.training) / task.choices / Math.LN2;
  };
  const validate = () => measureBits(model, task, data.validation);
  const learner = { name: task.name, model, draws, slowing: 0.5, learn, validate };
  runEpochs(learner, plan, report, { ...options, ...(start && { keepsStart: true, enough: start.enough }) });
  begun?.dispose();
  return model;
}
