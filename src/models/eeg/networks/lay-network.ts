import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { multiply } from "../../layers.ts";
import { REACH } from "./convolution.ts";
import type { NetworkKind } from "./network-form.ts";
import type { ExampleBatch } from "./training-examples.ts";

/** The network in TensorFlow.js: one layer over time, and a dense layer to one raw logit. */
export function laySequenceNetwork(kind: NetworkKind, inputs: number, units: number, seed: number): tfl.Sequential {
  const initialiser = (offset: number) => tfl.initializers.glorotUniform({ seed: seed + offset });
  const shape = { name: `eeg_${kind}`, inputShape: [null, inputs], units, kernelInitializer: initialiser(1) };
  const recurrent = { ...shape, recurrentInitializer: initialiser(2) };
  const layer = {
    elman: () => tfl.layers.simpleRNN(recurrent),
    gru: () => tfl.layers.gru({ ...recurrent, recurrentActivation: "sigmoid" }),
    lstm: () => tfl.layers.lstm({ ...recurrent, recurrentActivation: "sigmoid" }),
    // Filters over time as a dense layer over the inputs that one of them sees: the WebAssembly backend learns no convolution.
    cnn: () => tfl.layers.dense({ ...shape, inputShape: [null, REACH * inputs], activation: "relu" }),
  }[kind]();
  const dense = tfl.layers.dense({ name: "eeg_logit", units: 1, kernelInitializer: initialiser(3) });
  return tfl.sequential({ name: `eeg_${kind}`, layers: [layer, dense] });
}

type Cell = (driven: tf.Tensor, output: tf.Tensor, cell: tf.Tensor) => [output: tf.Tensor, cell: tf.Tensor];

/** One step of each cell from what the input brings. */
const CELLS: Readonly<Record<Exclude<NetworkKind, "cnn">, (recurrent: tf.Tensor, units: number) => Cell>> = {
  elman: (recurrent) => (driven, output, cell) => [tf.tanh(tf.add(driven, multiply(output, recurrent))), cell],
  gru: (recurrent, units) => {
    const ofGates = tf.slice(recurrent, [0, 0], [-1, 2 * units]);
    const ofCandidate = tf.slice(recurrent, [0, 2 * units], [-1, units]);
    return (driven, output, cell) => {
      const [forGates, forCandidate] = tf.split(driven, [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
      const gates = tf.sigmoid(tf.add(forGates, multiply(output, ofGates)));
      const [keep, reset] = tf.split(gates, 2, 1) as [tf.Tensor, tf.Tensor];
      const candidate = tf.tanh(tf.add(forCandidate, multiply(tf.mul(reset, output), ofCandidate)));
      return [tf.add(candidate, tf.mul(keep, tf.sub(output, candidate))), cell];
    };
  },
  lstm: (recurrent) => (driven, output, cell) => {
    const sums = tf.add(driven, multiply(output, recurrent));
    const [admit, hold, candidate, emit] = tf.split(sums, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const next = tf.add(tf.mul(tf.sigmoid(hold), cell), tf.mul(tf.sigmoid(admit), tf.tanh(candidate)));
    return [tf.mul(tf.sigmoid(emit), tf.tanh(next)), next];
  },
};

/** What the layer over time gives after the last step: size × units. */
function summaryOf(kind: NetworkKind, layer: tfl.layers.Layer, { size, length, width, rows }: ExampleBatch): tf.Tensor {
  const [kernel, recurrent, bias] =
    kind === "cnn" ? [layer.getWeights()[0], undefined, layer.getWeights()[1]] : layer.getWeights();
  if (!kernel || !bias) throw new Error("the layer over time has no weights");
  const driven = tf.add(multiply(tf.tensor2d(rows, [length * size, width]), kernel), bias);
  if (kind === "cnn") return tf.mean(tf.reshape(tf.relu(driven), [length, size, bias.size]), 0);
  if (!recurrent) throw new Error("the recurrent layer has no recurrent weights");
  const units = recurrent.shape[0] ?? 0;
  const step = CELLS[kind](recurrent, units);
  let [output, cell]: [tf.Tensor, tf.Tensor] = [tf.zeros([size, units]), tf.zeros([size, units])];
  for (const drive of tf.unstack(tf.reshape(driven, [length, size, bias.size]))) {
    [output, cell] = step(drive, output, cell);
  }
  return output;
}

/** The raw logits of a batch, size × 1. `mask` multiplies what the dense layer reads (dropout), size × units. */
export function logitsOf(kind: NetworkKind, model: tfl.Sequential, batch: ExampleBatch, mask?: tf.Tensor): tf.Tensor {
  const [layer, dense] = model.layers;
  if (!layer || !dense) throw new Error("the network has lost its layers");
  const summary = summaryOf(kind, layer, batch);
  const [kernel, bias] = dense.getWeights();
  if (!kernel || !bias) throw new Error("the dense layer has no weights");
  return tf.add(multiply(mask ? tf.mul(summary, mask) : summary, kernel), bias);
}

/** Weighted sum of the cross-entropies in nats. */
export function lossOf(logits: tf.Tensor, { labels, weights, size }: ExampleBatch): tf.Scalar {
  const wrong = tf.mul(
    logits,
    tf.tensor2d(
      labels.map((label) => 1 - 2 * label),
      [size, 1],
    ),
  );
  return tf.sum(tf.mul(tf.softplus(wrong), tf.tensor2d(weights, [size, 1])));
}
