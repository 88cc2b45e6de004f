import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { NO_ARTEFACTS } from "../../../src/engine/eeg/brain-artefacts.ts";
import { DEFAULT_BRAIN, USUAL_EFFECT } from "../../../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../../../src/engine/random.ts";
import { examplesOf, restedRecordings } from "../../../src/models/eeg/examples.ts";
import { measureDataset } from "../../../src/models/eeg/measure-dataset.ts";
import { readEegModel } from "../../../src/models/eeg/model-artefact.ts";
import { cardPage, validationSentence } from "../../../src/models/eeg/model-card.ts";
import { openScorer } from "../../../src/models/eeg/scorer.ts";
import { SEQUENCES } from "../../../src/models/eeg/sequences.ts";
import { simulatedPeople } from "../../../src/models/eeg/simulated-people.ts";
import { EEG_TASKS, type EegTask } from "../../../src/models/eeg/tasks.ts";
import { inRoot } from "../../../src/server/folders.ts";

const folder = inRoot("models", "eeg");
const model = readEegModel(folder, DEFAULT_BRAIN.montage);

test("the shipped model is a demonstration from simulated brains, and says so", () => {
  const { card, name, montage } = model;
  expect(card.kind).toBe("demonstration");
  expect(card.dataset).toBe("simulated brains");
  expect(validationSentence(card)).toMatch(
    /^Demonstration, learnt from simulated brains: it says nothing about a child\./,
  );
  expect(readFileSync(join(folder, "README.md"), "utf8")).toBe(cardPage(name, montage, card));
  expect(card.heldOut.ece).toBeLessThanOrEqual(0.06);
  expect(card.heldOut.balancedAccuracy.mean).toBeGreaterThan(0.75);
});

test("it tells listening from rest in a simulated brain that it has never seen, and hardly ever falls silent", async () => {
  const order = { participants: 2, sessions: 1, effectOf: () => USUAL_EFFECT, artefacts: NO_ARTEFACTS };
  const people = simulatedPeople({ ...order, restSeconds: 64, blockSeconds: 44 }, seeded(77, "never seen"));
  const task = EEG_TASKS.find(({ name }) => name === "rest-music") as EegTask;
  const examples = examplesOf(restedRecordings(await measureDataset(people), "causal"), task, SEQUENCES);
  const scorer = openScorer(model);
  const outcomes = examples.map(({ windows, label }) => ({ label, outcome: scorer.score(windows) }));
  const said = outcomes.flatMap(({ label, outcome }) => (outcome.kind === "none" ? [] : [{ label, ...outcome }]));
  expect(said.length / outcomes.length).toBeGreaterThan(0.9);
  expect(
    said.filter(({ label, probability }) => probability > 0.5 === (label === 1)).length / said.length,
  ).toBeGreaterThan(0.8);
  for (const { uncertainty } of said) expect(uncertainty).toBeLessThan(0.4);
});
