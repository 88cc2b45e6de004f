import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { chooseBackend } from "../../src/models/backend.ts";
import { groupByLength, layBatch, type WeightedSequence } from "../../src/models/batches.ts";
import { layNetwork, logitsOf, lossOf } from "../../src/models/layers.ts";
import { type EpochReport, trainNetwork } from "../../src/models/train-network.ts";
import { ECHO_TASK, echoes } from "./echo-task.ts";

const PLAN = {
  units: 8,
  seed: 5,
  batch: 16,
  rate: 0.05,
  inputDropout: 0,
  outputDropout: 0.1,
  patience: 3,
  epochs: 10,
};

function train(): { weights: number[][]; epochs: EpochReport[] } {
  const epochs: EpochReport[] = [];
  const data = { training: echoes(100, "training"), validation: echoes(40, "validation") };
  const model = trainNetwork(ECHO_TASK, data, PLAN, (epoch) => epochs.push(epoch));
  const weights = model.getWeights().map((tensor) => [...tensor.dataSync()]);
  model.dispose();
  return { weights, epochs };
}

beforeAll(async () => {
  await chooseBackend(["wasm", "cpu"]);
});

// Generous limits: a shared machine may be busy; on a quiet one the file takes a few seconds.
describe("training a network", { timeout: 180_000 }, () => {
  test("learns what only memory can tell, from 1.58 bit of chance to under a tenth of it", () => {
    const { epochs } = train();
    expect(epochs[0]?.validation).toBeGreaterThan(0.3);
    expect(Math.min(...epochs.map(({ validation }) => validation))).toBeLessThan(0.158);
  });

  test("gives equal weights for equal seeds, and leaves no tensors behind", () => {
    const first = train();
    const tensors = tf.memory().numTensors;
    const second = train();
    expect(second.weights).toEqual(first.weights);
    expect(tf.memory().numTensors).toBe(tensors);
  });

  test("stops when the validation tunes gain nothing: with random targets, long before the last epoch", () => {
    const draws = new Draws(seeded(9, "noise"));
    const noise = echoes(30, "noise").map((sequence) => ({
      ...sequence,
      targets: sequence.targets.map(() => Uint8Array.of(draws.whole(0, 2))),
    }));
    const epochs: EpochReport[] = [];
    const data = { training: noise.slice(0, 20), validation: noise.slice(20) };
    trainNetwork(ECHO_TASK, data, { ...PLAN, epochs: 60 }, (epoch) => epochs.push(epoch)).dispose();
    expect(epochs.length).toBeLessThan(60);
    expect(epochs.slice(-PLAN.patience).some(({ best }) => best)).toBe(false);
  });
});

describe("batches", () => {
  test("the unrolled network of training gives what the layers themselves give", () => {
    const model = layNetwork({ ...ECHO_TASK, inputs: 6, outputs: 6 }, 5, 7);
    const draws = new Draws(seeded(8, "unrolled"));
    const inputs = Float32Array.from({ length: 4 * 9 * 6 }, () => draws.normal());
    const batch = { size: 4, length: 9, inputs, targets: new Int32Array(36), weights: new Float32Array(36) };
    const own = logitsOf(model, { ...ECHO_TASK, inputs: 6, outputs: 6 }, batch).dataSync();
    const layered = (model.predict(tf.tensor3d(inputs, [4, 9, 6])) as tf.Tensor).dataSync();
    expect(own).toHaveLength(layered.length);
    own.forEach((value, i) => {
      expect(value).toBeCloseTo(layered[i] ?? Number.NaN, 5);
    });
    model.dispose();
  });

  test("padding counts nothing: the loss of a batch is the sum of its sequences' losses", () => {
    const sequences = echoes(5, "padding").map((sequence, i) => ({ ...sequence, weight: i + 1 }));
    const model = layNetwork(ECHO_TASK, 4, 1);
    const loss = (part: WeightedSequence[]) =>
      tf.tidy(() => {
        const batch = layBatch(ECHO_TASK, part);
        return lossOf(logitsOf(model, ECHO_TASK, batch), ECHO_TASK, batch).dataSync()[0] ?? Number.NaN;
      });
    const alone = sequences.reduce((sum, sequence) => sum + loss([sequence]), 0);
    expect(loss(sequences)).toBeCloseTo(alone, 3);
    expect(alone).toBeGreaterThan(1);
    model.dispose();
  });

  test("every sequence is in one group, in another order each time", () => {
    const sequences = echoes(50, "groups");
    const draws = new Draws(seeded(1, "order"));
    const [first, second] = [groupByLength(sequences, 8, draws), groupByLength(sequences, 8, draws)];
    for (const groups of [first, second]) {
      expect(groups.flat()).toHaveLength(50);
      expect(new Set(groups.flat()).size).toBe(50);
      expect(Math.max(...groups.map((group) => group.length))).toBe(8);
    }
    expect(first).not.toEqual(second);
  });
});
