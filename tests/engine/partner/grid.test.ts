import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SteadyBeat } from "../../../src/engine/listening/pulse-tracker.ts";
import { limitTempo } from "../../../src/engine/music/tempo.ts";
import { foldTempo, followTempo, openGrid, passBeat, periodOf, settleBeat } from "../../../src/engine/partner/grid.ts";

/** No limit but the slope. */
const ANY = { least: 1, most: 1_000 };

describe("a tempo brought near another by halves and doubles", () => {
  test.each([
    [50, 94, 100],
    [140, 94, 70],
    [94, 94, 94],
    [200, 60, 50],
    [66, 132, 132],
  ])("%i near %i is %i", (tempo, near, folded) => {
    expect(foldTempo(tempo, near)).toBe(folded);
  });
});

describe("following a tempo", () => {
  test("is first order: 63 % of the way after two bars, where nothing bounds it", () => {
    let tempo = 100;
    for (let beat = 0; beat < 8; beat++) tempo = followTempo(tempo, 104, periodOf(tempo), 1);
    expect((tempo - 100) / 4).toBeCloseTo(1 - Math.exp(-1), 2);
  });

  test("is bounded to 8 % for each bar and 5 BPM for each second, however far the child is", () => {
    for (const [from, to] of [
      [60, 132],
      [132, 60],
      [100, 200],
    ] as const) {
      let tempo: number = from;
      for (let bar = 0; bar < 4; bar++) {
        const before = tempo;
        let passed = 0;
        for (let beat = 0; beat < 4; beat++) {
          passed += periodOf(tempo) / 1_000;
          tempo = followTempo(tempo, to, periodOf(tempo), 1);
        }
        expect(Math.abs(tempo / before - 1)).toBeLessThanOrEqual(0.085);
        expect(Math.abs(tempo - before) / passed).toBeLessThanOrEqual(5 + 1e-9);
      }
    }
  });

  test("goes the therapist's share of the way", () => {
    const step = (gain: number) => followTempo(100, 103, 600, gain) - 100;
    expect(step(0.2)).toBeCloseTo(0.2 * step(1), 9);
    expect(step(0)).toBe(0);
  });

  test("a ramp arrives and stays", () => {
    let tempo = 96;
    for (let beat = 0; beat < 40; beat++) tempo = limitTempo(tempo, 120, periodOf(tempo), ANY);
    expect(tempo).toBe(120);
  });
});

test("whatever beat the child is said to have, no interval differs from the last by more than 5 BPM a second", () => {
  const childBeat = fc.record({
    period: fc.double({ min: 300, max: 1_500, noNaN: true }),
    beat: fc.integer({ min: -5_000, max: 5_000 }),
  });
  const run = fc.array(
    fc.record({
      child: fc.option(childBeat),
      tempo: fc.double({ min: 50, max: 140, noNaN: true }),
      gain: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 3, maxLength: 30 },
  );
  fc.assert(
    fc.property(run, (beats) => {
      let tempo = 96;
      let grid = openGrid(1_000, tempo);
      const times: number[] = [];
      for (const { child, tempo: wanted, gain } of beats) {
        tempo = limitTempo(tempo, wanted, grid.beat - grid.last, ANY);
        const steady: SteadyBeat | undefined = child
          ? { ...child, tempo: 60_000 / child.period, jitter: 20, confidence: 1 }
          : undefined;
        grid = settleBeat(grid, tempo, steady, gain);
        times.push(grid.beat);
        grid = passBeat(grid, tempo);
      }
      for (let i = 2; i < times.length; i++) {
        const [a = 0, b = 0, c = 0] = times.slice(i - 2);
        const slope = Math.abs(60_000 / (c - b) - 60_000 / (b - a)) / ((c - a) / 2_000);
        expect(slope).toBeLessThanOrEqual(5.01);
      }
    }),
    { numRuns: 300, seed: 1 },
  );
});
