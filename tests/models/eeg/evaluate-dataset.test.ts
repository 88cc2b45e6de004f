import { describe, expect, test } from "vitest";
import { type ListeningEffect, USUAL_EFFECT } from "../../../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../../../src/engine/random.ts";
import { EegEvaluation, type EegRow } from "../../../src/models/eeg/evaluation/eeg-evaluation.ts";
import { evaluateDataset, layGround, type RunTasks } from "../../../src/models/eeg/evaluation/evaluate-dataset.ts";
import { evaluateTask } from "../../../src/models/eeg/evaluation/evaluate-task.ts";
import { balancedAccuracy, confusionOf } from "../../../src/models/eeg/evaluation/figures.ts";
import { judge, layFolds } from "../../../src/models/eeg/evaluation/judge.ts";
import { summariseRow } from "../../../src/models/eeg/evaluation/summarise-row.ts";
import { validationOf } from "../../../src/models/eeg/evaluation/validation.ts";
import { examplesOf, restedRecordings } from "../../../src/models/eeg/examples.ts";
import type { EegExample } from "../../../src/models/eeg/learner.ts";
import { measureDataset } from "../../../src/models/eeg/measure-dataset.ts";
import { PLAIN_LOGISTIC, PLAIN_TANGENT, TANGENT } from "../../../src/models/eeg/rivals/rivals.ts";
import { SEQUENCES } from "../../../src/models/eeg/sequences.ts";
import { EEG_TASKS, type EegTask } from "../../../src/models/eeg/tasks.ts";
import { simulatedDataset } from "./simulated-recordings.ts";

const TASK = EEG_TASKS.find(({ name }) => name === "rest-music") as EegTask;
const NO_EFFECT: ListeningEffect = { alpha: 0, theta: 0, beta: 0 };
const NAMES = { task: TASK.name, learner: "", examples: "sequences", baseline: "causal", role: "model" } as const;

/** Examples of eight simulated participants whose rhythms answer so to music. */
async function simulated(effect: ListeningEffect): Promise<EegExample[]> {
  const dataset = await measureDataset(simulatedDataset({ participants: 8, effect, seconds: 45 }));
  return examplesOf(restedRecordings(dataset, "causal"), TASK, SEQUENCES);
}

async function rowOf(examples: readonly EegExample[]): Promise<EegRow> {
  const folds = layFolds(examples, "participant", seeded(1));
  const judgement = await judge(examples, "participant", folds, PLAIN_TANGENT, seeded(1));
  return summariseRow(NAMES, judgement, seeded(1)) as EegRow;
}

/** What cannot be beaten: a rule that is fitted to each participant's own examples and judged on the same. */
async function ceiling(examples: readonly EegExample[]): Promise<number> {
  const participants = [...new Set(examples.map(({ participant }) => participant))];
  let sum = 0;
  for (const participant of participants) {
    const own = examples.filter((example) => example.participant === participant);
    const rule = await PLAIN_TANGENT.fit(own, seeded(1));
    const judged = own.map(({ label, windows }) => ({ label, logit: rule.logit(windows) }));
    sum += balancedAccuracy(confusionOf(judged)) ?? Number.NaN;
  }
  return sum / participants.length;
}

describe("the evaluator, asked about brains whose answer is known", () => {
  test("finds nothing where there is nothing", async () => {
    const row = await rowOf(await simulated(NO_EFFECT));
    expect(row.balancedAccuracy.mean).toBeGreaterThan(0.35);
    expect(row.balancedAccuracy.mean).toBeLessThan(0.65);
    expect(row.permutation?.p).toBeGreaterThan(0.05);
    expect(validationOf({ participants: 8, sessions: 2 }, row).holds).toBe(false);
  });

  test("finds what there is, and no more than can be reached", async () => {
    const examples = await simulated(USUAL_EFFECT);
    const row = await rowOf(examples);
    expect(row.balancedAccuracy.mean).toBeGreaterThan(0.75);
    expect(row.balancedAccuracy.mean).toBeLessThanOrEqual((await ceiling(examples)) + 0.02);
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
    const enough = { participants: 8, sessions: 2 };
    expect(validationOf(enough, row).holds).toBe(true);
    expect(validationOf({ ...enough, participants: 7 }, row).holds).toBe(false);
    expect(validationOf({ ...enough, sessions: 1 }, row).holds).toBe(false);
    expect(validationOf({ participants: 20, sessions: 0 }, row).why).toContain("does not say");
    expect(validationOf(enough, { ...row, leaky: true }).holds).toBe(false);
    expect(validationOf(enough, undefined).holds).toBe(false);
  });
});

describe("a whole table", () => {
  /** One task after the other, with one learner. */
  const runHere: RunTasks = async (tasks, rested) => {
    const ground = await layGround(rested, [TANGENT], 49, seeded(1));
    return Promise.all(tasks.map((task) => evaluateTask(task, ground)));
  };

  test("holds learners, controls, views and leaks apart, as its schema says", async () => {
    const set = simulatedDataset({ participants: 3, effect: { alpha: 0.6, theta: 0.2, beta: 0 }, seconds: 45 });
    const evaluation = await evaluateDataset(await measureDataset(set), [TASK], runHere, seeded(1));
    expect(EegEvaluation.parse(JSON.parse(JSON.stringify(evaluation)))).toEqual(evaluation);
    const { rows, dataset, validated, tasks } = evaluation;
    expect(dataset).toMatchObject({ participants: 3, recordings: 12, sessions: 1 });
    expect(validated.holds).toBe(false);
    expect(tasks[0]).toMatchObject({ recordings: [3, 6], refitNull: { draws: 49 } });
    for (const row of rows) expect(row.leaky).toBe(row.split === "parts" || row.split === "windows");
    const leaky = rows.filter((row) => row.leaky);
    expect(leaky.length).toBe(6);
    // A leak has no permutation test: it must not look like a result.
    expect(leaky.every(({ permutation }) => permutation === null)).toBe(true);
    const controls = rows.filter(({ role }) => role === "control").map(({ learner }) => learner);
    expect(controls).toEqual(["alpha alone", "muscle and eyes alone", "majority"]);
    expect(rows.find(({ learner }) => learner === "majority")?.balancedAccuracy.mean).toBe(0.5);
    expect(rows.some(({ baseline, learner }) => baseline === "transductive" && learner === PLAIN_LOGISTIC.name)).toBe(
      true,
    );
  });

  test("is refused where there is one class", async () => {
    const whole = simulatedDataset({ participants: 2, effect: NO_EFFECT, seconds: 30 });
    const rest = { ...whole, recordings: whole.recordings.filter(({ condition }) => condition === "rest") };
    const refused = evaluateDataset(await measureDataset(rest), [TASK], runHere, seeded(1));
    await expect(refused).rejects.toThrow(RangeError);
  });
});
