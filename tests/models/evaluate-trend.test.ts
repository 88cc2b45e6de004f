import { describe, expect, test } from "vitest";
import { TREND_FEATURES, TREND_OUTPUTS } from "../../src/engine/music/features.ts";
import { DIRECTIONS } from "../../src/engine/music/trend.ts";
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

  test("counts the steps alone: what it says of the direction is scored apart", () => {
    // Sure that nobody moves.
    const logits = new Float32Array(TREND_OUTPUTS);
    for (let i = DIRECTIONS; i < TREND_OUTPUTS; i++) logits[i] = (i - DIRECTIONS) % 25 === 12 ? 2 : 0;
    const { bits } = scoresOf(logits);
    const whole = Math.log2(24 + Math.exp(2));
    const expected = tunes
      .filter(({ split }) => split === "test")
      .flatMap(({ segments }) => segments.slice(1).flatMap(({ trend }) => trend))
      .map((step) => whole - (step === 0 ? 2 / Math.LN2 : 0));
    const mean = expected.reduce((sum, value) => sum + value, 0) / expected.length;
    expect(of(bits, "trend network")).toBeCloseTo(mean, 5);
    logits[0] = 5;
    expect(of(scoresOf(logits).bits, "trend network")).toBe(of(bits, "trend network"));
  });
});
