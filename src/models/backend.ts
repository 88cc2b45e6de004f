import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";

/** Not installed with the project; used for training where somebody has added it. */
const NATIVE = "@tensorflow/tfjs-node";

/** Whether the backend in use can learn: a small LSTM must get better at a small task in a few steps. */
function learns(): boolean {
  return tf.tidy(() => {
    const seed = 1;
    const kernelInitializer = layers.initializers.glorotUniform({ seed });
    const recurrentInitializer = layers.initializers.glorotUniform({ seed });
    const lstm = layers.layers.lstm({
      units: 4,
      kernelInitializer,
      recurrentInitializer,
      recurrentActivation: "sigmoid",
    });
    const input = tf.tensor3d([0, 1, 1, 0, 1, 1, 0, 0], [2, 2, 2]);
    const wanted = tf.tensor2d([0.5, 0, 0, 0.5, -0.5, 0, 0, -0.5], [2, 4]);
    const loss = (): tf.Scalar => tf.mean(tf.squaredDifference(lstm.apply(input) as tf.Tensor, wanted));
    const before = loss().dataSync()[0] ?? 0;
    const optimizer = tf.train.adam(0.05);
    for (let i = 0; i < 5; i++) optimizer.minimize(loss);
    const after = loss().dataSync()[0] ?? Number.NaN;
    optimizer.dispose();
    lstm.dispose();
    return after < before;
  });
}

/** Sets up the first of the named backends that can learn, and says which: "tensorflow", "wasm" or "cpu". */
export async function chooseBackend(names: readonly string[] = ["tensorflow", "wasm", "cpu"]): Promise<string> {
  for (const name of names) {
    try {
      if (name === "tensorflow") await import(NATIVE);
      if ((await tf.setBackend(name)) && learns()) return name;
    } catch {
      // Not installed, or a kernel is missing: the next one.
    }
  }
  throw new Error(`no TensorFlow.js backend of ${names.join(", ")} can train here; run npm install and try again`);
}
