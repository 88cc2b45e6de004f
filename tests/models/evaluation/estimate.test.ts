import { describe, expect, it } from "vitest";
import { Draws, type Random, seeded } from "../../../src/engine/random.ts";
import { drawResamples, estimateMean, medianOver, type Nested } from "../../../src/models/evaluation/estimate.ts";

function estimateMedian(tunes: Nested<readonly number[]>, random: Random) {
  return medianOver(tunes, drawResamples(tunes, random));
}

const one = (value: number) => ({ total: value, count: 1 });

describe("the mean with its interval", () => {
  it("pools all streams: 3 of 4 and 1 of 6 windows are 4 of 10", () => {
    const estimate = estimateMean([[{ total: 3, count: 4 }], [{ total: 1, count: 6 }]], seeded(1));
    expect(estimate?.value).toBeCloseTo(0.4, 12);
    expect(estimate?.n).toBe(10);
    // Two tunes: every resample is one tune twice, or both.
    expect(estimate?.low).toBeCloseTo(1 / 6, 12);
    expect(estimate?.high).toBeCloseTo(3 / 4, 12);
  });

  it("agrees with the textbook interval of a mean of 100 tunes", () => {
    const draws = new Draws(seeded(7));
    const values = Array.from({ length: 100 }, () => draws.normal(5, 2));
    const mean = values.reduce((sum, value) => sum + value, 0) / 100;
    const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 99 / 100);
    const estimate = estimateMean(
      values.map((value) => [one(value)]),
      seeded(3),
      4_000,
    );
    expect(estimate?.value).toBeCloseTo(mean, 12);
    expect(Math.abs((estimate?.low ?? 0) - (mean - 1.96 * error))).toBeLessThan(0.15 * error);
    expect(Math.abs((estimate?.high ?? 0) - (mean + 1.96 * error))).toBeLessThan(0.15 * error);
  });

  it("is no surer for many seeds of few tunes: equal seeds add nothing", () => {
    const tunes = [1, 2, 3, 4, 5, 6];
    const single = estimateMean(
      tunes.map((value) => [one(value)]),
      seeded(5),
    );
    const many = estimateMean(
      tunes.map((value) => Array.from({ length: 20 }, () => one(value))),
      seeded(5),
    );
    const width = (estimate: typeof single) => (estimate?.high ?? 0) - (estimate?.low ?? 0);
    expect(width(many)).toBeGreaterThan(0.9 * width(single));
  });

  it("covers the truth about 95 times in 100", () => {
    const draws = new Draws(seeded(11));
    let covered = 0;
    for (let trial = 0; trial < 200; trial++) {
      const tunes = Array.from({ length: 40 }, () => {
        const centre = draws.normal();
        return Array.from({ length: 3 }, () => one(centre + draws.normal(0, 0.5)));
      });
      const estimate = estimateMean(tunes, seeded(trial, "trial"), 300);
      if (estimate && estimate.low <= 0 && estimate.high >= 0) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.9);
    expect(covered / 200).toBeLessThan(0.99);
  });

  it("gives nothing when nothing was counted", () => {
    expect(estimateMean([[{ total: 0, count: 0 }]], seeded(1))).toBeUndefined();
    expect(estimateMean([], seeded(1))).toBeUndefined();
  });

  it("gives the same interval for the same seed", () => {
    const tunes = [[one(1), one(4)], [one(2)], [one(9)]];
    expect(estimateMean(tunes, seeded(2))).toEqual(estimateMean(tunes, seeded(2)));
  });
});

describe("the median with its interval", () => {
  it("is the middle of all values, or the mean of the two", () => {
    expect(estimateMedian([[[5, 1]], [[3]]], seeded(1))?.value).toBe(3);
    expect(estimateMedian([[[5, 1]], [[3, 4]]], seeded(1))?.value).toBe(3.5);
  });

  it("of two tunes reaches from one to the other", () => {
    expect(estimateMedian([[[1, 1, 1]], [[8, 8, 8]]], seeded(1))).toEqual({
      value: 4.5,
      low: 1,
      high: 8,
      n: 6,
      tunes: 2,
    });
  });
});

describe("a resample", () => {
  it("draws as many tunes as there are, each with as many seeds as it has", () => {
    const tunes = [
      [0, 0],
      [0, 0],
      [0, 0],
    ];
    for (const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] of drawResamples(tunes, seeded(4), 50)) {
      expect(a + b + c + d + e + f).toBe(6);
      for (const tune of [a + b, c + d, e + f]) expect(tune % 2).toBe(0);
    }
  });
});
