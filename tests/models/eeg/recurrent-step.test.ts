import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { beforeAll, describe, expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { chooseBackend } from "../../../src/models/backend.ts";
import { openRecurrentStep } from "../../../src/models/eeg/networks/recurrent-step.ts";
import {
  type CellKind,
  type GateActivation,
  type RecurrentWeights,
  recurrentShapes,
} from "../../../src/models/eeg/networks/recurrent-weights.ts";

const [INPUTS, UNITS, OUTPUTS, STEPS] = [64, 16, 3, 16];

function drawn(kind: CellKind, gates: GateActivation, spread: number): RecurrentWeights {
  const draws = new Draws(seeded(5, `${kind} ${gates} ${spread}`));
  const [kernel, recurrent, bias, above, raised] = recurrentShapes(kind, INPUTS, UNITS, OUTPUTS).map((shape) =>
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => draws.normal(0, spread)),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  return { kind, gates, inputs: INPUTS, units: UNITS, kernel, recurrent, bias, dense: { kernel: above, bias: raised } };
}

/** The same network as TensorFlow.js lays it. */
function layers({ kind, gates, kernel, recurrent, bias, dense }: RecurrentWeights): tfl.Sequential {
  const shape = { inputShape: [STEPS, INPUTS], units: UNITS, recurrentInitializer: "zeros" as const };
  const gated = { ...shape, recurrentActivation: gates };
  const cell = {
    elman: () => tfl.layers.simpleRNN(shape),
    gru: () => tfl.layers.gru(gated),
    lstm: () => tfl.layers.lstm(gated),
  }[kind]();
  const model = tfl.sequential({ layers: [cell, tfl.layers.dense({ units: OUTPUTS })] });
  const shapes = recurrentShapes(kind, INPUTS, UNITS, OUTPUTS);
  const lists = [kernel, recurrent, bias, dense.kernel, dense.bias];
  tf.tidy(() => model.setWeights(lists.map((list, i) => tf.tensor(list, shapes[i]))));
  return model;
}

beforeAll(async () => {
  await chooseBackend(["wasm", "cpu"]);
});

describe.each<CellKind>(["elman", "gru", "lstm"])("%s", (kind) => {
  test.each<[GateActivation, number]>([
    ["sigmoid", 0.1],
    ["sigmoid", 0.3],
    ["hardSigmoid", 0.1],
    ["hardSigmoid", 0.3],
  ])("with %s gates and weights of %d equals TensorFlow.js within 1e-5", (gates, spread) => {
    const weights = drawn(kind, gates, spread);
    const model = layers(weights);
    const draws = new Draws(seeded(6, kind));
    const sequences = Array.from({ length: 40 }, () =>
      Array.from({ length: STEPS }, () =>
        Float64Array.from({ length: INPUTS }, () => (draws.unit() < 0.2 ? 0 : draws.normal())),
      ),
    );
    const flat = Float32Array.from(sequences.flat().flatMap((input) => [...input]));
    const expected = tf.tidy(() =>
      (model.predict(tf.tensor3d(flat, [sequences.length, STEPS, INPUTS])) as tf.Tensor).dataSync(),
    );
    model.dispose();
    const network = openRecurrentStep(weights, STEPS);
    let worst = 0;
    for (const [i, sequence] of sequences.entries()) {
      network.restart();
      for (const input of sequence) network.hear(input);
      const outputs = network.finish();
      for (const [o, value] of outputs.entries()) {
        worst = Math.max(worst, Math.abs(value - (expected[i * OUTPUTS + o] ?? Number.NaN)));
      }
    }
    expect(worst).toBeLessThan(1e-5);
  });
});

test.each<[GateActivation, number]>([
  ["sigmoid", 0.2523881],
  ["hardSigmoid", 0.2545603],
])("one GRU step by hand, with %s gates", (gates, expected) => {
  const weights: RecurrentWeights = {
    kind: "gru",
    gates,
    inputs: 1,
    units: 1,
    kernel: Float32Array.of(0.4, -0.2, 0.7),
    recurrent: Float32Array.of(0.3, 0.5, -0.6),
    bias: Float32Array.of(0.1, 0, 0.05),
    dense: { kernel: Float32Array.of(1), bias: Float32Array.of(0) },
  };
  const network = openRecurrentStep(weights, 1);
  network.initial[0] = 0.2;
  network.hear(Float64Array.of(0.5));
  expect(network.finish()[0]).toBeCloseTo(expected, 6);
});

test("the last inputs count, however they were heard", () => {
  const weights = drawn("lstm", "sigmoid", 0.3);
  const draws = new Draws(seeded(7, "inputs"));
  const inputs = Array.from({ length: 20 }, () => Float64Array.from({ length: INPUTS }, () => draws.normal()));
  const going = openRecurrentStep(weights, 8);
  const anew = openRecurrentStep(weights, 8);
  for (const [i, input] of inputs.entries()) {
    going.hear(input);
    anew.restart();
    for (const one of inputs.slice(Math.max(0, i - 7), i + 1)) anew.hear(one);
    expect([...going.finish()]).toEqual([...anew.finish()]);
  }
});

test("refuses what it does not know: another cell, other gates, missing weights, a wider input", () => {
  const weights = drawn("gru", "sigmoid", 0.1);
  expect(() => openRecurrentStep({ ...weights, kind: "mgu" as "gru" }, 8)).toThrow('no cell "mgu"');
  expect(() => openRecurrentStep({ ...weights, gates: "relu" as "sigmoid" }, 8)).toThrow('gates "relu"');
  expect(() => openRecurrentStep({ ...weights, kind: "lstm" }, 8)).toThrow("lists of");
  expect(() => openRecurrentStep(weights, 8).hear(new Float64Array(7))).toThrow("reads 64 numbers, not 7");
});
