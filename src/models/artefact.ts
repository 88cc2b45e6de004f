import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { arrangeWeights, type NetworkWeights, weightShapes } from "./network-weights.ts";

/** A folder that holds no network that can be played. The message names the file and what to do. */
export class ArtefactError extends Error {
  override readonly name = "ArtefactError";
}

const size = z.int().positive();

const lstmLayer = z.object({
  class_name: z.literal("LSTM"),
  config: z.object({
    units: size,
    activation: z.literal("tanh"),
    recurrent_activation: z.literal("sigmoid"),
    use_bias: z.literal(true),
    return_sequences: z.literal(true),
    go_backwards: z.literal(false),
    // Keras writes it at the first layer only.
    batch_input_shape: z.tuple([z.null(), z.null(), size]).optional(),
  }),
});

const denseLayer = z.object({
  class_name: z.literal("Dense"),
  config: z.object({ units: size, activation: z.literal("linear"), use_bias: z.literal(true) }),
});

const weightEntry = z.object({ name: z.string(), shape: z.array(size).min(1).max(2), dtype: z.literal("float32") });

const layer = z.discriminatedUnion("class_name", [lstmLayer, denseLayer]);

/** The part of TensorFlow.js' LayersModel format that can be played: LSTM layers and a dense layer, float32. */
const layersModel = z.object({
  format: z.literal("layers-model"),
  modelTopology: z.object({
    class_name: z.literal("Sequential"),
    config: z.object({ layers: z.array(layer).min(2) }),
  }),
  weightsManifest: z.tuple([z.object({ paths: z.tuple([z.literal("weights.bin")]), weights: z.array(weightEntry) })]),
});

/** Sizes of a network from its layers; undefined when they are not LSTM layers with one dense layer on top. */
function sizesOf(layers: readonly z.infer<typeof layer>[]) {
  const lstms = layers.flatMap(({ class_name, config }) => (class_name === "LSTM" ? [config] : []));
  const inputs = lstms[0]?.batch_input_shape?.[2];
  const top = layers.at(-1);
  if (top?.class_name !== "Dense" || lstms.length !== layers.length - 1 || inputs === undefined) return undefined;
  return { inputs, units: lstms.map(({ units }) => units), outputs: top.config.units };
}

function readBytes(file: string, remedy: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === "ENOENT" ? "is missing" : "cannot be read";
    throw new ArtefactError(`${file} ${reason}; ${remedy}`);
  }
}

function readJson(file: string, remedy: string): unknown {
  const text = new TextDecoder().decode(readBytes(file, remedy));
  try {
    return JSON.parse(text);
  } catch {
    throw new ArtefactError(`${file} is not JSON (cut short, or another file); ${remedy}`);
  }
}

/**
 * Reads a network from a folder with `model.json` and `weights.bin`. Throws {@link ArtefactError}, whose message is one
 * sentence for the user, when a file is missing, cut short, or holds another kind of network.
 */
export function readArtefact(folder: string): NetworkWeights {
  const remedy = "restore the folder from the repository, or train it anew with npm run train";
  const modelFile = join(folder, "model.json");
  const weightsFile = join(folder, "weights.bin");
  const parsed = layersModel.safeParse(readJson(modelFile, remedy));
  const refuse = (path: string, message: string) =>
    new ArtefactError(
      `${modelFile} is not LSTM layers and a dense layer as Antiphon trains them (at ${path}: ${message}); ${remedy}`,
    );
  if (!parsed.success) {
    const { path = [], message = "" } = parsed.error.issues[0] ?? {};
    throw refuse(path.join(".") || "the top", message);
  }
  const sizes = sizesOf(parsed.data.modelTopology.config.layers);
  if (!sizes) throw refuse("modelTopology.config.layers", "LSTM layers, the inputs of the first, then one dense layer");
  const { inputs, units, outputs } = sizes;
  const shapes = weightShapes(inputs, units, outputs);
  const entries = parsed.data.weightsManifest[0].weights;
  if (entries.length !== shapes.length) {
    throw refuse("weightsManifest.0.weights", `${entries.length} lists of weights where ${shapes.length} belong`);
  }
  entries.forEach(({ name, shape }, i) => {
    if (shape.join("×") !== shapes[i]?.join("×")) {
      throw new ArtefactError(
        `${modelFile} gives ${name} the shape ${shape.join("×")} where ${shapes[i]?.join("×")} belongs; ${remedy}`,
      );
    }
  });
  const bytes = readBytes(weightsFile, remedy);
  const lengths = shapes.map((shape) => shape.reduce((product, side) => product * side, 1));
  const expected = 4 * lengths.reduce((sum, length) => sum + length, 0);
  if (bytes.length !== expected) {
    throw new ArtefactError(`${weightsFile} holds ${bytes.length} bytes where ${expected} belong; ${remedy}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const arrays = lengths.map((length) => {
    const array = new Float32Array(length);
    for (let i = 0; i < length; i++) array[i] = view.getFloat32(4 * at++, true);
    return array;
  });
  if (arrays.some((array) => array.some((weight) => !Number.isFinite(weight)))) {
    throw new ArtefactError(`${weightsFile} holds weights that are not numbers; ${remedy}`);
  }
  return arrangeWeights(inputs, units, outputs, arrays);
}
