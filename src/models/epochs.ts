import * as tf from "@tensorflow/tfjs-core";
import type * as tfl from "@tensorflow/tfjs-layers";
import type { Draws } from "../engine/random.ts";
import { readAdam, setRate, valuesOf, writeAdam } from "./adam-state.ts";
import type { Checkpoint, TrainingState } from "./training-state.ts";

export interface EpochReport {
  readonly epoch: number;
  /** Cross-entropy in bits a choice. */
  readonly training: number;
  readonly validation: number;
  readonly seconds: number;
  readonly best: boolean;
}

/** A network that learns: what the loop over epochs needs of it. */
export interface Learner {
  readonly name: string;
  readonly model: tfl.Sequential;
  /** All the chance there is in an epoch. */
  readonly draws: Draws;
  /** What the step size is multiplied with after an epoch without gain. */
  readonly slowing: number;
  /** Learns from the training tunes once; bits a choice. `advance` hears of each update. */
  learn(epoch: number, optimizer: tf.Optimizer, advance: (done: number, total: number) => void): number;
  /** Bits a choice on the validation tunes. */
  validate(): number;
}

export interface EpochsPlan {
  /** Adam's step size at first. */
  readonly rate: number;
  /** Epochs without gain after which training ends; the best epoch's weights are kept. */
  readonly patience: number;
  readonly epochs: number;
}

/** How far a training is within an epoch. */
export interface Update {
  readonly epoch: number;
  /** The last epoch there can be; most trainings end earlier. */
  readonly epochs: number;
  /** Updates of the epoch. */
  readonly done: number;
  readonly total: number;
}

/** What may be asked of a training beside its plan. */
export interface TrainingOptions {
  /** The weights that it begins with count as an epoch's: they are kept where no epoch is better. */
  readonly keepsStart?: boolean;
  /** Asked before each epoch: whether it is time to end with the best weights so far. */
  readonly enough?: () => boolean;
  /** Where the state is kept after each epoch; training goes on from what stands there. */
  readonly checkpoint?: Checkpoint;
  /** Hears the epochs that stood in the checkpoint. */
  readonly resumed?: (epochs: readonly EpochReport[]) => void;
  /** Leaves off after this epoch, to be gone on with later; the plan's own number when left out. */
  readonly until?: number;
  /** Hears of each update within an epoch. */
  readonly advance?: (update: Update) => void;
}

/** The lists of weights of a network, copied. */
export function weightsOf(model: tfl.LayersModel): Float32Array[] {
  return model.getWeights().map(valuesOf);
}

/** Sets a network's weights from lists in its own order. Throws RangeError when they are another network's. */
export function setWeights(model: tfl.LayersModel, weights: readonly Float32Array[]): void {
  const shapes = model.getWeights().map(({ shape }) => shape);
  const fit = shapes.every((shape, i) => weights[i]?.length === shape.reduce((product, side) => product * side, 1));
  if (!fit || weights.length !== shapes.length) throw new RangeError(`these are not the weights of ${model.name}`);
  tf.tidy(() => model.setWeights(weights.map((values, i) => tf.tensor(values, shapes[i], "float32"))));
}

/**
 * Puts the learner and its optimizer where the checkpoint left them, and gives that state; undefined when there is none, or
 * when the network does not measure as it did (other code, another backend): then both are as before.
 */
function goOn(learner: Learner, optimizer: tf.Optimizer, checkpoint: Checkpoint | undefined) {
  const state = checkpoint?.read();
  if (!state) return undefined;
  const { model, draws } = learner;
  const before = weightsOf(model);
  setWeights(model, state.weights);
  if (!Object.is(learner.validate(), state.epochs.at(-1)?.validation)) {
    setWeights(model, before);
    checkpoint?.discard("was left by another version of this training");
    return undefined;
  }
  draws.state = state.draws;
  writeAdam(
    optimizer,
    state.adam,
    model.trainableWeights.map(({ shape }) => shape.map(Number)),
  );
  return state;
}

/**
 * The loop over epochs: trains until the validation tunes gain nothing more, and leaves the learner's model with the weights
 * of the best epoch. `report` hears of each epoch once its state is kept.
 * @throws Error when no epoch gave usable weights
 */
export function runEpochs(
  learner: Learner,
  plan: EpochsPlan,
  report: (epoch: EpochReport) => void,
  { keepsStart = false, enough, checkpoint, resumed, until = plan.epochs, advance }: TrainingOptions = {},
): void {
  const { model, draws } = learner;
  const start = keepsStart ? { loss: learner.validate(), weights: weightsOf(model) } : undefined;
  const optimizer = tf.train.adam(plan.rate);
  const state = goOn(learner, optimizer, checkpoint);
  if (state) resumed?.(state.epochs);
  const epochs = [...(state?.epochs ?? [])];
  let { rate, idle, best }: Pick<TrainingState, "rate" | "idle" | "best"> = state ?? {
    rate: plan.rate,
    idle: 0,
    best: start?.weights ?? [],
  };
  let least = epochs.findLast((epoch) => epoch.best)?.validation ?? start?.loss ?? Number.POSITIVE_INFINITY;
  const last = Math.min(plan.epochs, until);
  while (epochs.length < last && idle < plan.patience && !enough?.()) {
    const epoch = epochs.length + 1;
    const started = performance.now();
    setRate(optimizer, rate);
    const training = learner.learn(epoch, optimizer, (done, total) => advance?.({ epoch, epochs: last, done, total }));
    const validation = learner.validate();
    const improved = validation < least;
    if (improved) {
      least = validation;
      best = weightsOf(model);
      idle = 0;
    } else {
      idle++;
      rate *= learner.slowing;
    }
    const seconds = (performance.now() - started) / 1000;
    const said = { epoch, training, validation, seconds, best: improved };
    epochs.push(said);
    checkpoint?.write({
      epochs,
      rate,
      idle,
      draws: draws.state,
      weights: weightsOf(model),
      best,
      adam: readAdam(optimizer),
    });
    report(said);
  }
  optimizer.dispose();
  if (best.length === 0) throw new Error(`training ${learner.name} gave no usable weights; lower the step size`);
  setWeights(model, best);
}

/** An epoch as a line: a star marks the best so far. */
export function epochLine({ epoch, training, validation, seconds, best }: EpochReport, unit = "bit"): string {
  return (
    `epoch ${String(epoch).padStart(2)}: training ${training.toFixed(3)} bit, validation ${validation.toFixed(3)} ${unit}, ` +
    `${seconds.toFixed(1)} s${best ? " *" : ""}`
  );
}
