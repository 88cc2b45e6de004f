// What a frame of the wrist's sensor costs: the network's step beside TensorFlow.js' predict on the same weights and frames, and all
// from four samples to what is told.
//   npm run bench -- gestures [rounds]
import * as tf from "@tensorflow/tfjs-core";
import { Recogniser, readByNetwork } from "../src/engine/gestures/recogniser.ts";
import { readArtefact } from "../src/models/artefact.ts";
import { framesOf } from "../src/models/gestures/gesture-task.ts";
import { wearSensor } from "../src/models/gestures/trace.ts";
import { type StepForm, stepNetwork } from "../src/models/network-step.ts";
import { inRoot } from "../src/server/folders.ts";
import { quantile } from "./helpers/figures.ts";
import { layersStep } from "./helpers/tensorflow-step.ts";

const rounds = Number(process.argv[2] ?? 10);
const weights = readArtefact(inRoot("models", "gesture"));
const trace = wearSensor(60, 1);
const { frames } = framesOf(trace);

const times = new Map<string, number[]>();
function time(name: string, call: () => unknown): void {
  const started = performance.now();
  call();
  const list = times.get(name) ?? [];
  list.push(1_000 * (performance.now() - started));
  times.set(name, list);
}

await tf.setBackend("wasm");
let apart = 0;
for (let round = 0; round < rounds; round++) {
  for (const form of ["simd", "plain"] as const satisfies readonly StepForm[]) {
    const network = stepNetwork(weights, form);
    const stepped = network.blank();
    for (const { features } of frames) time(`step, ${form}`, () => network.step(stepped.memory, features, stepped));
  }
  const recogniser = new Recogniser(readByNetwork(stepNetwork(weights)));
  for (const [i, felt] of trace.felt.entries()) time("a sample, all in all", () => recogniser.take(felt, 10 * i));
  const network = stepNetwork(weights);
  const stepped = network.blank();
  const tensorFlow = layersStep(weights);
  for (const { features } of frames.slice(0, 100)) {
    let theirs: ArrayLike<number> = [];
    time("predict, TensorFlow.js (wasm)", () => {
      theirs = tensorFlow.step(features);
    });
    network.step(stepped.memory, features, stepped);
    stepped.output.forEach((value, i) => {
      apart = Math.max(apart, Math.abs(value - (theirs[i] ?? Number.NaN)));
    });
  }
  tensorFlow.close();
}
const reference = quantile(times.get("predict, TensorFlow.js (wasm)") ?? [], 0.5);
for (const [name, list] of times) {
  const median = quantile(list, 0.5);
  console.log(
    `${name}: p50 ${median.toFixed(1)} µs, p99 ${quantile(list, 0.99).toFixed(1)} µs, max ${quantile(list, 1).toFixed(0)} µs; ` +
      `TensorFlow.js takes ${(reference / median).toFixed(0)} times as long`,
  );
}
console.log(`Largest difference of the logits from TensorFlow.js: ${apart.toExponential(1)}`);
