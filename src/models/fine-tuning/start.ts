import * as tf from "@tensorflow/tfjs-core";
import type * as tfl from "@tensorflow/tfjs-layers";

/** Where training begins, instead of at random weights. */
export interface Start {
  /** One list for each of weightShapes (network-weights.ts). */
  readonly weights: readonly Float32Array[];
  /** How strongly the weights are held near the start: this times their squared distance joins the loss of a segment, in nats. */
  readonly pull: number;
  /** Whether the LSTM learns too, or the layer on top of it alone. */
  readonly recurrent: boolean;
  /** Asked before each epoch: whether it is time to end with the best weights so far. */
  readonly enough: () => boolean;
}

/** The network's weights, layer by layer, whatever of it learns. */
export function tensorsOf(model: tfl.Sequential): tf.Tensor[] {
  return model.layers.flatMap((layer) => layer.getWeights());
}

/**
 * Gives a network the weights of a start. Returns what is to be added to the loss at each update, so that it does not go
 * farther from there than it gains by.
 */
export function beginAt(
  model: tfl.Sequential,
  { weights, pull, recurrent }: Start,
): { penalty: () => tf.Scalar; dispose: () => void } {
  let at = 0;
  for (const layer of model.layers) {
    const tensors = layer.getWeights().map((old) => tf.tensor(weights[at++] ?? [], old.shape));
    layer.setWeights(tensors);
    tf.dispose(tensors);
  }
  for (const variable of model.layers[0]?.weights ?? []) variable.trainable = recurrent;
  const held = recurrent ? model.layers : model.layers.slice(1);
  const start = held.flatMap((layer) => layer.getWeights().map((tensor) => tf.clone(tensor)));
  return {
    penalty: () => {
      const now = held.flatMap((layer) => layer.getWeights());
      const distances = now.map((tensor, i) => tf.sum(tf.squaredDifference(tensor, start[i] as tf.Tensor)));
      return tf.mul(tf.addN(distances), pull);
    },
    dispose: () => tf.dispose(start),
  };
}
