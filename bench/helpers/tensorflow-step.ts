import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import type { NetworkWeights } from "../../src/models/network-weights.ts";

/** TensorFlow.js as fairly as it can be had: one step with kept state, in tidy, the outputs read back. */
export interface TensorFlowStep {
  /** The outputs after one more step. */
  step(input: Float32Array): ArrayLike<number>;
  close(): void;
}

/** The step as a LayersModel with stateful layers. The backend must be set, now and whenever it is stepped. */
export function layersStep({ inputs, outputs, layers, dense }: NetworkWeights): TensorFlowStep {
  const model = tfl.sequential();
  layers.forEach(({ units }, place) => {
    model.add(
      tfl.layers.lstm({
        ...(place === 0 ? { batchInputShape: [1, 1, inputs] } : {}),
        units,
        stateful: true,
        returnSequences: place + 1 < layers.length,
        recurrentActivation: "sigmoid",
        recurrentInitializer: "zeros",
      }),
    );
  });
  model.add(tfl.layers.dense({ units: outputs }));
  model.setWeights([
    ...layers.flatMap(({ inputs: width, units, kernel, recurrent, bias }) => [
      tf.tensor2d(kernel, [width, 4 * units]),
      tf.tensor2d(recurrent, [units, 4 * units]),
      tf.tensor1d(bias),
    ]),
    tf.tensor2d(dense.kernel, [dense.kernel.length / outputs, outputs]),
    tf.tensor1d(dense.bias),
  ]);
  return {
    step: (input) => tf.tidy(() => (model.predict(tf.tensor3d(input, [1, 1, inputs])) as tf.Tensor).dataSync()),
    close: () => model.dispose(),
  };
}

/** The step in TensorFlow.js' own operations, without the layers' machinery: the least it can be. */
export function operationsStep({ inputs, outputs, layers, dense }: NetworkWeights): TensorFlowStep {
  const stack = layers.map(({ inputs: width, units, kernel, recurrent, bias }) => ({
    // One product a layer: the input and the output before side by side.
    matrix: tf.concat([tf.tensor2d(kernel, [width, 4 * units]), tf.tensor2d(recurrent, [units, 4 * units])], 0),
    bias: tf.tensor1d(bias),
    cell: tf.zeros([1, units]) as tf.Tensor,
    output: tf.zeros([1, units]) as tf.Tensor,
  }));
  const top = tf.tensor2d(dense.kernel, [dense.kernel.length / outputs, outputs]);
  const topBias = tf.tensor1d(dense.bias);
  return {
    step: (input) =>
      tf.tidy(() => {
        let below: tf.Tensor = tf.tensor2d(input, [1, inputs]);
        for (const layer of stack) {
          const joined = tf.concat([below, layer.output], 1);
          const gates = tf.add(tf.matMul(joined, layer.matrix), layer.bias);
          const [admit, keep, candidate, emit] = tf.split(gates, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
          const cell = tf.add(tf.mul(tf.sigmoid(keep), layer.cell), tf.mul(tf.sigmoid(admit), tf.tanh(candidate)));
          const output = tf.mul(tf.sigmoid(emit), tf.tanh(cell));
          tf.dispose([layer.cell, layer.output]);
          layer.cell = tf.keep(cell);
          layer.output = tf.keep(output);
          below = output;
        }
        return tf.add(tf.matMul(below, top), topBias).dataSync();
      }),
    close: () =>
      tf.dispose([...stack.flatMap(({ matrix, bias, cell, output }) => [matrix, bias, cell, output]), top, topBias]),
  };
}
