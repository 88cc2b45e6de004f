import { expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { crossEntropy, equalOdds, fitTemperature, probabilityOf } from "../../../src/models/eeg/temperature.ts";

/** Outcomes of a rule that says `factor` times the logit that is true. */
function outcomesOf(factor: number, share = 0.5) {
  const draws = new Draws(seeded(4, "outcomes"));
  const [logits, labels]: [number[], (0 | 1)[]] = [[], []];
  for (let i = 0; i < 20_000; i++) {
    const truth = draws.normal(0, 1.5);
    logits.push(factor * truth);
    labels.push(draws.unit() < probabilityOf(truth) ? 1 : 0);
  }
  const kept = labels.map((label) => label === 0 || draws.unit() < share * 2);
  return equalOdds(
    logits.filter((_, i) => kept[i]),
    labels.filter((_, i) => kept[i]),
  );
}

test("logits 2 and 0 say 0.8807971 at temperature 1 and 0.7310586 at 2", () => {
  expect(probabilityOf((2 - 0) / 1)).toBeCloseTo(0.8807971, 7);
  expect(probabilityOf((2 - 0) / 2)).toBeCloseTo(0.7310586, 7);
});

test.each([0.5, 1, 3, 6])("a rule %d times too sure gets that temperature", (factor) => {
  expect(fitTemperature(outcomesOf(factor)) / factor).toBeCloseTo(1, 1);
});

test("nothing that it could be is more likely", () => {
  const outcomes = outcomesOf(2.5);
  const found = fitTemperature(outcomes);
  for (const other of [0.2, 0.99, 1.01, 5].map((factor) => factor * found)) {
    expect(crossEntropy(outcomes, found)).toBeLessThanOrEqual(crossEntropy(outcomes, other));
  }
});

test("a class that came more often does not move it", () => {
  expect(fitTemperature(outcomesOf(3, 0.1)) / 3).toBeCloseTo(1, 1);
});

test("a rule that knows nothing is told to say so, and no outcomes leave it as it is", () => {
  const draws = new Draws(seeded(1, "blind"));
  const labels = Array.from({ length: 4000 }, () => (draws.unit() < 0.5 ? 1 : 0));
  const logits = labels.map(() => draws.normal(0, 2));
  expect(fitTemperature(equalOdds(logits, labels))).toBeGreaterThan(5);
  expect(fitTemperature([])).toBe(1);
});

test("enormous logits stay finite", () => {
  const outcomes = equalOdds([1e6, -1e6, 1e6, -1e6], [1, 0, 0, 1]);
  expect(Number.isFinite(crossEntropy(outcomes, 1))).toBe(true);
  expect(Number.isFinite(fitTemperature(outcomes))).toBe(true);
});
