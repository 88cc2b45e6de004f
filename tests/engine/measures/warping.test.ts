import { describe, expect, test } from "vitest";
import { lineOf } from "../../../src/engine/measures/phrase-features.ts";
import { warpedDistance, warpedLikeness } from "../../../src/engine/measures/warping.ts";
import { key, onsetsOf } from "./playing.ts";

const line = (...at: number[]) => lineOf({ onsets: onsetsOf(at.map((onset) => key(onset))) });

describe("warping", () => {
  test("a series that lingers is no further away", () => {
    expect(warpedDistance([1, 2, 3], [1, 1, 2, 3, 3])).toBe(0);
    expect(warpedDistance([0, 0], [1, 1])).toBe(1);
    expect(warpedDistance([0, 3], [0, 1, 3])).toBeCloseTo(1 / 3, 12);
    expect(warpedDistance([], [1])).toBeUndefined();
  });

  test("the same rhythm slower is a full copy, another rhythm is not, one onset has none", () => {
    const model = line(0, 200, 400, 1_000, 1_200);
    expect(warpedLikeness(model, line(0, 300, 600, 1_500, 1_800))).toBeCloseTo(1, 9);
    expect(warpedLikeness(model, line(0, 900, 1_000, 1_100, 2_000))).toBeLessThan(0.7);
    expect(warpedLikeness(model, line(0))).toBeUndefined();
  });
});
