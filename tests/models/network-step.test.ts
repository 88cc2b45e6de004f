import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import type * as tfl from "@tensorflow/tfjs-layers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { readArtefact } from "../../src/models/artefact.ts";
import { chooseBackend } from "../../src/models/backend.ts";
import { stepNetwork } from "../../src/models/network-step.ts";
import type { NetworkWeights } from "../../src/models/network-weights.ts";
import { writeArtefact } from "../../src/models/write-artefact.ts";
import { folderOf, layStack, loadLayers, randomInput } from "./layers-model.ts";

const folder = mkdtempSync(join(tmpdir(), "stack-"));

beforeAll(async () => {
  await chooseBackend(["wasm", "cpu"]);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A stack of layers, written and read back as a trained one would be. */
async function stacked(inputs: number, units: readonly number[], outputs: number): Promise<Subject> {
  const model = layStack(inputs, units, outputs);
  await writeArtefact(folder, model, {});
  return { model, weights: readArtefact(folder) };
}

async function committed(name: string): Promise<Subject> {
  return { model: await loadLayers(name), weights: readArtefact(folderOf(name)) };
}

interface Subject {
  readonly model: tfl.LayersModel;
  readonly weights: NetworkWeights;
}

describe.each<[string, () => Promise<Subject>]>([
  ["the pitch network", () => committed("pitch")],
  ["the trend network", () => committed("trend")],
  ["a stack of 2 × 128 units", () => stacked(38, [128, 128], 38)],
  ["a stack of uneven layers", () => stacked(7, [5, 9, 3], 11)],
])("%s, step by step", (name, subject) => {
  let model: tfl.LayersModel;
  let weights: NetworkWeights;

  beforeAll(async () => {
    ({ model, weights } = await subject());
  });

  afterAll(() => model.dispose());

  test("equals TensorFlow.js within 1e-5 on 1,000 random sequences, in both forms bit for bit", {
    timeout: 120_000,
  }, () => {
    const [sequences, length, batch] = [1000, 8, 100];
    const draws = new Draws(seeded(3, name));
    const { inputs, outputs } = weights;
    const [simd, plain] = [stepNetwork(weights, "simd"), stepNetwork(weights, "plain")];
    const [fast, slow] = [simd.blank(), plain.blank()];
    let worst = 0;
    for (let done = 0; done < sequences; done += batch) {
      const vectors = Array.from({ length: batch * length }, () => randomInput(draws, inputs));
      const flat = new Float32Array(vectors.length * inputs);
      for (const [i, vector] of vectors.entries()) flat.set(vector, i * inputs);
      const expected = tf.tidy(() =>
        (model.predict(tf.tensor3d(flat, [batch, length, inputs])) as tf.Tensor).dataSync(),
      );
      vectors.forEach((vector, i) => {
        const first = i % length === 0;
        simd.step(first ? simd.initial() : fast.memory, vector, fast);
        plain.step(first ? plain.initial() : slow.memory, vector, slow);
        if (Buffer.compare(bytesOf(fast.output), bytesOf(slow.output)) !== 0) expect(slow).toEqual(fast);
        fast.output.forEach((value, o) => {
          worst = Math.max(worst, Math.abs(value - (expected[i * outputs + o] ?? Number.NaN)));
        });
      });
    }
    expect(slow).toEqual(fast);
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThan(1e-5);
  });

  describe.each(["simd", "plain"] as const)("in the %s form", (form) => {
    test("leaves memory and input as they were, and gives the same for the same, whatever came between", () => {
      const network = stepNetwork(weights, form);
      const draws = new Draws(seeded(4, name));
      let memory = network.initial();
      for (let i = 0; i < 20; i++) {
        const input = randomInput(draws, weights.inputs);
        const before = structuredClone({ memory, input });
        const first = network.step(memory, input, network.blank());
        const kept = structuredClone(first);
        network.step(first.memory, randomInput(draws, weights.inputs), network.blank());
        const second = network.step(structuredClone(memory), input, network.blank());
        expect({ memory, input }).toEqual(before);
        expect(first).toEqual(kept);
        expect(second).toEqual(first);
        memory = first.memory;
      }
    });

    test("may write over the memory it reads", () => {
      const network = stepNetwork(weights, form);
      const draws = new Draws(seeded(5, name));
      const kept = network.blank();
      let memory = network.initial();
      for (let i = 0; i < 20; i++) {
        const input = randomInput(draws, weights.inputs);
        const apart = network.step(memory, input, network.blank());
        expect(network.step(kept.memory, input, kept)).toEqual(apart);
        memory = apart.memory;
      }
    });

    test("refuses a vector, a memory and a room of another length", () => {
      const network = stepNetwork(weights, form);
      const [memory, input, into] = [network.initial(), new Float32Array(weights.inputs), network.blank()];
      expect(() => network.step(memory, input.subarray(1), into)).toThrow(
        `the network reads ${weights.inputs} numbers a step, not ${weights.inputs - 1}`,
      );
      const short = { ...memory, output: memory.output.subarray(1) };
      for (const attempt of [
        () => network.step(short, input, into),
        () => network.step(memory, input, { ...into, memory: short }),
        () => network.step(memory, input, { ...into, output: into.output.subarray(1) }),
      ]) {
        expect(attempt).toThrow(/not this network's \(\d+ units, \d+ outputs\)/);
      }
    });
  });
});

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
