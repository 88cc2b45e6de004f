import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { discriminantNull } from "../../../src/models/eeg/evaluation/discriminant-null.ts";
import {
  areaUnderCurve,
  balancedAccuracy,
  brierScore,
  calibrationError,
  chanceLimit,
  confusionOf,
  type Judged,
} from "../../../src/models/eeg/evaluation/figures.ts";
import { judge, layFolds } from "../../../src/models/eeg/evaluation/judge.ts";
import { permutationP, permutationTest } from "../../../src/models/eeg/evaluation/permutation.ts";
import type { EegExample } from "../../../src/models/eeg/learner.ts";
import { meanTangent, PLAIN_TANGENT } from "../../../src/models/eeg/rivals/rivals.ts";

const said = (label: 0 | 1, logit: number, times = 1) => Array.from({ length: times }, () => ({ label, logit }));

test("balanced accuracy is the mean of the recalls", () => {
  const judged = [...said(1, 1, 8), ...said(1, -1, 2), ...said(0, -1, 15), ...said(0, 1, 15)];
  expect(confusionOf(judged)).toEqual({ zeroAsZero: 15, zeroAsOne: 15, oneAsZero: 2, oneAsOne: 8 });
  expect(balancedAccuracy(confusionOf(judged))).toBeCloseTo(0.65, 12);
  expect(balancedAccuracy(confusionOf(said(1, 1, 3)))).toBeNull();
});

test("the area under the curve counts pairs, ties by half", () => {
  expect(areaUnderCurve([...said(0, -1), ...said(1, 2)])).toBe(1);
  expect(areaUnderCurve([...said(0, 0.5, 3), ...said(1, 0.5, 2)])).toBe(0.5);
  expect(areaUnderCurve([...said(0, 1), ...said(0, 3), ...said(1, 2), ...said(1, 3)])).toBeCloseTo(2.5 / 4, 12);
  expect(areaUnderCurve(said(0, 1, 4))).toBeNull();
});

describe("forecasts", () => {
  const labels = [1, 1, 1, 0, 0, 0] as const;
  const forecasts = [0.9, 0.9, 0.9, 0.9, 0.2, 0.2].map((probability, i) => ({
    probability,
    label: labels[i] as 0 | 1,
    weight: 1,
  }));

  test("calibration error and Brier score", () => {
    expect(calibrationError(forecasts)).toBeCloseTo(0.1666667, 6);
    expect(brierScore(forecasts)).toBeCloseTo(0.1533333, 6);
  });

  test("weights count as so many forecasts", () => {
    const twice = forecasts.flatMap((one) => [one, one]);
    const heavy = forecasts.map((one) => ({ ...one, weight: 2 }));
    expect(calibrationError(heavy)).toBeCloseTo(calibrationError(twice), 12);
    expect(brierScore(heavy)).toBeCloseTo(brierScore(twice), 12);
  });
});

test.each([
  [10, 0.8],
  [12, 0.75],
  [20, 0.7],
  [40, 0.625],
  [60, 0.6],
  [100, 0.58],
  [200, 0.56],
])("guessing %i times stays at or below %f in 95 of 100", (n, limit) => {
  expect(chanceLimit(n)).toBeCloseTo(limit, 3);
});

describe("permutation", () => {
  test("p counts the observation itself", () => {
    expect(permutationP(1, new Array(999).fill(0))).toBe(0.001);
    expect(permutationP(1, new Array(20).fill(0))).toBeCloseTo(0.048, 3);
  });

  /** Participants of two recordings of each class, five examples each; `right`: how many of five are told right. */
  function judgedAt(right: number, participants = 8): Judged[] {
    return Array.from({ length: participants }, (_, p) =>
      [0, 0, 1, 1].flatMap((label, r) =>
        Array.from({ length: 5 }, (_example, i): Judged => {
          const logit = (label === 1 ? 1 : -1) * (i < right ? 1 : -1);
          return { participant: `p${p}`, recording: `p${p}-${r}`, label: label as 0 | 1, logit, raw: logit };
        }),
      ),
    ).flat();
  }

  test("finds scores that are right, and nothing where they are right by half", () => {
    const good = permutationTest(judgedAt(5), seeded(1), 999);
    expect(good?.p).toBeLessThan(0.005);
    expect(good?.mean).toBeGreaterThan(0.47);
    expect(good?.mean).toBeLessThan(0.53);
    // Of six arrangements of a participant's four recordings one is the true one.
    for (const p of Object.values(good?.participants ?? {})) expect(p).toBeGreaterThan(0.1);
    const mixed = judgedAt(5).map((one) => ({
      ...one,
      logit: one.recording.endsWith("0") || one.recording.endsWith("2") ? one.logit : -one.logit,
    }));
    expect(permutationTest(mixed, seeded(1), 999)?.p).toBeGreaterThan(0.4);
  });

  test("labels move with whole recordings: many examples of few recordings prove nothing", () => {
    expect(permutationTest(judgedAt(5, 1), seeded(2), 999)?.p).toBeGreaterThan(0.1);
  });

  test("without both classes in anyone there is no test", () => {
    expect(
      permutationTest(
        judgedAt(5).filter(({ label }) => label === 1),
        seeded(1),
        99,
      ),
    ).toBeUndefined();
  });
});

/** Participants of four recordings in which nothing answers to the labels, but every recording is a little of its own. */
function meaningless(seed: number): EegExample[] {
  const draws = new Draws(seeded(seed, "nothing"));
  return Array.from({ length: 8 }, (_, p) =>
    ([0, 0, 1, 1] as const).flatMap((label, r) => {
      const own = Array.from({ length: 6 }, () => draws.normal());
      return Array.from({ length: 6 }, (_example, i): EegExample => {
        const tangent = Float64Array.from(own, (value) => value + draws.normal(0, 0.5));
        const window = { z: tangent, good: Uint8Array.of(1), tangent, alpha: 0 };
        return {
          participant: `p${p}`,
          session: "1",
          recording: `p${p}-${r}`,
          label,
          from: 2000 * i,
          to: 2000 * (i + 1),
          windows: [window],
        };
      });
    }),
  ).flat();
}

test("where the labels mean nothing, both tests say so about as often as they should", async () => {
  const runs = 60;
  const found = { scores: 0, anew: 0 };
  for (let seed = 1; seed <= runs; seed++) {
    const examples = meaningless(seed);
    const folds = layFolds(examples, "participant", seeded(1));
    const { judged } = await judge(examples, "participant", folds, PLAIN_TANGENT, seeded(1));
    if ((permutationTest(judged, seeded(seed), 499)?.p ?? 1) < 0.1) found.scores += 1;
    if ((discriminantNull(examples, meanTangent, 199, seeded(seed))?.p ?? 1) < 0.1) found.anew += 1;
  }
  // 6 of 60 are expected below 0.1; more than 11 come of chance in 2 of 100 such tests.
  expect(found.scores).toBeLessThanOrEqual(11);
  expect(found.anew).toBeLessThanOrEqual(11);
  expect(found.anew).toBeGreaterThan(0);
});
