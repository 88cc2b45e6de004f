import { describe, expect, test } from "vitest";
import { asynchronies, measureAsynchrony } from "../../../src/engine/measures/asynchrony.ts";
import { contingencyValue, measureContingency, yulesQ } from "../../../src/engine/measures/contingency.ts";
import { coincidences, eventSynchrony, measureEventSynchrony } from "../../../src/engine/measures/event-synchrony.ts";
import { goalAttainment, measureGoals } from "../../../src/engine/measures/gas.ts";
import {
  foldedVariation,
  measureContrast,
  measureSteadiness,
  pairwiseVariability,
  variation,
} from "../../../src/engine/measures/rhythm.ts";
import { deviation, mean, median, stringSimilarity } from "../../../src/engine/measures/statistics.ts";
import {
  concentration,
  measureConsistency,
  measureStrength,
  pairwiseConsistency,
  rayleighP,
} from "../../../src/engine/measures/synchrony.ts";

/** Accepts `actual` within 1e-3 of the long value of measures.md section 4. */
function expectVector(actual: number | undefined, long: number): void {
  expect(Math.abs((actual ?? Number.NaN) - long)).toBeLessThan(1e-3);
}

/** p-values are compared relatively. */
function expectRelative(actual: number, long: number): void {
  expect(Math.abs(actual / long - 1)).toBeLessThan(1e-3);
}

const V1 = [500, 520, 480, 1000, 510, 495];
const DEVIATIONS = [-40, -25, 10, -60, 30, -15, -35, 20, -50, 5, -20, -45, 0, -30, 15, -10, -55, 25, -5, -65];
const V2 = DEVIATIONS.map((dev, k) => 600 * (k + 1) + dev);
const V3 = Array.from({ length: 20 }, (_, i) => 450 + 517 * i);
const PULSE = { period: 600, origin: 0 };
const V4 = { x: [100, 700, 1330, 1900, 2510], y: [60, 640, 1280, 1870, 2700] };

describe("golden vectors of measures.md", () => {
  test("V1: rhythm contrast, plain and folded variation", () => {
    expectVector(pairwiseVariability([V1]), 30.015515);
    expectVector(variation(V1), 0.349501);
    expectVector(foldedVariation(V1), 0.027096);
  });

  test("V1 is enough for rhythm contrast and two intervals short for steadiness", () => {
    const contrast = measureContrast([V1]);
    expect(contrast).toMatchObject({ id: "npvi", ok: true, n: 6, unit: "nPVI", version: 1 });
    expectVector(contrast.value ?? undefined, 30.015515);
    expect(measureSteadiness([V1])).toEqual({
      id: "steady_cv",
      value: null,
      unit: "ratio",
      n: 6,
      ok: false,
      reason: "Not enough playing: 6 of the 8 intervals between onsets that are needed.",
      version: 1,
    });
  });

  test("V2: a child in time", () => {
    const values = asynchronies(V2, PULSE);
    expect(values).toEqual(DEVIATIONS);
    expectVector(mean(values), -17.5);
    expectVector(deviation(values), 29.580399);
    expectVector(median(values.map(Math.abs)), 25);
    const found = concentration(V2, PULSE);
    expectVector(found.strength, 0.955039);
    expect(found.angle).toBeCloseTo(-10.5, 1);
    expectVector(pairwiseConsistency(found), 0.907473);
    expectRelative(rayleighP(found), 4.56607e-12);
  });

  test("V2 through the gates: 20 onsets are just enough, 19 are not", () => {
    expect(measureAsynchrony(V2, PULSE).map(({ id, ok, n }) => [id, ok, n])).toEqual([
      ["async_mean", true, 20],
      ["async_sd", true, 20],
      ["async_abs", true, 20],
    ]);
    expectVector(measureStrength(V2, PULSE).value ?? undefined, 0.955039);
    expect(measureStrength(V2.slice(1), PULSE).ok).toBe(false);
    expect(measureConsistency(V2.slice(0, 10), PULSE).ok).toBe(true);
    expect(measureConsistency(V2.slice(0, 9), PULSE).ok).toBe(false);
  });

  test("V3: unrelated taps", () => {
    const found = concentration(V3, PULSE);
    expectVector(found.strength, 0.079462);
    expectVector(pairwiseConsistency(found), -0.045985);
    expectRelative(rayleighP(found), 0.883918);
  });

  test("V4: the child follows", () => {
    expect(coincidences(V4.x, V4.y)).toEqual({ after: 4, before: 1 });
    expectVector(eventSynchrony(V4.x, V4.y)?.strength, 1);
    expectVector(eventSynchrony(V4.x, V4.y)?.order, 0.6);
    expectVector(eventSynchrony(V4.y, V4.x)?.order, -0.6);
  });

  test("V4 is one onset short of the measure", () => {
    for (const measure of measureEventSynchrony(V4.x, V4.y)) {
      expect(measure).toMatchObject({ ok: false, value: null, n: 5 });
      expect(measure.reason).toContain("5 of the 6 onsets");
    }
    expect(measureEventSynchrony([...V4.x, 3200], [...V4.y, 3150]).every(({ ok }) => ok)).toBe(true);
  });

  test("V5: contingency", () => {
    const table = { a: 18, b: 7, c: 12, d: 63 };
    expectVector(yulesQ(table), 0.862069);
    expectVector(contingencyValue(table), 0.56);
    expect(measureContingency(table).every(({ ok, n }) => ok && n === 100)).toBe(true);
    expect(measureContingency({ a: 3, b: 1, c: 12, d: 63 }).some(({ ok }) => ok)).toBe(false);
  });

  test("V6: rhythm similarity", () => {
    expectVector(stringSimilarity("LSSL", "LSSSL"), 0.8);
  });

  test("V7–V9: goal attainment", () => {
    const goals = (x: number[], w: number[]) => x.map((attainment, i) => ({ attainment, weight: w[i] ?? 1 }));
    expectVector(goalAttainment(goals([0, 1, -1], [1, 1, 1])), 50);
    expectVector(goalAttainment(goals([1, 1, 0], [3, 2, 1])), 61.016316);
    expectVector(goalAttainment(goals([-2, -2, -2], [1, 1, 1])), 22.613872);
    expectVector(measureGoals(goals([1, 1, 0], [3, 2, 1])).value ?? undefined, 61.016316);
  });

  test("goals without a weight, or scored off the scale, give no score but a reason", () => {
    expect(measureGoals([{ attainment: 1, weight: 0 }])).toMatchObject({ ok: false, value: null });
    expect(measureGoals([])).toMatchObject({ ok: false, n: 0 });
    expect(measureGoals([{ attainment: 3, weight: 1 }]).reason).toContain("outside −2 to +2");
    expect(measureGoals([{ attainment: Number.NaN, weight: 1 }]).ok).toBe(false);
  });
});
