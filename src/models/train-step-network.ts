import * as tf from "@tensorflow/tfjs-core";
import type * as tfl from "@tensorflow/tfjs-layers";
import { Draws, seeded } from "../engine/random.ts";
import { layLanes, type StepTune } from "./step-lanes.ts";
import { emptyState, type LaneState, layStepNetwork, transposesOf, windowLoss } from "./step-network.ts";
import type { EpochReport } from "./train-network.ts";

/** How a network over steps is trained. */
export interface StepPlan {
  /** Units of each LSTM layer. */
  readonly units: readonly number[];
  readonly seed: number;
  /** Tunes side by side. */
  readonly lanes: number;
  /** Steps that gradients reach back; the state is kept beyond. */
  readonly window: number;
  /** Adam's step size at first; it falls evenly to a tenth of it over the planned epochs. */
  readonly rate: number;
  /** Share of each layer's outputs silenced for a window, on their way up (Zaremba et al. 2014). */
  readonly dropout: number;
  /** Epochs without gain after which training ends; the best epoch's weights are kept. */
  readonly patience: number;
  readonly epochs: number;
}

function keepState(states: readonly LaneState[]): LaneState[] {
  return states.map(({ cell, output }) => ({ cell: tf.keep(tf.clone(cell)), output: tf.keep(tf.clone(output)) }));
}

function disposeState(states: readonly LaneState[]): void {
  for (const { cell, output } of states) tf.dispose([cell, output]);
}

function weightOf(tunes: readonly StepTune[]): number {
  return tunes.reduce((sum, { weight, events }) => sum + weight * Math.max(0, events.length - 1), 0);
}

/** Mean weighted cross-entropy of tunes in bits a step. */
export function measureStepBits(model: tfl.Sequential, tunes: readonly StepTune[], lanes = 32): number {
  let state = emptyState(model, lanes);
  let nats = 0;
  for (const window of layLanes(tunes, lanes, 64)) {
    let after: LaneState[] = [];
    nats += tf.tidy(() => {
      const step = windowLoss(model, window, state);
      after = keepState(step.after);
      return step.loss.dataSync()[0] ?? Number.NaN;
    });
    disposeState(state);
    state = after;
  }
  disposeState(state);
  return nats / weightOf(tunes) / Math.LN2;
}

/** One pass over the training tunes; returns the sum of weight × cross-entropy in nats. */
function trainEpoch(
  model: tfl.Sequential,
  tunes: readonly StepTune[],
  plan: StepPlan,
  epoch: number,
  optimizer: tf.Optimizer,
  draws: Draws,
): number {
  const { lanes, units, dropout } = plan;
  let state = emptyState(model, lanes);
  let nats = 0;
  const windows = layLanes(tunes, lanes, plan.window, draws);
  for (const [i, window] of windows.entries()) {
    const gone = (epoch - 1 + i / windows.length) / plan.epochs;
    // Adam reads its step size anew at every update.
    (optimizer as unknown as { learningRate: number }).learningRate = plan.rate * (1 - 0.9 * gone);
    // Never less than half a window's: a few last entries must not weigh as much as a whole window.
    const weight = Math.max(
      window.weights.reduce((sum, value) => sum + value, 0),
      (lanes * plan.window) / 2,
    );
    let after: LaneState[] = [];
    nats += tf.tidy(() => {
      const masks = units.map((width) => {
        const factors = Float32Array.from({ length: lanes * width }, () =>
          draws.unit() < dropout ? 0 : 1 / (1 - dropout),
        );
        return tf.tensor2d(factors, [lanes, width]);
      });
      const transposes = transposesOf(model);
      const mean = optimizer.minimize(() => {
        const step = windowLoss(model, window, state, { transposes, masks });
        after = keepState(step.after);
        return tf.div(step.loss, weight) as tf.Scalar;
      }, true);
      return (mean?.dataSync()[0] ?? Number.NaN) * weight;
    });
    disposeState(state);
    state = after;
  }
  disposeState(state);
  return nats;
}

/**
 * Trains a network over steps from a seed; equal data, plan and backend give equal weights. Ends when the validation tunes
 * gain nothing more, and returns the network of the best epoch. `report` sees the network as it is after each epoch.
 */
export async function trainStepNetwork(
  data: { readonly training: readonly StepTune[]; readonly validation: readonly StepTune[] },
  plan: StepPlan,
  report: (epoch: EpochReport, model: tfl.Sequential) => Promise<void> | void,
): Promise<tfl.Sequential> {
  const model = layStepNetwork(plan.units, plan.seed);
  const draws = new Draws(seeded(plan.seed, "training steps"));
  const optimizer = tf.train.adam(plan.rate);
  let best = Number.POSITIVE_INFINITY;
  let bestWeights: tf.Tensor[] = [];
  let idle = 0;
  for (let epoch = 1; epoch <= plan.epochs && idle < plan.patience; epoch++) {
    const started = performance.now();
    const training =
      trainEpoch(model, data.training, plan, epoch, optimizer, draws) / weightOf(data.training) / Math.LN2;
    const validation = measureStepBits(model, data.validation);
    const improved = validation < best;
    if (improved) {
      best = validation;
      tf.dispose(bestWeights);
      bestWeights = model.getWeights().map((weights) => tf.clone(weights));
      idle = 0;
    } else {
      idle++;
    }
    const seconds = (performance.now() - started) / 1000;
    await report({ epoch, training, validation, seconds, best: improved }, model);
  }
  if (bestWeights.length === 0) throw new Error("training the rival gave no usable weights; lower the step size");
  model.setWeights(bestWeights);
  tf.dispose(bestWeights);
  optimizer.dispose();
  return model;
}
