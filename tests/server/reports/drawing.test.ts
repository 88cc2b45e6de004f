import { describe, expect, it } from "vitest";
import { spreadLabels } from "../../../src/server/reports/growth-plot.ts";
import { linearScale, ticksOf } from "../../../src/server/reports/scale.ts";
import { similarities } from "../../../src/server/reports/similarity-plot.ts";
import { chanceWords, estimateWords, numberWords, shareEstimateWords } from "../../../src/server/reports/words.ts";
import { melodyOf } from "../../helpers/notes.ts";

describe("a scale", () => {
  it("keeps values outside its domain at its edge", () => {
    const scale = linearScale([0, 2], [100, 300]);
    expect([-1, 0, 0.5, 2, 9].map((value) => scale.at(value))).toEqual([100, 100, 150, 300, 300]);
  });

  it("has round ticks", () => {
    expect(ticksOf([0, 1])).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticksOf([0, 0.12])).toEqual([0, 0.05, 0.1]);
    expect(ticksOf([0, 24])).toEqual([0, 5, 10, 15, 20]);
    expect(ticksOf([3, 3])).toEqual([3]);
  });
});

describe("labels beside lines", () => {
  it("stand a step apart and within their bounds, in the order of their lines", () => {
    const places = spreadLabels([50, 52, 51, 99], 10, 0, 100);
    expect(places).toEqual([50, 70, 60, 99]);
    expect(spreadLabels([99, 100, 98], 10, 0, 100)).toEqual([90, 100, 80]);
  });
});

describe("numbers in words", () => {
  it("have a real minus, commas, and a dash for nothing", () => {
    expect(numberWords(-1234567.891, 1)).toBe("−1,234,567.9");
    expect(numberWords(-0.001, 2)).toBe("0.00");
    expect(numberWords(Number.NaN)).toBe("–");
    expect(numberWords(null)).toBe("–");
  });

  it("tell the interval, and when one tune gives none", () => {
    expect(estimateWords({ value: 0.5, low: 0.25, high: 0.75, n: 9, tunes: 3 })).toBe("0.50 [0.25–0.75]");
    expect(estimateWords({ value: 0, low: -1, high: 1, n: 9, tunes: 3 }, 0)).toBe("0 [−1 to 1]");
    expect(shareEstimateWords({ value: 0.5, low: 0.5, high: 0.5, n: 9, tunes: 1 })).toBe("50.0 % [one tune]");
  });

  it("never call a p value 0", () => {
    expect(chanceWords(0.0004)).toBe("< 0.001");
    expect(chanceWords(0.0494)).toBe("0.049");
  });
});

describe("the likeness of bars", () => {
  it("is the share of twelve slots with equal pitches", () => {
    const matrix = similarities(melodyOf("C4 2 D4 2 C4 2 E4 2 C4 2 D4 2"), 1_920, 3);
    expect(matrix).toEqual([
      [1, 0.5, 1],
      [0.5, 1, 0.5],
      [1, 0.5, 1],
    ]);
  });

  it("holds the last pitch over a rest", () => {
    expect(similarities(melodyOf("C4 1 r 3 C4 4"), 1_920, 2)[0]).toEqual([1, 1]);
  });
});
