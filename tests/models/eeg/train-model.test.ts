import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { NO_ARTEFACTS } from "../../../src/engine/eeg/brain-artefacts.ts";
import { USUAL_EFFECT } from "../../../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../../../src/engine/random.ts";
import { measureDataset } from "../../../src/models/eeg/measure-dataset.ts";
import { readEegModel, writeEegModel } from "../../../src/models/eeg/model-artefact.ts";
import { LOGISTIC, TANGENT } from "../../../src/models/eeg/rivals/rivals.ts";
import { simulatedPeople } from "../../../src/models/eeg/simulated-people.ts";
import { EEG_TASKS, type EegTask } from "../../../src/models/eeg/tasks.ts";
import { type ModelOrder, trainEegModel } from "../../../src/models/eeg/train-model.ts";

const task = EEG_TASKS.find(({ name }) => name === "rest-music") as EegTask;
const short = { artefacts: NO_ARTEFACTS, restSeconds: 40, blockSeconds: 44 };
const { alpha, theta, beta } = USUAL_EFFECT;
const strong = { alpha: 2 * alpha, theta: 2 * theta, beta: 2 * beta };
const people = (participants: number) =>
  measureDataset(simulatedPeople({ ...short, participants, sessions: 1, effectOf: () => strong }, seeded(1, "people")));
const dataset = await people(5);
const lines: string[] = [];
const order: ModelOrder = {
  kind: "trained",
  dataset,
  task,
  learners: [LOGISTIC, TANGENT],
  backend: "wasm",
  seed: 1,
  print: (line) => lines.push(line),
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eeg-model-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("learns from people, says how good it is on others and what there was to choose from, and can be read back", async () => {
  const { model, card } = await trainEegModel(order);
  expect(card).toMatchObject({ participants: 5, sessionsEach: 1, recordings: 20, classes: ["rest", "music"] });
  expect(card.heldOut.balancedAccuracy.mean).toBeGreaterThan(0.75);
  expect(card.compared.map(({ name }) => name)).toEqual(["logistic regression", "tangent space"]);
  expect(card.choice).toContain(`${model.name} runs`);
  expect(lines.at(-1)).toBe(card.choice);
  expect(card.abstention).toMatchObject({ artefact: 0 });
  expect(card.abstention.unusual).toBeLessThan(0.05);
  writeEegModel(folder, model, card);
  expect(readEegModel(folder, dataset.montage)).toEqual({ ...model, card });
  expect(readFileSync(join(folder, "README.md"), "utf8")).toContain("Not validated: 5 people, one visit each");
});

test("the same seed gives the same bytes", async () => {
  const [one, other] = [join(folder, "one"), join(folder, "other")];
  for (const out of [one, other]) {
    const { model, card } = await trainEegModel({ ...order, learners: [TANGENT] });
    writeEegModel(out, model, card);
  }
  for (const file of ["model.json", "weights.bin", "README.md"]) {
    expect(readFileSync(join(one, file)).equals(readFileSync(join(other, file)))).toBe(true);
  }
});

test("refuses what holds one class only, or nobody to leave out", async () => {
  const rests = { ...dataset, recordings: dataset.recordings.filter(({ condition }) => condition === "rest") };
  await expect(trainEegModel({ ...order, dataset: rests })).rejects.toThrow("too little to learn from");
  await expect(trainEegModel({ ...order, dataset: { ...dataset, recordings: [] } })).rejects.toThrow(RangeError);
});
