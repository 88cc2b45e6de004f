import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { beforeAll, describe, expect, test } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { readArtefact } from "../../src/models/artefact.ts";
import { chooseBackend } from "../../src/models/backend.ts";
import { fuseStep, sigmoid, tanh } from "../../src/models/fused-step.ts";
import { TASKS, type Task } from "../../src/models/task.ts";

const folderOf = (name: string) => fileURLToPath(new URL(`../../models/${name}`, import.meta.url));

/** The committed network as TensorFlow.js itself loads it. */
async function loadLayers(name: string): Promise<tfl.LayersModel> {
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(`${folderOf(name)}/model.json`, "utf8"));
  const weightData = Uint8Array.from(readFileSync(`${folderOf(name)}/weights.bin`)).buffer;
  return tfl.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }));
}

/** A vector as rough as can be: some one-hot, some dense, some far larger than any feature. */
function randomInput(draws: Draws, width: number): Float32Array {
  const kind = draws.whole(0, 2);
  const input = new Float32Array(width);
  if (kind === 0) for (let k = 0; k < 3; k++) input[draws.whole(0, width - 1)] = 1;
  else for (let i = 0; i < width; i++) input[i] = kind === 1 ? draws.between(-2, 2) : draws.normal(0, 4);
  return input;
}

beforeAll(async () => {
  await chooseBackend(["wasm", "cpu"]);
});

describe.each(TASKS.map((task): [string, Task] => [task.name, task]))("the %s network, step by step", (name, task) => {
  const network = fuseStep(readArtefact(folderOf(name)));

  test("equals TensorFlow.js within 1e-5 on 1,000 random sequences", async () => {
    const [sequences, length, batch] = [1000, 12, 100];
    const draws = new Draws(seeded(3, name));
    const model = await loadLayers(name);
    let worst = 0;
    for (let done = 0; done < sequences; done += batch) {
      const inputs = Array.from({ length: batch * length }, () => randomInput(draws, task.inputs));
      const flat = new Float32Array(inputs.length * task.inputs);
      for (const [i, input] of inputs.entries()) flat.set(input, i * task.inputs);
      const expected = tf.tidy(() =>
        (model.predict(tf.tensor3d(flat, [batch, length, task.inputs])) as tf.Tensor).dataSync(),
      );
      const stepped = network.blank();
      inputs.forEach((input, i) => {
        network.step(i % length === 0 ? network.initial() : stepped.memory, input, stepped);
        stepped.output.forEach((value, o) => {
          const wanted = expected[i * network.outputs + o] ?? Number.NaN;
          worst = Math.max(worst, Math.abs(value - wanted));
        });
      });
    }
    model.dispose();
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThan(1e-5);
  });

  test("leaves memory and input as they were, and gives the same for the same", () => {
    const draws = new Draws(seeded(4, name));
    let { memory } = network.step(network.initial(), randomInput(draws, task.inputs), network.blank());
    for (let i = 0; i < 20; i++) {
      const input = randomInput(draws, task.inputs);
      const before = structuredClone({ memory, input });
      const first = network.step(memory, input, network.blank());
      const kept = structuredClone(first);
      network.step(first.memory, randomInput(draws, task.inputs), network.blank());
      const second = network.step(memory, input, network.blank());
      expect({ memory, input }).toEqual(before);
      expect(first).toEqual(kept);
      expect(second).toEqual(first);
      memory = first.memory;
    }
  });

  test("refuses a vector of another length", () => {
    expect(() => network.step(network.initial(), new Float32Array(task.inputs - 1), network.blank())).toThrow(
      `the network reads ${task.inputs} numbers a step, not ${task.inputs - 1}`,
    );
  });
});

describe("the gates' functions", () => {
  test("tanh and sigmoid lie within 3e-8 of the true ones, and saturate", () => {
    for (let x = -30; x <= 30; x += 0.001) {
      expect(Math.abs(tanh(x) - Math.tanh(x))).toBeLessThan(3e-8);
      expect(Math.abs(sigmoid(x) - 1 / (1 + Math.exp(-x)))).toBeLessThan(3e-8);
    }
  });
});
