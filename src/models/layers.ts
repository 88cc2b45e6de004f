import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import type { Batch } from "./batches.ts";
import type { SequenceTask } from "./task.ts";

/** The network in TensorFlow.js: one LSTM layer and one dense layer, whose outputs are raw logits. */
export function layNetwork(task: Pick<SequenceTask, "name" | "inputs" | "outputs">, units: number, seed: number) {
  const initialiser = (offset: number) => tfl.initializers.glorotUniform({ seed: seed + offset });
  const lstm = tfl.layers.lstm({
    name: `${task.name}_lstm`,
    inputShape: [null, task.inputs],
    units,
    returnSequences: true,
    activation: "tanh",
    recurrentActivation: "sigmoid",
    kernelInitializer: initialiser(1),
    recurrentInitializer: initialiser(2),
  });
  const dense = tfl.layers.dense({
    name: `${task.name}_logits`,
    units: task.outputs,
    kernelInitializer: initialiser(3),
  });
  return tfl.sequential({ name: task.name, layers: [lstm, dense] });
}

/** What multiplies the inputs and the LSTM's outputs in training, one factor a sequence and number (dropout). */
export interface Masks {
  readonly input: tf.Tensor;
  readonly output: tf.Tensor;
}

/** What an LSTM remembers, size × units each. */
export interface LayerMemory {
  readonly cell: tf.Tensor;
  readonly output: tf.Tensor;
}

/** Sequences that go on: what is remembered from before, and who is told what is remembered after. */
export interface Carried {
  readonly before: LayerMemory | undefined;
  readonly after: (memory: LayerMemory) => void;
}

/**
 * values · matrix, whose gradients are products of explicit transposes: the WebAssembly backend multiplies transposed
 * operands by a slow path.
 */
export function multiply(values: tf.Tensor, matrix: tf.Tensor): tf.Tensor {
  const product = tf.customGrad((...args) => {
    const [a, b, save] = args as unknown as [tf.Tensor, tf.Tensor, (tensors: tf.Tensor[]) => void];
    save([a, b]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [left, right] = saved as [tf.Tensor, tf.Tensor];
      return [tf.matMul(dy, tf.transpose(right)), tf.matMul(tf.transpose(left), dy)];
    };
    return { value: tf.matMul(a, b), gradFunc };
  });
  return product(values, matrix);
}

/**
 * What the LSTM layer gives, from its own weights, but with the inputs of all steps multiplied at once: three times as
 * fast to train as the layer itself. Input size × length × inputs, output size × length × units.
 */
function unrollLstm(lstm: tfl.layers.Layer, input: tf.Tensor, carried?: Carried): tf.Tensor {
  const [kernel, recurrent, bias] = lstm.getWeights();
  if (!kernel || !recurrent || !bias) throw new Error("the LSTM layer has no weights");
  const [size = 0, length = 0, inputs = 0] = input.shape;
  const steps = tf.reshape(tf.transpose(input, [1, 0, 2]), [length * size, inputs]);
  const driven = tf.add(multiply(steps, kernel), bias);
  const outputs: tf.Tensor[] = [];
  let output = carried?.before?.output;
  let cell = carried?.before?.cell;
  for (const drive of tf.unstack(tf.reshape(driven, [length, size, bias.size]))) {
    const gates = output ? tf.add(drive, multiply(output, recurrent)) : drive;
    const [admit, keep, candidate, emit] = tf.split(gates, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const admitted = tf.mul(tf.sigmoid(admit), tf.tanh(candidate));
    cell = cell ? tf.add(tf.mul(tf.sigmoid(keep), cell), admitted) : admitted;
    output = tf.mul(tf.sigmoid(emit), tf.tanh(cell));
    outputs.push(output);
  }
  if (cell && output) carried?.after({ cell, output });
  return tf.stack(outputs, 1);
}

/** The logits of a batch, (size × length) × outputs. */
export function logitsOf(
  model: tfl.Sequential,
  task: SequenceTask,
  batch: Batch,
  masks?: Masks,
  carried?: Carried,
): tf.Tensor2D {
  const [lstm, dense] = model.layers;
  if (!lstm || !dense) throw new Error("the network has lost its layers");
  const raw: tf.Tensor = tf.tensor3d(batch.inputs, [batch.size, batch.length, task.inputs]);
  const input = masks ? tf.mul(raw, masks.input) : raw;
  const hidden = unrollLstm(lstm, input, carried);
  const [kernel, bias] = dense.getWeights();
  if (!kernel || !bias) throw new Error("the dense layer has no weights");
  const flat = tf.reshape(masks ? tf.mul(hidden, masks.output) : hidden, [batch.size * batch.length, -1]);
  return tf.add(multiply(flat, kernel), bias);
}

/** Sum over the batch of weight × loss in nats. */
export function lossOf(logits: tf.Tensor2D, task: SequenceTask, batch: Batch): tf.Scalar {
  const targets = tf.tensor2d(batch.targets, [batch.size * batch.length, task.choices], "int32");
  return tf.sum(tf.mul(task.loss(logits, targets), tf.tensor1d(batch.weights)));
}
