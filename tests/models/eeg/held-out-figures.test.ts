import { expect, test } from "vitest";
import { calibrationError, heldOutFigures } from "../../../src/models/eeg/held-out-figures.ts";

const logitOf = (probability: number) => Math.log(probability / (1 - probability));

test("calibration error: what is said less what is true, bin by bin", () => {
  const said = [0.9, 0.9, 0.9, 0.9, 0.2, 0.2];
  const labels = [1, 1, 1, 0, 0, 0] as const;
  const outcomes = said.map((probability, i) => ({
    logit: logitOf(probability),
    label: labels[i] as 0 | 1,
    weight: 1,
  }));
  expect(calibrationError(outcomes)).toBeCloseTo(0.1666667, 6);
});

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
