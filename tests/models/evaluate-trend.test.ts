import { describe, expect, test } from "vitest";
import { DIRECTIONS, TREND_FEATURES, TREND_OUTPUTS } from "../../src/engine/music/features.ts";
import { TREND_STEPS } from "../../src/engine/music/trend.ts";
import { prepareTunes } from "../../src/models/dataset.ts";
import { evaluateTrend } from "../../src/models/evaluate-trend.ts";
import { stepNetwork } from "../../src/models/network-step.ts";
import { arrangeWeights, weightShapes } from "../../src/models/network-weights.ts";
import type { Score } from "../../src/models/scores.ts";
import { walkingTune } from "./walking-tune.ts";

const tunes = prepareTunes(
  Array.from({ length: 12 }, (_, i) => ({
    melody: walkingTune(`tune ${i}`),
    simple: true,
    split: i % 2 === 0 ? ("test" as const) : ("training" as const),
  })),
);

/** The scores of a network that hears nothing and always says the same. */
function scoresOf(logits: Float32Array) {
  const lists = weightShapes(TREND_FEATURES, [1], TREND_OUTPUTS).map((shape) =>
    new Float32Array(shape.reduce((product, side) => product * side, 1)).fill(0),
  );
  const network = stepNetwork(arrangeWeights(TREND_FEATURES, [1], TREND_OUTPUTS, [...lists.slice(0, -1), logits]));
  return evaluateTrend(network, tunes);
}

const of = (scores: readonly Score[], name: string) => scores.find(({ predictor }) => predictor.includes(name))?.mean;

describe("the trend's score", () => {
  test("of a network that knows nothing is 25 steps to choose from, and nobody moves", () => {
    const { bits, error } = scoresOf(new Float32Array(TREND_OUTPUTS));
    expect(of(bits, "trend network")).toBeCloseTo(Math.log2(25), 5);
    expect(of(error, "trend network")).toBe(of(error, "zero trend"));
  });

  test("asks for the trend by whatever direction it may have come", () => {
    // Sure of the steps when it goes up, and as likely to go down or to stay, where it knows nothing.
    const logits = new Float32Array(TREND_OUTPUTS);
    const up = DIRECTIONS + 2 * TREND_STEPS * 25;
    for (let i = up; i < TREND_OUTPUTS; i++) logits[i] = (i - up) % 25 === 12 ? 0 : -50;
    const { bits } = scoresOf(logits);
    const expected = tunes
      .filter(({ split }) => split === "test")
      .flatMap(({ segments }) => segments.slice(1))
      .map(({ trend }) => -Math.log2((2 / 3) * 25 ** -8 + (trend.every((step) => step === 0) ? 1 / 3 : 0)) / 8);
    const mean = expected.reduce((sum, value) => sum + value, 0) / expected.length;
    expect(of(bits, "trend network")).toBeCloseTo(mean, 5);
  });
});
