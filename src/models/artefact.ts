import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The weights of one LSTM layer and one dense layer, row-major, as Keras orders them (gates: input, forget, cell, output). */
export interface NetworkWeights {
  readonly inputs: number;
  readonly units: number;
  readonly outputs: number;
  /** inputs × 4·units. */
  readonly kernel: Float32Array;
  /** units × 4·units. */
  readonly recurrent: Float32Array;
  /** 4·units. */
  readonly bias: Float32Array;
  /** units × outputs. */
  readonly denseKernel: Float32Array;
  /** outputs. */
  readonly denseBias: Float32Array;
}

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
    batch_input_shape: z.tuple([z.null(), z.null(), size]),
  }),
});

const denseLayer = z.object({
  class_name: z.literal("Dense"),
  config: z.object({ units: size, activation: z.literal("linear"), use_bias: z.literal(true) }),
});

const weightEntry = z.object({ name: z.string(), shape: z.array(size).min(1).max(2), dtype: z.literal("float32") });

/** The part of TensorFlow.js' LayersModel format that the fused step can play: an LSTM and a dense layer, float32. */
const layersModel = z.object({
  format: z.literal("layers-model"),
  modelTopology: z.object({
    class_name: z.literal("Sequential"),
    config: z.object({ layers: z.tuple([lstmLayer, denseLayer]) }),
  }),
  weightsManifest: z.tuple([
    z.object({ paths: z.tuple([z.literal("weights.bin")]), weights: z.array(weightEntry).length(5) }),
  ]),
});

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
  if (!parsed.success) {
    const { path = [], message = "" } = parsed.error.issues[0] ?? {};
    throw new ArtefactError(
      `${modelFile} is not an LSTM and a dense layer as Antiphon trains them (at ${path.join(".") || "the top"}: ${message}); ${remedy}`,
    );
  }
  const [lstm, dense] = parsed.data.modelTopology.config.layers;
  const inputs = lstm.config.batch_input_shape[2];
  const { units } = lstm.config;
  const outputs = dense.config.units;
  const wanted = [[inputs, 4 * units], [units, 4 * units], [4 * units], [units, outputs], [outputs]];
  const entries = parsed.data.weightsManifest[0].weights;
  entries.forEach(({ name, shape }, i) => {
    if (shape.join("×") !== wanted[i]?.join("×")) {
      throw new ArtefactError(
        `${modelFile} gives ${name} the shape ${shape.join("×")} where ${wanted[i]?.join("×")} belongs; ${remedy}`,
      );
    }
  });
  const bytes = readBytes(weightsFile, remedy);
  const lengths = wanted.map((shape) => shape.reduce((product, side) => product * side, 1));
  const expected = 4 * lengths.reduce((sum, length) => sum + length, 0);
  if (bytes.length !== expected) {
    throw new ArtefactError(`${weightsFile} holds ${bytes.length} bytes where ${expected} belong; ${remedy}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const arrays = lengths.map((length) => Float32Array.from({ length }, () => view.getFloat32(4 * at++, true)));
  if (arrays.some((array) => array.some((weight) => !Number.isFinite(weight)))) {
    throw new ArtefactError(`${weightsFile} holds weights that are not numbers; ${remedy}`);
  }
  const [kernel, recurrent, bias, denseKernel, denseBias] = arrays as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  return { inputs, units, outputs, kernel, recurrent, bias, denseKernel, denseBias };
}
