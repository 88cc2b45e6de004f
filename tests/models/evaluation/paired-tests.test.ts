import { describe, expect, it } from "vitest";
import { holm, signedRank } from "../../../src/models/evaluation/paired-tests.ts";

/** Differences of ranks 1…n whose negative ones sum to `smaller`. */
function withRankSum(n: number, smaller: number): number[] {
  const signs = new Array<number>(n).fill(1);
  let left = smaller;
  for (let rank = n; rank >= 1; rank--) {
    if (rank > left) continue;
    signs[rank - 1] = -1;
    left -= rank;
  }
  return signs.map((sign, i) => sign * (i + 1));
}

describe("the signed-rank test", () => {
  // Table A.12 of Hollander & Wolfe: the largest rank sum that is significant at 5 %, two-sided, and the next one.
  it.each([
    [6, 0],
    [7, 2],
    [8, 3],
    [9, 5],
    [10, 8],
    [15, 25],
    [20, 52],
    [25, 89],
  ])("with %i pairs calls a rank sum of %i significant and the next one not", (n, critical) => {
    const at = signedRank(withRankSum(n, critical));
    expect(at.negative).toBe(critical);
    expect(at.p).toBeLessThanOrEqual(0.05);
    expect(signedRank(withRankSum(n, critical + 1)).p).toBeGreaterThan(0.05);
  });

  it("counts the signs by hand: three pairs, all one way, 2 of 8", () => {
    expect(signedRank([1, 2, 3])).toEqual({ n: 3, positive: 6, negative: 0, p: 0.25 });
  });

  it("gives equal differences their mean rank and leaves zeros out", () => {
    // Ranks 1.5, 1.5, 3: of the 8 sums 0, 1.5, 1.5, 3, 3, 4.5, 4.5, 6 three are at most 1.5.
    expect(signedRank([0, 2, -2, 5, 0])).toEqual({ n: 3, positive: 4.5, negative: 1.5, p: 0.75 });
  });

  it("says nothing when no pair differs", () => {
    expect(signedRank([0, 0])).toEqual({ n: 0, positive: 0, negative: 0, p: 1 });
  });

  it("stays exact for many pairs: 200, all one way, 2 of 2²⁰⁰", () => {
    const { p } = signedRank(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(p / 2 ** -199).toBeCloseTo(1, 9);
  });
});

describe("Holm's correction", () => {
  it("multiplies by the tests that are left and never falls", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  it("stops at 1", () => {
    expect(holm([0.5, 0.9])).toEqual([1, 1]);
  });
});
