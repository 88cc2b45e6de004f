import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import type { EegExample } from "../../../src/models/eeg/learner.ts";
import { fitLogistic, linearScore } from "../../../src/models/eeg/logistic.ts";
import { fitForest } from "../../../src/models/eeg/rivals/forest.ts";
import { fitNeighbours } from "../../../src/models/eeg/rivals/neighbours.ts";
import { BEST_SIMPLE, controls, SIMPLE_LEARNERS } from "../../../src/models/eeg/rivals/rivals.ts";
import { fitSupportVectors } from "../../../src/models/eeg/rivals/support-vectors.ts";

type Row = Float64Array;

/** Two rings, one within the other: no line parts them. */
function rings(count: number, seed: number): { rows: Row[]; labels: (0 | 1)[] } {
  const draws = new Draws(seeded(seed, "rings"));
  const labels = Array.from({ length: count }, (_, i): 0 | 1 => (i % 3 === 0 ? 1 : 0));
  const rows = labels.map((label) => {
    const angle = draws.between(0, 2 * Math.PI);
    const radius = (label === 1 ? 1 : 3) + draws.normal(0, 0.3);
    return Float64Array.of(radius * Math.cos(angle), radius * Math.sin(angle));
  });
  return { rows, labels };
}

function accuracy(score: (row: Row) => number, { rows, labels }: { rows: Row[]; labels: (0 | 1)[] }): number {
  return rows.filter((row, i) => score(row) > 0 === (labels[i] === 1)).length / rows.length;
}

describe("logistic regression", () => {
  test("stands where the gradient of ½|w|² + C·Σ loss is 0", () => {
    const rows = [
      [0, 1],
      [1, 0],
      [2, 1],
      [3, 3],
      [4, 1],
      [5, 4],
    ].map((row) => Float64Array.from(row));
    const labels = [0, 0, 1, 0, 1, 1];
    const { weights, bias } = fitLogistic(rows, labels, 0.5);
    // As many examples of each class: their weights are 1.
    const means = [2.5, 10 / 6];
    const deviations = [0, 1].map((c) =>
      Math.sqrt(rows.reduce((sum, row) => sum + ((row[c] as number) - (means[c] as number)) ** 2, 0) / 6),
    );
    for (const c of [0, 1]) {
      const pull = (weights[c] as number) * (deviations[c] as number);
      const push = rows.reduce((sum, row, i) => {
        const p = 1 / (1 + Math.exp(-linearScore({ weights, bias }, row)));
        return (
          sum + (p - (labels[i] as number)) * (((row[c] as number) - (means[c] as number)) / (deviations[c] as number))
        );
      }, 0);
      expect(pull + 0.5 * push).toBeCloseTo(0, 6);
    }
  });

  test("says that there is nothing to learn from one class", () => {
    expect(() => fitLogistic([Float64Array.of(1), Float64Array.of(2)], [1, 1], 1)).toThrow(RangeError);
  });
});

describe("rules that bend", () => {
  const [learnt, unseen] = [rings(300, 1), rings(200, 2)];

  test.each([
    ["support vectors", fitSupportVectors(learnt.rows, learnt.labels, { c: 1, gamma: 1 }, seeded(1))],
    ["nearest neighbours", fitNeighbours(learnt.rows, learnt.labels, { k: 15 })],
    ["a random forest", fitForest(learnt.rows, learnt.labels, { trees: 40, leaf: 5 }, seeded(1))],
  ])("%s part rings that no line parts", (_name, score) => {
    expect(accuracy(score, unseen)).toBeGreaterThan(0.95);
    const line = fitLogistic(learnt.rows, learnt.labels, 1);
    expect(accuracy((row) => linearScore(line, row), unseen)).toBeLessThan(0.75);
  });

  test.each([
    [1000, 1],
    [0.1, 0.1 * (1 - Math.exp(-4))],
  ])("support vectors of two examples, C %f, score what can be worked out by hand", (c, score) => {
    // Standardised they lie at −1 and 1: with k = e^−4 between them, α is 1 / (1 − k), or C where that is less.
    const rule = fitSupportVectors([Float64Array.of(2), Float64Array.of(8)], [0, 1], { c, gamma: 1 }, seeded(1));
    expect(rule(Float64Array.of(8))).toBeCloseTo(score, 3);
    expect(rule(Float64Array.of(2))).toBeCloseTo(-score, 3);
    expect(rule(Float64Array.of(5))).toBeCloseTo(0, 3);
  });

  test("a forest grows the same from the same seed", () => {
    const grown = [1, 1, 2].map((seed) => fitForest(learnt.rows, learnt.labels, { trees: 10, leaf: 5 }, seeded(seed)));
    const scores = grown.map((score) => unseen.rows.map(score));
    expect(scores[0]).toEqual(scores[1]);
    expect(scores[0]).not.toEqual(scores[2]);
  });
});

/** Examples of some participants, in which the label shifts every cue by `effect` deviations. */
function examples(participants: number, effect: number, seed: number): EegExample[] {
  const draws = new Draws(seeded(seed, "examples"));
  const width = 28;
  return Array.from({ length: participants }, (_, p) =>
    [0, 0, 1, 1].flatMap((label, r) =>
      Array.from({ length: 12 }, (_example, i): EegExample => {
        const vector = (size: number) =>
          Float64Array.from({ length: size }, (_cue, cue) => draws.normal(cue % 7 === 2 ? label * effect : 0));
        const z = vector(width);
        return {
          participant: `p${p}`,
          session: "1",
          recording: `p${p}-${r}`,
          label: label as 0 | 1,
          from: i * 2000,
          to: i * 2000 + 2000,
          windows: [{ z, good: Uint8Array.of(1, 1, 1, 1), tangent: vector(50), alpha: z[2] as number }],
        };
      }),
    ),
  ).flat();
}

describe("every learner", () => {
  const montage = ["Fp1", "C3", "P4", "O2"];
  const [learnt, unseen] = [examples(6, 1.2, 1), examples(3, 1.2, 2)];

  test.each(SIMPLE_LEARNERS.map((learner) => [learner.name, learner] as const))(
    "%s learns what there is, calibrated and the same each time",
    async (_name, learner) => {
      const rule = await learner.fit(learnt, seeded(3));
      const right = unseen.filter(({ label, windows }) => rule.logit(windows) > 0 === (label === 1)).length;
      expect(right / unseen.length).toBeGreaterThan(0.75);
      expect(rule.foreseen).toBeLessThan(Math.LN2);
      const again = await learner.fit([...learnt], seeded(3));
      for (const { windows } of unseen.slice(0, 20)) expect(again.logit(windows)).toBe(rule.logit(windows));
      await expect(
        learner.fit(
          learnt.filter(({ label }) => label === 1),
          seeded(3),
        ),
      ).rejects.toThrow(RangeError);
    },
  );

  test("the choice inside is the one that is foreseen to lose least", async () => {
    const rules = await Promise.all(SIMPLE_LEARNERS.slice(1, 4).map((learner) => learner.fit(learnt, seeded(3))));
    const best = await BEST_SIMPLE.fit(learnt, seeded(3));
    expect(best.foreseen).toBe(Math.min(...rules.map(({ foreseen }) => foreseen as number)));
  });

  test("controls see no more than they should", async () => {
    const [alpha, muscle, majority] = await Promise.all(
      controls(montage).map((learner) => learner.fit(learnt, seeded(3))),
    );
    // The effect lies in the third band: low alpha. Muscle and eyes are told nothing of it.
    const right = (rule: typeof alpha) =>
      unseen.filter(({ label, windows }) => (rule?.logit(windows) ?? 0) > 0 === (label === 1)).length / unseen.length;
    expect(right(alpha)).toBeGreaterThan(0.65);
    expect(right(muscle)).toBeLessThan(0.6);
    expect(right(majority)).toBe(0.5);
  });
});
