import { describe, expect, test } from "vitest";
import { evidenceOfBeat } from "../../../src/engine/listening/pulse-evidence.ts";
import { Draws } from "../../../src/engine/random.ts";
import { childSeed, keepBeat, playUnevenly } from "./pulse-children.ts";

describe("what onsets say for a beat", () => {
  test.each([
    ["eight even beats of 600 ms", [0, 600, 1200, 1800, 2400, 3000, 3600, 4200], true],
    ["beats, some missing", [0, 600, 1200, 2400, 3000, 4200, 4800, 5400], true],
    ["slow beats, a little uneven", [0, 1190, 2420, 3570, 4830, 5990], true],
    ["every interval another", [0, 310, 1490, 1720, 2590, 4010, 4230, 5660], false],
    ["ever slower", [0, 300, 750, 1400, 2300, 3500, 5100], false],
  ])("%s", (_, onsets, beat) => expect(evidenceOfBeat(onsets) > 0).toBe(beat));

  test("three onsets say nothing, however even", () => {
    expect(evidenceOfBeat([0, 600, 1200])).toBe(Number.NEGATIVE_INFINITY);
  });

  test("it does not matter when the playing began", () => {
    const onsets = [0, 620, 1190, 1810, 2390, 3640];
    expect(evidenceOfBeat(onsets.map((onset) => onset + 1e6))).toBeCloseTo(evidenceOfBeat(onsets), 6);
  });

  test("eight onsets part steady children from uneven ones", () => {
    const [jitter, count] = [0.1, 40];
    const onsets = Array.from({ length: count }, (_, number) => {
      const draws = new Draws(childSeed(700 + number));
      const child = {
        tempo: draws.between(50, 140),
        jitter,
        missing: 0.2,
        beats: 20,
        strays: "from the beat",
      } as const;
      return {
        steady: keepBeat(child, draws).onsets.slice(0, 8),
        uneven: playUnevenly("around 0.6 s, very uneven", 8, draws),
      };
    });
    const uneven = onsets.map((one) => evidenceOfBeat(one.uneven));
    const wins = onsets.map((one) => uneven.filter((other) => evidenceOfBeat(one.steady) > other).length / count);
    expect(wins.reduce((sum, win) => sum + win, 0) / count).toBeGreaterThan(0.9);
  });
});
