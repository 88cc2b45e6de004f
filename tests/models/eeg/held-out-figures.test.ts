import { expect, test } from "vitest";
import { heldOutFigures } from "../../../src/models/eeg/held-out-figures.ts";

test("balanced accuracy is the mean of the recalls, person by person", () => {
  const of = (participant: string, label: 0 | 1, right: number, all: number) =>
    Array.from({ length: all }, (_, i) => ({ participant, label, logit: i < right === (label === 1) ? 1 : -1 }));
  const figures = heldOutFigures([
    ...of("a", 0, 8, 10),
    ...of("a", 1, 15, 30),
    ...of("b", 0, 5, 5),
    ...of("b", 1, 5, 5),
  ]);
  expect(figures.balancedAccuracy.mean).toBeCloseTo((0.65 + 1) / 2, 9);
  expect(figures.balancedAccuracy.least).toBeCloseTo(0.65, 9);
  // Pairs: ones said high 20 of 35, zeros said low 13 of 15; the others tie within their side.
  const [high, low] = [20 / 35, 13 / 15];
  expect(figures.auc).toBeCloseTo(high * low + 0.5 * (high * (1 - low) + (1 - high) * low), 9);
});

test("people of one class only have no balanced accuracy", () => {
  expect(() => heldOutFigures([{ participant: "a", label: 1, logit: 1 }])).toThrow(RangeError);
});
