// One step of each network: the fused step beside TensorFlow.js, in the same run. npx tsx bench/network-step.ts
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { Draws, seeded } from "../src/engine/random.ts";
import { type NetworkWeights, readArtefact } from "../src/models/artefact.ts";
import { fuseStep } from "../src/models/fused-step.ts";
import { TASKS } from "../src/models/task.ts";

/** One way to take a step. Its calls are timed in rounds, by turns with the others', so that a busy machine troubles all. */
interface Contender {
  readonly name: string;
  readonly calls: number;
  readonly prepare: () => Promise<unknown>;
  readonly call: (input: Float32Array) => void;
  readonly close: () => void;
}

const ROUNDS = 20;

/** Inputs as the networks get them: three one-hot parts and 30-odd numbers. */
function inputsOf(width: number): Float32Array[] {
  const draws = new Draws(seeded(1, "bench"));
  return Array.from({ length: 64 }, () => {
    const input = new Float32Array(width);
    input[draws.whole(0, 37)] = 1;
    input[draws.whole(38, 75)] = 1;
    for (let i = 76; i < 108; i++) input[i] = draws.between(-1, 1);
    if (width > 108) input[draws.whole(108, width - 3)] = 1;
    return input;
  });
}

function fused(weights: NetworkWeights): Contender {
  const network = fuseStep(weights);
  const stepped = network.blank();
  const call = (input: Float32Array) => {
    network.step(stepped.memory, input, stepped);
  };
  return { name: "fused step", calls: 1_000, prepare: async () => {}, call, close: () => {} };
}

/** TensorFlow.js as fairly as it can be had: one step with kept state, and no more copying than needed. */
async function tensorFlow(backend: string, weights: NetworkWeights): Promise<Contender> {
  await tf.setBackend(backend);
  const { units, outputs } = weights;
  const width = weights.inputs;
  const lstm = tfl.layers.lstm({
    units,
    stateful: true,
    batchInputShape: [1, 1, width],
    recurrentActivation: "sigmoid",
    recurrentInitializer: "zeros",
  });
  const model = tfl.sequential({ layers: [lstm, tfl.layers.dense({ units: outputs })] });
  model.setWeights([
    tf.tensor2d(weights.kernel, [width, 4 * units]),
    tf.tensor2d(weights.recurrent, [units, 4 * units]),
    tf.tensor1d(weights.bias),
    tf.tensor2d(weights.denseKernel, [units, outputs]),
    tf.tensor1d(weights.denseBias),
  ]);
  const call = (input: Float32Array) => {
    tf.tidy(() => (model.predict(tf.tensor3d(input, [1, 1, width])) as tf.Tensor).dataSync());
  };
  return {
    name: `tfjs ${backend}`,
    calls: 50,
    prepare: () => tf.setBackend(backend),
    call,
    close: () => model.dispose(),
  };
}

/** µs of every call, after one round as a warm-up. */
async function race(contenders: readonly Contender[], inputs: readonly Float32Array[]): Promise<Float64Array[]> {
  const spent = contenders.map((): number[] => []);
  for (let round = -1; round < ROUNDS; round++) {
    for (const [which, { calls, prepare, call }] of contenders.entries()) {
      await prepare();
      for (let i = 0; i < calls; i++) {
        const input = inputs[i % inputs.length];
        if (!input) continue;
        const started = performance.now();
        call(input);
        if (round >= 0) spent[which]?.push(1000 * (performance.now() - started));
      }
    }
  }
  return spent.map((times) => Float64Array.from(times).sort());
}

function at(times: Float64Array, share: number): number {
  return times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN;
}

const print = (text: string) => process.stdout.write(`${text}\n`);

for (const { name } of TASKS) {
  const weights = readArtefact(fileURLToPath(new URL(`../models/${name}`, import.meta.url)));
  const contenders = [fused(weights), await tensorFlow("wasm", weights), await tensorFlow("cpu", weights)];
  const times = await race(contenders, inputsOf(weights.inputs));
  print(`${name}: ${weights.inputs} inputs, ${weights.units} units, ${weights.outputs} outputs; µs a step`);
  print("                       p50      p99      max     p50 ×    p99 ×");
  const [base = new Float64Array()] = times;
  for (const [which, contender] of contenders.entries()) {
    const own = times[which] ?? base;
    const cells = [0.5, 0.99, 1].map((share) => at(own, share).toFixed(0).padStart(9));
    const ratios = [0.5, 0.99].map((share) => (at(own, share) / at(base, share)).toFixed(1).padStart(9));
    print(`  ${contender.name.padEnd(16)}${[...cells, ...ratios].join("")}`);
    contender.close();
  }
}
