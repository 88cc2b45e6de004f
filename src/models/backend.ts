import { createRequire } from "node:module";
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";

/**
 * Puts tfjs-node's backend "tensorflow" beside the others: from the folder that ANTIPHON_TFJS_NODE names (`npm run native`
 * builds one), else the package, where npm could install it. Either resolves @tensorflow/tfjs-core to the one imported
 * here, or its tensors would be strangers to the layers.
 * @throws Error when it is not there or cannot be used
 */
function loadNative(): void {
  // The library says at every start which instructions it was built for.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "1";
  const load = createRequire(import.meta.url);
  const folder = process.env.ANTIPHON_TFJS_NODE;
  const native = load(folder || "@tensorflow/tfjs-node") as { readonly Tensor?: unknown };
  if (native.Tensor !== tf.Tensor) throw new Error("tfjs-node has brought another @tensorflow/tfjs-core");
}

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
  let cause: unknown;
  for (const name of names) {
    try {
      if (name === "tensorflow") loadNative();
      if ((await tf.setBackend(name)) && learns()) return name;
    } catch (error) {
      cause = error;
      // Not installed, not usable, or a kernel is missing: the next one.
    }
  }
  throw new Error(`no TensorFlow.js backend of ${names.join(", ")} can train here; run npm install and try again`, {
    cause,
  });
}
