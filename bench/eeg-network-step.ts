// A score's network (16 units, sequences of 8 epochs of 64 numbers) by the fused step and by TensorFlow.js' predict, on the same
// weights and inputs, by turns in one run: what a hop costs, when one more epoch has come, and a whole sequence anew; what the step
// leaves on the heap.
//   npm run bench -- eeg-network-step [rounds]
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { Draws, seeded } from "../src/engine/random.ts";
import { openRecurrentStep } from "../src/models/eeg/networks/recurrent-step.ts";
import { type CellKind, type RecurrentWeights, recurrentShapes } from "../src/models/eeg/networks/recurrent-weights.ts";
import { machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
const rounds = Number(process.argv[2] ?? 20);
const [INPUTS, UNITS, STEPS] = [64, 16, 8];
const [OWN_CALLS, TENSORFLOW_CALLS] = [1000, 20];
const LITTER_HOPS = 50_000;

function drawn(kind: CellKind): RecurrentWeights {
  const draws = new Draws(seeded(1, kind));
  const [kernel, recurrent, bias, above, raised] = recurrentShapes(kind, INPUTS, UNITS, 1).map((shape) =>
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => draws.normal(0, 0.2)),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  const dense = { kernel: above, bias: raised };
  return { kind, gates: "sigmoid", inputs: INPUTS, units: UNITS, kernel, recurrent, bias, dense };
}

function layers({ kind, kernel, recurrent, bias, dense }: RecurrentWeights): tfl.Sequential {
  const shape = { inputShape: [STEPS, INPUTS], units: UNITS, recurrentInitializer: "zeros" as const };
  const gated = { ...shape, recurrentActivation: "sigmoid" as const };
  const cell = {
    elman: () => tfl.layers.simpleRNN(shape),
    gru: () => tfl.layers.gru(gated),
    lstm: () => tfl.layers.lstm(gated),
  }[kind]();
  const model = tfl.sequential({ layers: [cell, tfl.layers.dense({ units: 1 })] });
  const shapes = recurrentShapes(kind, INPUTS, UNITS, 1);
  const lists = [kernel, recurrent, bias, dense.kernel, dense.bias];
  tf.tidy(() => model.setWeights(lists.map((list, i) => tf.tensor(list, shapes[i]))));
  return model;
}

const draws = new Draws(seeded(2, "inputs"));
const sequences = Array.from({ length: 32 }, () =>
  Array.from({ length: STEPS }, () => Float64Array.from({ length: INPUTS }, () => draws.normal())),
);
const flats = sequences.map((sequence) => Float32Array.from(sequence.flatMap((input) => [...input])));

function timeCalls(calls: number, call: (which: number) => unknown): number[] {
  return Array.from({ length: calls }, (_, i) => {
    const began = now();
    call(i % sequences.length);
    return 1000 * (now() - began);
  });
}

async function race(kind: CellKind): Promise<void> {
  const weights = drawn(kind);
  const network = openRecurrentStep(weights, STEPS);
  const model = layers(weights);
  const anew = (which: number) => {
    network.restart();
    for (const input of sequences[which] ?? []) network.hear(input);
    return network.finish()[0] ?? Number.NaN;
  };
  const hop = (which: number) => {
    network.hear(sequences[which]?.[0] ?? new Float64Array());
    return network.finish()[0] ?? Number.NaN;
  };
  const theirs = (which: number) =>
    tf.tidy(
      () =>
        (model.predict(tf.tensor3d(flats[which] ?? [], [1, STEPS, INPUTS])) as tf.Tensor).dataSync()[0] ?? Number.NaN,
    );
  const apart = sequences.reduce((worst, _, i) => Math.max(worst, Math.abs(anew(i) - theirs(i))), 0);
  const times: Record<string, number[]> = { hop: [], anew: [], cpu: [], wasm: [] };
  for (let round = -1; round < rounds; round++) {
    const taken: Record<string, number[]> = { hop: timeCalls(OWN_CALLS, hop), anew: timeCalls(OWN_CALLS, anew) };
    for (const backend of ["cpu", "wasm"]) {
      await tf.setBackend(backend);
      taken[backend] = timeCalls(TENSORFLOW_CALLS, theirs);
    }
    // The first round warms up.
    if (round >= 0) for (const [name, values] of Object.entries(taken)) times[name]?.push(...values);
  }
  model.dispose();
  const [one = new Float64Array()] = sequences[0] ?? [];
  const hops = (count: number) => {
    for (let i = 0; i < count; i++) {
      network.hear(one);
      network.finish();
    }
  };
  hops(20_000);
  collect();
  const before = process.memoryUsage();
  hops(LITTER_HOPS);
  const after = process.memoryUsage();
  const litter = (after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers) / LITTER_HOPS;
  const at = (name: string, share: number) => quantile(times[name] ?? [], share);
  console.log(
    `${kind}: µs a sequence of ${STEPS} epochs; ${litter.toFixed(1)} bytes of heap a hop; apart ${apart.toExponential(1)}`,
  );
  console.log("                     p50       p99       max   p50 ×   p99 ×");
  for (const [name, label] of [
    ["hop", "fused, a hop"],
    ["anew", "fused, anew"],
    ["cpu", "tf.js cpu"],
    ["wasm", "tf.js wasm"],
  ] as const) {
    const cells = [0.5, 0.99, 1].map((share) => at(name, share).toFixed(1).padStart(10));
    const ratios = [0.5, 0.99].map((share) => (at(name, share) / at("hop", share)).toFixed(0).padStart(8));
    console.log(`  ${label.padEnd(13)}${cells.join("")}${ratios.join("")}`);
  }
}

const [began, stolen] = [now(), stolenSeconds()];
await tf.setBackend("wasm");
for (const kind of ["elman", "gru", "lstm"] as const) await race(kind);
console.log(`asked: tf.js predict >= 100 × the fused step. ${machineSince(began, stolen)}`);
