import { expect, test } from "vitest";
import { readArtefact } from "../../src/models/artefact.ts";
import { evaluateRival, rivalTable } from "../../src/models/evaluate-rival.ts";
import { encodeSteps, STEP_EVENTS } from "../../src/models/melody-steps.ts";
import { stepNetwork } from "../../src/models/network-step.ts";
import { inRoot } from "../../src/server/folders.ts";
import { loadTunes } from "../../src/server/library.ts";

const weights = readArtefact(inRoot("models", "rival"));
const tunes = loadTunes().map((tune) => ({ events: encodeSteps(tune).events, weight: 1 }));
const [some, others] = [tunes.filter((_, i) => i % 2 === 0), tunes.filter((_, i) => i % 2 === 1)];

test("the committed rival has MusicRNN's shape", () => {
  expect(weights.inputs).toBe(STEP_EVENTS);
  expect(weights.outputs).toBe(STEP_EVENTS);
  expect(weights.layers.map(({ units }) => units)).toEqual([128, 128]);
});

test("it foretells our own tunes, which it has not learnt, better than every baseline that has learnt half of them", () => {
  const scores = evaluateRival(stepNetwork(weights), some, others);
  const network = scores.find(({ predictor }) => predictor.startsWith("**"));
  const baselines = scores.filter((score) => score !== network);
  expect(baselines).toHaveLength(3);
  for (const { predictor, bits, eventBits } of baselines) {
    expect(network?.bits, predictor).toBeLessThan(bits);
    expect(network?.eventBits, predictor).toBeLessThan(eventBits);
  }
  expect(rivalTable(stepNetwork(weights), some, others).split("\n")).toHaveLength(6);
});
