import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { medianTrend } from "../../src/models/evaluate-trend.ts";
import { fitRegression } from "../../src/models/regression.ts";
import { directionOf, fitCuts, riseOf } from "../../src/models/rise.ts";
import { Tally } from "../../src/models/tally.ts";

describe("the baselines", () => {
  test("a tally's probabilities add up to 1, with and without a context", () => {
    const tally = new Tally(4);
    for (const [symbol, context] of [
      [0, "a"],
      [1, "a"],
      [1, "b"],
      [3, "b"],
    ] as const)
      tally.add(symbol, context);
    for (const context of ["", "a", "b", "never seen"]) {
      const sum = [0, 1, 2, 3].reduce((total, symbol) => total + tally.probability(symbol, context), 0);
      expect(sum).toBeCloseTo(1, 12);
    }
    expect(tally.probability(1)).toBeCloseTo(3 / 8, 12);
    expect(tally.probability(0, "a")).toBeGreaterThan(tally.probability(0, "b"));
  });

  test("the regression finds the cue that tells, and is sure in proportion", () => {
    const draws = new Draws(seeded(1, "cues"));
    const cases = Array.from({ length: 2000 }, () => {
      const cues = [draws.normal(), draws.normal(5, 3)];
      return { cues, right: draws.unit() < 0.8 === (cues[0] ?? 0) > 0 ? 1 : 0 };
    });
    const classify = fitRegression(cases, 2);
    expect(classify([2, 5])[1]).toBeGreaterThan(0.75);
    expect(classify([-2, 5])[1]).toBeLessThan(0.25);
    expect(classify([0, 11])[1]).toBeCloseTo(0.5, 0);
  });
});

describe("directions", () => {
  test.each([
    [[0, 0, 0, 0, 0, 0, 0, 0], 0, "flat"],
    [[0, 1, 2, 3, 4, 5, 6, 7], 7, "up"],
    [[7, 6, 5, 4, 3, 2, 1, 0], -7, "down"],
    [[0, 4, 7, 12, 12, 7, 4, 0], 0, "flat"],
  ])("%j rises by %f: %s", (course, rise, name) => {
    expect(riseOf(course)).toBeCloseTo(rise, 10);
    expect(["down", "flat", "up"][directionOf(riseOf(course))]).toBe(name);
  });

  test("cut points follow expectations that spread less than what they expect", () => {
    const rises = [-9, -6, -3, -1, 0, 1, 3, 6, 9];
    const [low, high] = fitCuts(
      rises.map((rise) => rise / 4),
      rises.map((rise) => directionOf(rise)),
    );
    expect(rises.map((rise) => directionOf(rise / 4, low, high))).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
  });

  test("the median trend takes the likely steps, and does not drift with rare ones", () => {
    const sure = (step: number) => Float64Array.from({ length: 25 }, (_, s) => (s === step + 12 ? 1 : 0));
    expect(medianTrend([sure(2), sure(-1), sure(0), sure(5)])).toEqual([2, -1, 0, 5]);
    const rare = Float64Array.from({ length: 25 }, (_, s) => (s === 12 ? 0.9 : s === 24 ? 0.1 : 0));
    expect(medianTrend([rare, rare, rare])).toEqual([0, 0, 0]);
  });
});
