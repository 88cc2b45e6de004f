import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { contourLikeness, isCopy, type Pair, pairsOf } from "../helpers/answers.ts";
import { Stage } from "../helpers/stage.ts";

/** The answers to every pretend child, some minutes each. `npm run bench -- answers` measures more of them. */
function answersToAll(): Pair[] {
  return CHARACTERS.flatMap(({ name }, seed) => pairsOf(new Stage({ seed }).start().pretend(name, seed, 4 * 60_000)));
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("answers to every pretend child", () => {
  const pairs = answersToAll();

  test("lie in the scale", () => {
    const notes = pairs.reduce((sum, { answer }) => sum + answer.length, 0);
    const inside = pairs.reduce((sum, { inScale }) => sum + inScale, 0);
    expect(pairs.length).toBeGreaterThan(120);
    expect(inside / notes).toBeGreaterThanOrEqual(0.98);
  });

  test("are never the phrase itself", () => {
    expect(pairs.filter(isCopy)).toEqual([]);
  });

  test("go up and down as the phrase does, more than as the same pitches in another order", () => {
    const gains = contourLikeness(pairs, new Draws(seeded(1))).map(({ real, chance }) => real - mean(chance));
    const gain = mean(gains);
    const deviation = Math.sqrt(mean(gains.map((value) => (value - gain) ** 2)));
    // An effect size of about 0.5 in the benchmark.
    expect(gain / deviation).toBeGreaterThan(0.25);
  });
});
