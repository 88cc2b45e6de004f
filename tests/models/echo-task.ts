import * as tf from "@tensorflow/tfjs-core";
import { Draws, seeded } from "../../src/engine/random.ts";
import type { WeightedSequence } from "../../src/models/batches.ts";
import type { Task } from "../../src/models/task.ts";
import type { TrainingData, TrainingPlan } from "../../src/models/train-network.ts";

/** A task that needs memory: say which of three signals came *before* the present one. */
export const ECHO_TASK: Task = {
  name: "pitch",
  inputs: 3,
  outputs: 3,
  choices: 1,
  sequence: () => ({ inputs: [], targets: [] }),
  loss: (logits, targets) => tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), tf.oneHot(tf.reshape(targets, [-1]), 3)), -1)),
};

/** Dropout both ways and a rate so high that some epochs bring nothing: all of the state is needed to go on. */
export const ECHO_PLAN: TrainingPlan = {
  units: 6,
  seed: 5,
  batch: 8,
  rate: 1,
  inputDropout: 0.1,
  outputDropout: 0.2,
  patience: 6,
  epochs: 6,
};

/** Signals to be remembered for a step, as many sequences as asked for. */
export function echoes(count: number, name: string): WeightedSequence[] {
  const draws = new Draws(seeded(2, name));
  return Array.from({ length: count }, () => {
    const signals = Array.from({ length: draws.whole(4, 12) }, () => draws.whole(0, 2));
    return {
      inputs: signals.map((signal) => Float32Array.from([0, 1, 2], (s) => (s === signal ? 1 : 0))),
      targets: signals.map((_, i) => Uint8Array.of(signals[i - 1] ?? 0)),
      weight: 1,
    };
  });
}

export function echoData(): TrainingData {
  return { training: echoes(40, "training"), validation: echoes(20, "validation") };
}
