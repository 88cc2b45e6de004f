// One step of each shipped network, and of two layers of 128 units with 38 outputs: by WebAssembly SIMD, in plain
// JavaScript, by TensorFlow.js (WASM and CPU; kept state; as layers and as bare operations) and as a loop in C, on the
// same weights and inputs, by turns in one run.
//   npm run bench -- network-step [rounds]
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as tf from "@tensorflow/tfjs-core";
import { Draws, seeded } from "../src/engine/random.ts";
import { readArtefact } from "../src/models/artefact.ts";
import { type StepForm, stepNetwork } from "../src/models/network-step.ts";
import { arrangeWeights, type NetworkWeights, weightShapes } from "../src/models/network-weights.ts";
import { TASKS } from "../src/models/task.ts";
import { inRoot } from "../src/server/folders.ts";
import { machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";
import { compileNativeStep } from "./helpers/native-step.ts";
import { layersStep, operationsStep, type TensorFlowStep } from "./helpers/tensorflow-step.ts";

/** One way to take a step. Its calls are timed in rounds, by turns with the others', so that a busy machine troubles all. */
interface Contender {
  readonly name: string;
  /** Largest difference from the SIMD outputs after all inputs in a row. */
  readonly apart: number;
  /** µs of the calls of one round. */
  readonly round: () => number[] | Promise<number[]>;
  readonly close: () => void;
}

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
const rounds = Number(process.argv[2] ?? 20);
const OWN_CALLS = 1_000;
const TENSORFLOW_CALLS = 50;

/** Inputs as the networks get them: three one-hot parts and 30-odd numbers; for the rival a single one-hot note. */
function inputsOf(width: number): Float32Array[] {
  const draws = new Draws(seeded(1, "bench"));
  return Array.from({ length: 64 }, () => {
    const input = new Float32Array(width);
    input[draws.whole(0, 37)] = 1;
    if (width < 108) return input;
    input[draws.whole(38, 75)] = 1;
    for (let i = 76; i < 108; i++) input[i] = draws.between(-1, 1);
    if (width > 108) input[draws.whole(108, width - 3)] = 1;
    return input;
  });
}

/** MusicRNN's shape. Its weights are drawn: how long a step takes does not depend on what was learnt. */
function rivalWeights(): NetworkWeights {
  const draws = new Draws(seeded(1, "rival"));
  const drawn = weightShapes(38, [128, 128], 38).map((shape) =>
    Float32Array.from({ length: shape.reduce((product, side) => product * side, 1) }, () => draws.between(-0.15, 0.15)),
  );
  return arrangeWeights(38, [128, 128], 38, drawn);
}

function timeCalls(calls: number, inputs: readonly Float32Array[], call: (input: Float32Array) => unknown): number[] {
  const times: number[] = [];
  for (let i = 0; i < calls; i++) {
    const input = inputs[i % inputs.length] as Float32Array;
    const started = performance.now();
    call(input);
    times.push(1000 * (performance.now() - started));
  }
  return times;
}

function own(
  form: StepForm,
  weights: NetworkWeights,
  inputs: readonly Float32Array[],
  wanted: Float32Array,
): Contender {
  const network = stepNetwork(weights, form);
  const stepped = network.blank();
  for (const input of inputs) network.step(stepped.memory, input, stepped);
  return {
    name: form === "simd" ? "WebAssembly SIMD" : "plain JavaScript",
    apart: apart(stepped.output, wanted),
    round: () => timeCalls(OWN_CALLS, inputs, (input) => network.step(stepped.memory, input, stepped)),
    close: () => {},
  };
}

async function tensorFlow(
  backend: string,
  kind: string,
  open: (weights: NetworkWeights) => TensorFlowStep,
  weights: NetworkWeights,
  inputs: readonly Float32Array[],
  wanted: Float32Array,
): Promise<Contender> {
  await tf.setBackend(backend);
  const { step, close } = open(weights);
  let output: ArrayLike<number> = [];
  for (const input of inputs) output = step(input);
  return {
    name: `tf.js ${backend}, ${kind}`,
    apart: apart(output, wanted),
    round: async () => {
      await tf.setBackend(backend);
      return timeCalls(TENSORFLOW_CALLS, inputs, step);
    },
    close,
  };
}

function native(weights: NetworkWeights, inputs: readonly Float32Array[], wanted: Float32Array): Contender | null {
  const compiled = compileNativeStep(weights, inputs, OWN_CALLS);
  if (!compiled) return null;
  return { name: "C, gcc -O3", apart: apart(compiled.output, wanted), round: compiled.time, close: compiled.close };
}

function apart(output: ArrayLike<number>, wanted: Float32Array): number {
  return wanted.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (output[i] ?? Number.NaN))), 0);
}

/** Bytes of heap that a step leaves behind, over few enough steps that nothing is collected meanwhile. */
function litter(form: StepForm, weights: NetworkWeights, inputs: readonly Float32Array[]): number {
  const network = stepNetwork(weights, form);
  const stepped = network.blank();
  const run = (steps: number) => {
    for (let i = 0; i < steps; i++) network.step(stepped.memory, inputs[i % inputs.length] as Float32Array, stepped);
  };
  run(20_000);
  collect();
  const before = process.memoryUsage();
  run(5_000);
  const after = process.memoryUsage();
  return (after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers) / 5_000;
}

async function race(title: string, weights: NetworkWeights): Promise<void> {
  const inputs = inputsOf(weights.inputs);
  const network = stepNetwork(weights, "simd");
  const reference = network.blank();
  for (const input of inputs) network.step(reference.memory, input, reference);
  const wanted = reference.output;
  const loop = native(weights, inputs, wanted);
  const contenders = [own("simd", weights, inputs, wanted), own("plain", weights, inputs, wanted)];
  for (const backend of ["wasm", "cpu"]) {
    contenders.push(await tensorFlow(backend, "layers", layersStep, weights, inputs, wanted));
    contenders.push(await tensorFlow(backend, "operations", operationsStep, weights, inputs, wanted));
  }
  if (loop) contenders.push(loop);
  const times = contenders.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [which, contender] of contenders.entries()) {
      const took = await contender.round();
      // The first round warms up.
      if (round >= 0) times[which]?.push(...took);
    }
  }
  const units = weights.layers.map((layer) => layer.units).join(" + ");
  console.log(`${title}: ${weights.inputs} inputs, ${units} units, ${weights.outputs} outputs; µs a step`);
  console.log("                              p50      p99      max    p50 ×    p99 ×    apart");
  const [base = []] = times;
  for (const [which, { name, apart, close }] of contenders.entries()) {
    const taken = times[which] ?? [];
    const cells = [0.5, 0.99, 1].map((share) => quantile(taken, share).toFixed(1).padStart(9));
    const ratios = [0.5, 0.99].map((share) => (quantile(taken, share) / quantile(base, share)).toFixed(2).padStart(9));
    console.log(`  ${name.padEnd(24)}${[...cells, ...ratios].join("")}  ${apart.toExponential(1)}`);
    close();
  }
  if (!loop) console.log("  C: not measured, no gcc here");
  const left = (["simd", "plain"] as const).map((form) => `${form} ${litter(form, weights, inputs).toFixed(1)}`);
  console.log(`  bytes of heap a step leaves behind: ${left.join(", ")}`);
}

const [began, stolen] = [now(), stolenSeconds()];
for (const { name } of TASKS) await race(name, readArtefact(inRoot("models", name)));
await race("MusicRNN's shape", rivalWeights());
console.log(`asked: tf.js wasm >= 20 ×, tf.js cpu >= 40 ×, C >= 0.25 ×. ${machineSince(began, stolen)}`);
