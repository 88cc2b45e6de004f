import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { STEP_EVENTS } from "./melody-steps.ts";
import type { LaneWindow } from "./step-lanes.ts";

/** A network of MusicRNN's shape: LSTM layers one over the other over one-hot events, and a dense layer to logits. */
export function layStepNetwork(units: readonly number[], seed: number): tfl.Sequential {
  const initialiser = (offset: number) => tfl.initializers.glorotUniform({ seed: seed + offset });
  const lstms = units.map((width, i) =>
    tfl.layers.lstm({
      name: `rival_lstm_${i + 1}`,
      ...(i === 0 ? { inputShape: [null, STEP_EVENTS] } : {}),
      units: width,
      returnSequences: true,
      activation: "tanh",
      recurrentActivation: "sigmoid",
      kernelInitializer: initialiser(2 * i + 1),
      recurrentInitializer: initialiser(2 * i + 2),
    }),
  );
  const dense = tfl.layers.dense({
    name: "rival_logits",
    units: STEP_EVENTS,
    kernelInitializer: initialiser(2 * units.length + 1),
  });
  return tfl.sequential({ name: "rival", layers: [...lstms, dense] });
}

/** What a layer remembers between two windows, lanes × units each. */
export interface LaneState {
  readonly cell: tf.Tensor;
  readonly output: tf.Tensor;
}

/** Memories of nothing yet, one a layer. */
export function emptyState(model: tfl.Sequential, lanes: number): LaneState[] {
  return model.layers.slice(0, -1).map((layer) => {
    const units = layer.getWeights()[1]?.shape[0] ?? 0;
    return { cell: tf.zeros([lanes, units]), output: tf.zeros([lanes, units]) };
  });
}

/** Weights of each layer as one matrix: kernel over recurrent kernel of an LSTM, kernel of the dense layer. */
function matricesOf(model: tfl.Sequential): tf.Tensor[] {
  return model.layers.map((layer) => {
    const [kernel, recurrent, bias] = layer.getWeights();
    if (!kernel) throw new Error(`layer ${layer.name} has no weights`);
    return bias && recurrent ? tf.concat([kernel, recurrent], 0) : kernel;
  });
}

/**
 * The transposes that the gradients need, one a layer. They are made once a window, outside of what is differentiated: the
 * WebAssembly backend multiplies transposed operands by a slow path, and packs a matrix anew whenever it is another tensor.
 */
export function transposesOf(model: tfl.Sequential): tf.Tensor[] {
  return matricesOf(model).map((matrix) => tf.transpose(matrix));
}

/** values · matrix, with gradients of plain products. */
function multiply(values: tf.Tensor, matrix: tf.Tensor, transposed: tf.Tensor | undefined): tf.Tensor {
  if (!transposed) return tf.matMul(values, matrix);
  const product = tf.customGrad((...args) => {
    const [a, b, save] = args as unknown as [tf.Tensor, tf.Tensor, (tensors: tf.Tensor[]) => void];
    save([a]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [left] = saved as [tf.Tensor];
      return [tf.matMul(dy, transposed), tf.matMul(tf.transpose(left), dy)];
    };
    return { value: tf.matMul(a, b), gradFunc };
  });
  return product(values, matrix);
}

/** One step of one LSTM layer from its gates. */
function stepLayer(gates: tf.Tensor, cell: tf.Tensor): LaneState {
  const [admit, hold, candidate, emit] = tf.split(gates, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const next = tf.add(tf.mul(tf.sigmoid(hold), cell), tf.mul(tf.sigmoid(admit), tf.tanh(candidate)));
  return { cell: next, output: tf.mul(tf.sigmoid(emit), tf.tanh(next)) };
}

/** One-hot rows as floats. (TensorFlow.js' own oneHot, asked for floats, writes the bits of the whole number 1 in WebAssembly.) */
function oneHot(events: Int32Array): tf.Tensor2D {
  const rows = new Float32Array(events.length * STEP_EVENTS);
  events.forEach((event, i) => {
    rows[i * STEP_EVENTS + event] = 1;
  });
  return tf.tensor2d(rows, [events.length, STEP_EVENTS]);
}

/** What training a window needs beside the window. */
export interface Learning {
  /** {@link transposesOf} the network as it is. */
  readonly transposes: readonly tf.Tensor[];
  /** What multiplies each LSTM's outputs on their way up (dropout), lanes × units. */
  readonly masks: readonly tf.Tensor[];
}

/**
 * Sum over a window of weight × cross-entropy in nats, and the layers' states after it; to be differentiated with `learning`
 * only. Steps are laid one by one: cut out of tensors that hold all steps, each would copy the whole of them (the
 * WebAssembly backend's slice does).
 */
export function windowLoss(
  model: tfl.Sequential,
  window: LaneWindow,
  before: readonly LaneState[],
  learning?: Learning,
): { readonly loss: tf.Scalar; readonly after: readonly LaneState[] } {
  const { steps, lanes } = window;
  const matrices = matricesOf(model);
  const biases = model.layers.map((layer) => layer.getWeights().at(-1) as tf.Tensor);
  const through = (layer: number, values: tf.Tensor) =>
    tf.add(multiply(values, matrices[layer] as tf.Tensor, learning?.transposes[layer]), biases[layer] as tf.Tensor);
  let states = before;
  const logits: tf.Tensor[] = [];
  for (let step = 0; step < steps; step++) {
    const [from, to] = [step * lanes, (step + 1) * lanes];
    const kept = window.kept.subarray(from, to);
    if (kept.includes(0)) {
      const keep = tf.tensor2d(kept, [lanes, 1]);
      states = states.map(({ cell, output }) => ({ cell: tf.mul(cell, keep), output: tf.mul(output, keep) }));
    }
    let values: tf.Tensor = oneHot(window.inputs.subarray(from, to));
    states = states.map(({ cell, output }, layer) => {
      const next = stepLayer(through(layer, tf.concat([values, output], 1)), cell);
      const mask = learning?.masks[layer];
      values = mask ? tf.mul(next.output, mask) : next.output;
      return next;
    });
    logits.push(through(states.length, values));
  }
  const likelihoods = tf.mul(tf.logSoftmax(tf.concat(logits, 0) as tf.Tensor2D), oneHot(window.targets));
  const entropies = tf.neg(tf.sum(likelihoods, -1));
  return { loss: tf.sum(tf.mul(entropies, tf.tensor1d(window.weights))), after: states };
}
