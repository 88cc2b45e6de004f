import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { PITCH_CLASSES, STEP_CLASSES, TREND_OUTPUTS } from "../../src/engine/music/features.ts";
import { directionChances, stepChances } from "../../src/engine/music/forecast.ts";
import { DIRECTIONS, TREND_STEPS } from "../../src/engine/music/trend.ts";
import { Draws, seeded } from "../../src/engine/random.ts";
import { chooseBackend } from "../../src/models/backend.ts";
import { DIRECTION_WEIGHT, pitchLoss, trendLoss } from "../../src/models/losses.ts";
import { PITCH_TASK, type Task, TREND_TASK } from "../../src/models/task.ts";

const ENTRIES = 7;
const draws = new Draws(seeded(1, "losses"));
const drawn = (count: number, of: () => number) => Array.from({ length: count }, of);
const outputs = drawn(ENTRIES, () => 0).map(() => drawn(TREND_OUTPUTS, () => draws.normal(0, 2)));
const targets = drawn(ENTRIES, () => 0).map(() => [
  draws.whole(0, DIRECTIONS - 1),
  ...drawn(TREND_STEPS, () => draws.whole(0, STEP_CLASSES - 1)),
]);

beforeAll(async () => {
  await chooseBackend(["wasm", "cpu"]);
});

/** Nats of each entry. */
function nats(loss: Task["loss"], logits: readonly number[][], wanted: readonly number[][]): number[] {
  return tf.tidy(() => [
    ...loss(tf.tensor2d(logits as number[][]), tf.tensor2d(wanted as number[][], undefined, "int32")).dataSync(),
  ]);
}

/** Surprise at a class, in nats, from the logits of its alphabet. */
function surprise(logits: readonly number[], came: number): number {
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
  return Math.log(total) - (logits[came] ?? Number.NaN);
}

/** The trend's loss in plain arithmetic: outputs are the direction, then eight steps. */
function plainTrendLoss(output: readonly number[], [direction = 0, ...steps]: readonly number[]): number {
  let sum = 4 * surprise(output.slice(0, 3), direction);
  steps.forEach((came, step) => {
    const from = 3 + step * 25;
    sum += surprise(output.slice(from, from + 25), came);
  });
  return sum;
}

describe("the trend's loss", () => {
  test("is four times the direction's surprise and that of each step, in plain arithmetic", () => {
    expect(DIRECTION_WEIGHT).toBe(4);
    const found = nats(trendLoss, outputs, targets);
    expect(found).toHaveLength(ENTRIES);
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(plainTrendLoss(outputs[i] ?? [], targets[i] ?? []), 3);
    });
    expect(new Set(targets.map(([direction]) => direction)).size).toBe(DIRECTIONS);
  });

  test("is what the forecast's chances say: training and playing read the outputs alike", () => {
    nats(trendLoss, outputs, targets).forEach((value, i) => {
      const output = Float32Array.from(outputs[i] ?? []);
      const [direction = 0, ...steps] = targets[i] ?? [];
      const bits = steps.reduce(
        (sum, came, step) => sum - Math.log(stepChances(output, step)[came] ?? 0),
        -4 * Math.log(directionChances(output)[direction] ?? 0),
      );
      expect(value).toBeCloseTo(bits, 3);
    });
  });

  test("of a network that knows nothing is that of a throw of dice", () => {
    const even = [drawn(TREND_OUTPUTS, () => 0.3)];
    expect(nats(trendLoss, even, targets.slice(0, 1))[0]).toBeCloseTo(4 * Math.log(3) + 8 * Math.log(25), 3);
  });
});

describe("the pitch's loss", () => {
  test("is the surprise at the pitch that came", () => {
    const logits = outputs.map((output) => output.slice(0, PITCH_CLASSES));
    const came = logits.map((_, i) => [5 * i]);
    nats(pitchLoss, logits, came).forEach((value, i) => {
      expect(value).toBeCloseTo(surprise(logits[i] ?? [], 5 * i), 4);
    });
  });
});

test.each([PITCH_TASK, TREND_TASK])("the $name task's loss takes what the task gives", (task) => {
  const wanted = drawn(3, () => 0).map(() => drawn(task.choices, () => 1));
  const logits = drawn(3, () => 0).map(() => drawn(task.outputs, () => 0));
  const values = nats(task.loss, logits, wanted);
  expect(values).toHaveLength(3);
  for (const value of values) expect(value).toBeGreaterThan(1);
});
