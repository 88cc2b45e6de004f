import { describe, expect, test } from "vitest";
import { measureBeatLevel, strongestLevel } from "../../../src/engine/measures/beat-level.ts";
import { mean } from "../../../src/engine/measures/statistics.ts";
import {
  chanceStrength,
  concentration,
  measureAboveChance,
  pairwiseConsistency,
  strengthAboveChance,
} from "../../../src/engine/measures/synchrony.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";

const PULSE = { period: 600, origin: 0 };

/** Bouts of random playing: onsets anywhere in 5 s. */
function randomBouts(draws: Draws, bouts: number, onsets: number): number[][] {
  return Array.from({ length: bouts }, (_, bout) =>
    Array.from({ length: onsets }, () => bout * 9_000 + draws.between(0, 5_000)).sort((a, b) => a - b),
  );
}

/** Bouts of eight onsets on the beat, each off by some 20 ms. */
function bouts(draws: Draws, count: number): number[][] {
  return Array.from({ length: count }, (_, bout) =>
    Array.from({ length: 8 }, (_, i) => bout * 9_000 + i * 600 + draws.normal(0, 20)),
  );
}

describe("chance", () => {
  test("random playing stays within ±2 of chance in at least 95 of 100 phases", () => {
    const draws = new Draws(seeded(1, "sync_z"));
    const phases = 300;
    let within = 0;
    for (let i = 0; i < phases; i++) {
      const z = strengthAboveChance(randomBouts(draws, 5, 8), PULSE, seeded(i));
      if (Math.abs(z ?? Number.NaN) <= 2) within++;
    }
    expect(within / phases).toBeGreaterThanOrEqual(0.95);
    expect(within).toBeLessThan(phases);
  });

  test.each([10, 20, 100])(
    "pairwise consistency of %i random onsets is 0 on average, and R is what chance gives",
    (n) => {
      const draws = new Draws(seeded(n, "ppc"));
      const phases = Array.from({ length: 4_000 }, () => {
        const onsets = Array.from({ length: n }, () => draws.between(0, 60_000));
        return concentration(onsets, PULSE);
      });
      expect(Math.abs(mean(phases.map((phase) => pairwiseConsistency(phase) ?? Number.NaN)) ?? 1)).toBeLessThan(0.01);
      expect(Math.abs((mean(phases.map(({ strength }) => strength)) ?? 1) - chanceStrength(n))).toBeLessThan(0.01);
    },
  );
});

describe("better than chance", () => {
  test("playing on the beat in every bout is far above chance", () => {
    const measure = measureAboveChance(bouts(new Draws(seeded(2)), 8), PULSE, seeded(3));
    expect(measure).toMatchObject({ id: "sync_z", ok: true, n: 64 });
    expect(measure.value ?? 0).toBeGreaterThan(2);
  });

  test("busy playing at a tempo of its own is not, whatever R says", () => {
    const draws = new Draws(seeded(8));
    const scores = Array.from({ length: 60 }, (_, phase) => {
      const interval = draws.between(150, 280);
      const busy = Array.from({ length: 6 }, (_, bout) => {
        const start = bout * 9_000 + draws.between(0, 600);
        return Array.from({ length: 25 }, (_, i) => start + i * interval);
      });
      return Math.abs(measureAboveChance(busy, PULSE, seeded(phase)).value ?? Number.NaN);
    });
    expect(scores.filter((score) => score <= 2).length).toBeGreaterThanOrEqual(54);
  });

  test("the same seed gives the same value, another seed nearly the same", () => {
    const played = bouts(new Draws(seeded(4)), 6);
    const value = strengthAboveChance(played, PULSE, seeded(5)) ?? 0;
    expect(strengthAboveChance(played, PULSE, seeded(5))).toBe(value);
    const other = strengthAboveChance(played, PULSE, seeded(6)) ?? 0;
    expect(other).not.toBe(value);
    expect(Math.abs(other - value)).toBeLessThan(0.3 * value);
  });

  test("one long bout cannot be told from its surrogates and is withheld", () => {
    const measure = measureAboveChance([Array.from({ length: 40 }, (_, i) => i * 600)], PULSE, seeded(1));
    expect(measure).toMatchObject({ ok: false, value: null, n: 40 });
    expect(measure.reason).toContain("1 of the 3 bouts");
  });
});

describe("beat level", () => {
  test.each([
    [300, 0.5],
    [600, 1],
    [1_200, 2],
  ])("playing every %i ms to a beat of 600 ms is level %f", (interval, level) => {
    const draws = new Draws(seeded(7));
    const onsets = Array.from({ length: 12 }, (_, i) => i * interval + draws.normal(0, 15));
    expect(strongestLevel(onsets, PULSE)).toBe(level);
    expect(measureBeatLevel(onsets, PULSE)).toMatchObject({ ok: true, value: level, n: 12 });
  });

  test("a level must fit best, not just well; of equal ones the slowest counts", () => {
    const onBeat = Array.from({ length: 8 }, (_, i) => i * 600);
    expect(strongestLevel(onBeat, PULSE)).toBe(1);
    expect(strongestLevel([...onBeat, 8.5 * 600], PULSE)).toBe(0.5);
  });
});
