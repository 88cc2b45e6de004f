import { describe, expect, test } from "vitest";
import { USUAL_EFFECT } from "../../../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../../../src/engine/random.ts";
import { EegEvaluation } from "../../../src/models/eeg/evaluation/eeg-evaluation.ts";
import { evaluateDataset } from "../../../src/models/eeg/evaluation/evaluate-dataset.ts";
import { balancedAccuracy, confusionOf } from "../../../src/models/eeg/evaluation/figures.ts";
import { validationOf } from "../../../src/models/eeg/evaluation/validation.ts";
import { examplesOf, restedRecordings } from "../../../src/models/eeg/examples.ts";
import { measureDataset } from "../../../src/models/eeg/measure-dataset.ts";
import { BEST_SIMPLE, PLAIN_LOGISTIC, TANGENT } from "../../../src/models/eeg/rivals/rivals.ts";
import { SEQUENCES } from "../../../src/models/eeg/sequences.ts";
import { EEG_TASKS } from "../../../src/models/eeg/tasks.ts";
import { simulatedDataset } from "./simulated-recordings.ts";

const TASK = EEG_TASKS.filter(({ name }) => name === "rest-music");
const NO_EFFECT = { alpha: 0, theta: 0, beta: 0 };

async function evaluated(effect: typeof USUAL_EFFECT, participants: number, sessions = 1) {
  const dataset = await measureDataset(simulatedDataset({ participants, effect, sessions, seconds: 90 }));
  const order = { tasks: TASK, learners: [BEST_SIMPLE, TANGENT], refits: 199, report: () => {} };
  const evaluation = await evaluateDataset(dataset, order, seeded(1, "test"));
  const row = evaluation.rows.find(({ learner }) => learner === BEST_SIMPLE.name) as EegEvaluation["rows"][number];
  return { dataset, evaluation, row };
}

/** What cannot be beaten: a rule that is fitted to each participant's own examples and judged on the same. */
async function ceiling(dataset: Awaited<ReturnType<typeof measureDataset>>): Promise<number> {
  const examples = examplesOf(restedRecordings(dataset, "causal"), TASK[0] as (typeof TASK)[number], SEQUENCES);
  const participants = [...new Set(examples.map(({ participant }) => participant))];
  let sum = 0;
  for (const participant of participants) {
    const own = examples.filter((example) => example.participant === participant);
    const rule = await PLAIN_LOGISTIC.fit(own, seeded(1));
    const judged = own.map(({ label, windows }) => ({ label, logit: rule.logit(windows) }));
    sum += balancedAccuracy(confusionOf(judged)) ?? Number.NaN;
  }
  return sum / participants.length;
}

describe("the evaluator, asked about brains whose answer is known", () => {
  test("finds nothing where there is nothing", async () => {
    const { evaluation, row } = await evaluated(NO_EFFECT, 8);
    expect(row.balancedAccuracy.mean).toBeGreaterThan(0.35);
    expect(row.balancedAccuracy.mean).toBeLessThan(0.65);
    expect(row.permutation?.p).toBeGreaterThan(0.05);
    expect(evaluation.tasks[0]?.refitNull?.p).toBeGreaterThanOrEqual(0.05);
    expect(evaluation.validated.holds).toBe(false);
  });

  test("finds what there is, below what can be reached, and says what it stands on", async () => {
    const { dataset, evaluation, row } = await evaluated(USUAL_EFFECT, 8, 2);
    expect(row.balancedAccuracy.mean).toBeGreaterThan(0.75);
    expect(row.balancedAccuracy.mean).toBeLessThanOrEqual((await ceiling(dataset)) + 0.02);
    expect(row.permutation?.p).toBeLessThan(0.01);
    expect(row.participants.map(({ participant }) => participant)).toEqual([
      "p1",
      "p2",
      "p3",
      "p4",
      "p5",
      "p6",
      "p7",
      "p8",
    ]);
    expect(evaluation.validated.holds).toBe(true);
    expect(EegEvaluation.parse(JSON.parse(JSON.stringify(evaluation)))).toEqual(evaluation);
    const leaky = evaluation.rows.filter(({ split }) => split === "windows" || split === "parts");
    expect(leaky.length).toBeGreaterThan(0);
    for (const one of evaluation.rows) expect(one.leaky).toBe(leaky.includes(one));
    // Alpha is the effect, muscle is none of it.
    const control = (name: string) => evaluation.rows.find(({ learner }) => learner === name)?.balancedAccuracy.mean;
    expect(control("alpha alone")).toBeGreaterThan(0.7);
    expect(control("majority")).toBe(0.5);
  });
});

test("refuses a set that holds one class", async () => {
  const whole = simulatedDataset({ participants: 2, effect: NO_EFFECT, seconds: 30 });
  const rest = { ...whole, recordings: whole.recordings.filter(({ condition }) => condition === "rest") };
  const order = { tasks: TASK, learners: [TANGENT], refits: 0, report: () => {} };
  await expect(evaluateDataset(await measureDataset(rest), order, seeded(1))).rejects.toThrow(RangeError);
});

test.each([
  [7, 2],
  [8, 1],
  [20, 0],
])("nothing is validated by %i participants of %i sessions", async (participants, sessions) => {
  const { row } = await evaluatedOnce;
  expect(validationOf({ participants, sessions }, row).holds).toBe(false);
  expect(validationOf({ participants: 8, sessions: 2 }, row).holds).toBe(true);
  expect(validationOf({ participants: 8, sessions: 2 }, { ...row, leaky: true }).holds).toBe(false);
});
const evaluatedOnce = evaluated({ alpha: 0.6, theta: 0.2, beta: 0 }, 3);
