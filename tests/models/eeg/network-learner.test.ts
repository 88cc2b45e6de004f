import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { fork, seeded } from "../../../src/engine/random.ts";
import { chooseBackend } from "../../../src/models/backend.ts";
import { laySequenceNetwork, logitsOf } from "../../../src/models/eeg/networks/lay-network.ts";
import { playNetworks } from "../../../src/models/eeg/networks/network-classifier.ts";
import { NETWORK_KINDS, type NetworkForm } from "../../../src/models/eeg/networks/network-form.ts";
import { inputScale } from "../../../src/models/eeg/networks/network-input.ts";
import { networkLearner } from "../../../src/models/eeg/networks/network-learner.ts";
import { participantFolds } from "../../../src/models/eeg/networks/participant-folds.ts";
import { SEQUENCE_PLAN } from "../../../src/models/eeg/networks/train-sequence-network.ts";
import { layExampleBatch, layExamples } from "../../../src/models/eeg/networks/training-examples.ts";
import { weightsOf } from "../../../src/models/epochs.ts";
import { plantedExamples } from "./planted-examples.ts";

function planted(participants: number, effect: number, name = "planted") {
  return plantedExamples({ participants, effect, name });
}

beforeAll(async () => {
  await chooseBackend(["wasm", "cpu"]);
});

describe.each(NETWORK_KINDS)("%s", (kind) => {
  test("what is played is what learns, also when windows come one by one", () => {
    const examples = planted(2, 1);
    const windows = examples.flatMap((example) => example.windows);
    const scale = inputScale(windows);
    const laid = layExamples(examples, scale, 8);
    const model = laySequenceNetwork(kind, laid.inputs, 16, 3);
    const chosen = examples.map((_, i) => i);
    const batch = layExampleBatch(kind, laid, chosen);
    const learnt = tf.tidy(() => [...logitsOf(kind, model, batch).dataSync()]);
    const members = [weightsOf(model)];
    model.dispose();
    const form: NetworkForm = { kind, gates: "sigmoid", units: 16, length: 8, scale, members, temperature: 1 };
    const network = playNetworks(form);
    for (const [i, { windows }] of examples.entries()) {
      expect(Math.abs(network.logit(windows) - (learnt[i] ?? Number.NaN))).toBeLessThan(1e-5);
    }
    // One by one, and as two lines of every other window that take turns.
    const going = playNetworks(form);
    const turning = playNetworks(form);
    for (let i = 1; i < 40; i++) {
      const sequence = windows.slice(Math.max(0, i - 8), i);
      expect(going.logit(sequence)).toBe(playNetworks(form).logit(sequence));
      const sparse = windows.slice(0, i).filter((_, k) => (i - k) % 2 === 1);
      expect(turning.logit(sparse.slice(-8))).toBe(playNetworks(form).logit(sparse.slice(-8)));
    }
    expect(network.logit(windows.slice(0, 30))).toBe(network.logit(windows.slice(22, 30)));
  });

  test("learns what is planted, of people it has never seen, from a seed, and leaves nothing behind", async () => {
    const learner = networkLearner(kind, { ...SEQUENCE_PLAN, rate: 1e-2, epochs: 6 });
    const examples = planted(6, 1);
    const rule = await learner.fit(examples, seeded(1, "fit"));
    const others = planted(3, 1, "others");
    const right = others.filter(({ windows, label }) => rule.logit(windows) > 0 === (label === 1)).length;
    expect(right / others.length).toBeGreaterThan(0.85);
    const before = tf.memory().numTensors;
    const again = await learner.fit(examples, seeded(1, "fit"));
    const another = await learner.fit(examples, seeded(2, "fit"));
    expect(tf.memory().numTensors).toBe(before);
    const said = (which: typeof rule) => others.map(({ windows }) => which.logit(windows));
    expect(said(again)).toEqual(said(rule));
    expect(said(another)).not.toEqual(said(rule));
  });
});

test("where nothing is to be learnt it says so with the temperature", async () => {
  const { temperature, logit } = await networkLearner("elman").fit(planted(6, 0), seeded(1, "fit"));
  expect(temperature).toBeGreaterThan(1.5);
  expect(Math.abs(logit(planted(1, 0, "other")[0]?.windows ?? []))).toBeLessThan(0.5);
});

test("refuses examples of one class", async () => {
  const ones = planted(4, 1).filter(({ label }) => label === 1);
  await expect(networkLearner("elman").fit(ones, seeded(1, "fit"))).rejects.toThrow(RangeError);
});

test("no participant is on both sides of a fold, and each is held out once", () => {
  const examples = planted(7, 1);
  const folds = participantFolds(examples, 3, seeded(1, "folds"));
  expect(folds).toHaveLength(3);
  for (const { learning, heldOut } of folds) {
    const known = new Set(learning.map(({ participant }) => participant));
    expect(heldOut.some(({ participant }) => known.has(participant))).toBe(false);
  }
  expect(folds.flatMap(({ heldOut }) => heldOut)).toHaveLength(examples.length);
});

test("of one participant whole visits are held out", () => {
  const one = planted(1, 1).map((example, i) => ({ ...example, session: `visit ${Math.floor(i / 6)}` }));
  const folds = participantFolds(one, 3, fork(seeded(1), "folds"));
  expect(folds).toHaveLength(3);
  for (const { learning, heldOut } of folds) {
    const known = new Set(learning.map(({ session }) => session));
    expect(heldOut.some(({ session }) => known.has(session))).toBe(false);
    expect(new Set(learning.map(({ label }) => label)).size).toBe(2);
  }
  // One visit, one recording of each class: nothing can be held out, and it learns all the same.
  expect(participantFolds(planted(1, 1), 3, seeded(1))).toEqual([]);
});
