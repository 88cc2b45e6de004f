import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import type * as tfl from "@tensorflow/tfjs-layers";

/** Writes a network to a folder in TensorFlow.js' LayersModel format: `model.json` and `weights.bin` (float32). */
export async function writeArtefact(
  folder: string,
  model: tfl.LayersModel,
  about: Record<string, unknown>,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await model.save(
    tf.io.withSaveHandler(async ({ modelTopology, weightSpecs = [], weightData = [], format, generatedBy }) => {
      const json = {
        format,
        generatedBy,
        convertedBy: null,
        modelTopology,
        userDefinedMetadata: about,
        weightsManifest: [{ paths: ["weights.bin"], weights: weightSpecs }],
      };
      writeFileSync(join(folder, "model.json"), `${JSON.stringify(json, null, 1)}\n`);
      writeFileSync(join(folder, "weights.bin"), new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData)));
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    }),
  );
}
