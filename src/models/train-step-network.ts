import * as tf from "@tensorflow/tfjs-core";
import type * as tfl from "@tensorflow/tfjs-layers";
import { Draws, seeded } from "../engine/random.ts";
import { setRate } from "./adam-state.ts";
import { type EpochReport, type EpochsPlan, type Learner, runEpochs, type TrainingOptions } from "./epochs.ts";
import { layLanes, type StepTune } from "./step-lanes.ts";
import { emptyState, type LaneState, layStepNetwork, transposesOf, windowLoss } from "./step-network.ts";

/** How a network over steps is trained; Adam's step size falls evenly to a tenth of it over the planned epochs. */
export interface StepPlan extends EpochsPlan {
  /** Units of each LSTM layer. */
  readonly units: readonly number[];
  readonly seed: number;
  /** Tunes side by side. */
  readonly lanes: number;
  /** Steps that gradients reach back; the state is kept beyond. */
  readonly window: number;
  /** Share of each layer's outputs silenced for a window, on their way up (Zaremba et al. 2014). */
  readonly dropout: number;
}

/** What is learnt from, and what tells when to stop. */
export interface StepData {
  readonly training: readonly StepTune[];
  readonly validation: readonly StepTune[];
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

interface Pass {
  readonly epoch: number;
  readonly optimizer: tf.Optimizer;
  readonly draws: Draws;
  readonly advance: (done: number, total: number) => void;
}

/** One pass over the training tunes; returns the sum of weight × cross-entropy in nats. */
function trainEpoch(
  model: tfl.Sequential,
  tunes: readonly StepTune[],
  plan: StepPlan,
  { epoch, optimizer, draws, advance }: Pass,
): number {
  const { lanes, units, dropout } = plan;
  let state = emptyState(model, lanes);
  let nats = 0;
  const windows = layLanes(tunes, lanes, plan.window, draws);
  for (const [i, window] of windows.entries()) {
    const gone = (epoch - 1 + i / windows.length) / plan.epochs;
    setRate(optimizer, plan.rate * (1 - 0.9 * gone));
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
    advance(i + 1, windows.length);
  }
  disposeState(state);
  return nats;
}

/**
 * Trains a network over steps from a seed; equal data, plan and backend give equal weights, also when training was cut off
 * and went on from its checkpoint. Ends when the validation tunes gain nothing more, and returns the network of the best
 * epoch.
 */
export function trainStepNetwork(
  data: StepData,
  plan: StepPlan,
  report: (epoch: EpochReport) => void,
  options: TrainingOptions = {},
): tfl.Sequential {
  const model = layStepNetwork(plan.units, plan.seed);
  const draws = new Draws(seeded(plan.seed, "training steps"));
  const learn: Learner["learn"] = (epoch, optimizer, advance) =>
    trainEpoch(model, data.training, plan, { epoch, optimizer, draws, advance }) / weightOf(data.training) / Math.LN2;
  const validate = () => measureStepBits(model, data.validation);
  runEpochs({ name: "the rival", model, draws, slowing: 1, learn, validate }, plan, report, options);
  return model;
}
