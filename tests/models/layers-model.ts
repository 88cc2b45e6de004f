import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import type { Draws } from "../../src/engine/random.ts";

/** The folder of a committed network. */
export const folderOf = (name: string) => fileURLToPath(new URL(`../../models/${name}`, import.meta.url));

/** A committed network as TensorFlow.js itself loads it. */
export async function loadLayers(name: string): Promise<tfl.LayersModel> {
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(`${folderOf(name)}/model.json`, "utf8"));
  const weightData = Uint8Array.from(readFileSync(`${folderOf(name)}/weights.bin`)).buffer;
  return tfl.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }));
}

/** LSTM layers, one upon the other, and a dense layer, as a beginning training would have them: for their shape. */
export function layStack(inputs: number, units: readonly number[], outputs: number): tfl.LayersModel {
  const initialiser = (seed: number) => tfl.initializers.glorotUniform({ seed });
  const layers = units.map((own, i) =>
    tfl.layers.lstm({
      ...(i === 0 ? { inputShape: [null, inputs] } : {}),
      units: own,
      returnSequences: true,
      activation: "tanh",
      recurrentActivation: "sigmoid",
      kernelInitializer: initialiser(3 * i + 1),
      recurrentInitializer: initialiser(3 * i + 2),
      biasInitializer: tfl.initializers.randomUniform({ minval: -0.5, maxval: 0.5, seed: 3 * i + 3 }),
    }),
  );
  const dense = tfl.layers.dense({ units: outputs, kernelInitializer: initialiser(99) });
  return tfl.sequential({ layers: [...layers, dense] });
}

/** A vector as rough as can be: some one-hot, some dense, some far larger than any feature. */
export function randomInput(draws: Draws, width: number): Float32Array {
  const kind = draws.whole(0, 2);
  const input = new Float32Array(width);
  if (kind === 0) for (let k = 0; k < 3; k++) input[draws.whole(0, width - 1)] = 1;
  else for (let i = 0; i < width; i++) input[i] = kind === 1 ? draws.between(-2, 2) : draws.normal(0, 4);
  return input;
}
