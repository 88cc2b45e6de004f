import { describe, expect, test } from "vitest";
import { directionOf, riseOf } from "../../src/engine/music/trend.ts";
import { Draws, seeded } from "../../src/engine/random.ts";
import { medianStep } from "../../src/models/evaluate-trend.ts";
import { fitRegression } from "../../src/models/regression.ts";
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

  test.each([
    [-2.01, "down"],
    [-2, "flat"],
    [2, "flat"],
    [2.01, "up"],
  ])("a rise of %f is %s", (rise, name) => {
    expect(["down", "flat", "up"][directionOf(rise)]).toBe(name);
  });

  test("the median step is the likely one, and does not drift with rare ones", () => {
    const chances = (shares: Record<number, number>) => Array.from({ length: 25 }, (_, s) => shares[s - 12] ?? 0);
    expect([2, -1, 0, 5, -12, 12].map((step) => medianStep(chances({ [step]: 1 })))).toEqual([2, -1, 0, 5, -12, 12]);
    expect(medianStep(chances({ 0: 0.9, 12: 0.1 }))).toBe(0);
    expect(medianStep(chances({ [-3]: 0.3, 1: 0.3, 4: 0.4 }))).toBe(1);
  });
});
