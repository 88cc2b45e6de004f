import fc, { array, boolean, constantFrom, integer, property, record, subarray, uniqueArray } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  idleLoop,
  LOOP_STEPS,
  type Loop,
  leanOf,
  openLoop,
  setLoop,
  THERAPIST_FIRST,
  tickLoop,
  yieldLoop,
} from "../../../src/engine/eeg/loop.ts";
import {
  LEAST_DWELL,
  LOOP_CONDITIONS,
  LOOP_DIMENSIONS,
  type LoopSettings,
} from "../../../src/engine/eeg/loop-settings.ts";
import type { EegReading } from "../../../src/engine/eeg/reading.ts";
import { DEFAULT_SMOOTHING, NO_SCORE, showScore, takeReading } from "../../../src/engine/eeg/score.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";

const RANDOM = seeded(1, "loop");
const on = (change: Partial<LoopSettings> = {}) => setLoop(openLoop(RANDOM), { on: true, ...change }, 0, RANDOM);

/** Scores each half second, as readings would bring them, handed to the loop; `probability` null: nothing is said. */
function run(
  loop: Loop,
  probabilities: readonly (number | null)[],
  each?: (now: Loop, at: number, scored: boolean) => Loop,
) {
  let now = loop;
  let score = NO_SCORE;
  for (const [i, probability] of probabilities.entries()) {
    const at = 500 * (i + 1);
    const outcome: EegReading["outcome"] =
      probability === null
        ? { kind: "none", reason: "artefact" }
        : { kind: "probability", probability, uncertainty: 0.1 };
    score = takeReading(score, { at, faults: [[]], bands: [], outcome }, DEFAULT_SMOOTHING, false);
    const shown = showScore(score, at);
    now = tickLoop(now, { at, shown, held: score.held }, () => true).loop;
    if (each) now = each(now, at, shown.kind === "score");
  }
  return now;
}
const many = (seconds: number, probability: number | null) => Array.from({ length: 2 * seconds }, () => probability);
const sizes = (loop: Loop) => LOOP_DIMENSIONS.map((dimension) => loop.steps[dimension]);

describe("the loop", () => {
  test("is off until somebody switches it on", () => {
    expect(run(openLoop(RANDOM), many(300, 0.95)).moves).toEqual([]);
  });

  test("goes one step at a time, each dimension in its turn, to its bounds and no further", () => {
    const loop = run(on({ dimensions: LOOP_DIMENSIONS, dwell: 8_000 }), many(300, 0.95));
    expect(loop.moves.map(({ dimension }) => dimension).slice(0, 5)).toEqual([
      "loudness",
      "density",
      "tempo",
      "register",
      "loudness",
    ]);
    expect(leanOf(loop)).toEqual({ loudness: 4.5, busy: 1, tempo: 1.09, register: 1 });
    expect(loop.moves[0]?.reason).toMatch(/^more like listening for \d+ s \(score 95 ± 10\)$/);
  });

  test("low scores lead to less, and against turns it round", () => {
    expect(leanOf(run(on(), many(60, 0.1))).loudness).toBeLessThan(0);
    expect(leanOf(run(on({ direction: "against" }), many(60, 0.1))).loudness).toBeGreaterThan(0);
  });

  test("keeps still in between, and while there is no score", () => {
    expect(run(on(), many(120, 0.5)).moves).toEqual([]);
    expect(run(on(), many(120, null)).moves).toEqual([]);
  });

  test("the therapist's own change takes the steps back and keeps it still for a while", () => {
    const before = run(on(), many(60, 0.95));
    const after = yieldLoop(before, ["loudness"], 60_000);
    expect(after.steps).toEqual({ ...before.steps, loudness: 0 });
    expect(after.pausedUntil).toBe(60_000 + THERAPIST_FIRST);
    const shown = { kind: "score", value: 95, uncertainty: 10, state: "listening" } as const;
    const later = (at: number) => tickLoop(after, { at, shown, held: 60_000 }, () => true).move;
    expect(later(60_000 + THERAPIST_FIRST - 1)).toBeNull();
    expect(later(60_000 + THERAPIST_FIRST)).not.toBeNull();
  });

  test("where nothing could be heard it waits as after a move, and passes over what would change nothing", () => {
    const shown = { kind: "score", value: 95, uncertainty: 10, state: "listening" } as const;
    const idle = idleLoop(on({ dwell: 8_000 }), 20_000);
    expect(tickLoop(idle, { at: 27_999, shown, held: 60_000 }, () => true).move).toBeNull();
    expect(tickLoop(idle, { at: 28_000, shown, held: 60_000 }, () => true).move).not.toBeNull();
    const density = tickLoop(idle, { at: 28_000, shown, held: 60_000 }, (dimension) => dimension === "density").move;
    expect(density?.dimension).toBe("density");
  });

  test("switched off, or a dimension out of it, all is as the therapist has set it", () => {
    const moved = run(on(), many(120, 0.95));
    expect(sizes(setLoop(moved, { on: false }, 120_000, RANDOM))).toEqual([0, 0, 0, 0]);
    expect(setLoop(moved, { dimensions: ["density"] }, 120_000, RANDOM).steps).toMatchObject({
      loudness: 0,
      density: 2,
    });
  });
});

describe("control conditions", () => {
  test("yoked plays the other session's moves at their times, whatever the score says", () => {
    const other = run(on({ dwell: 8_000 }), many(60, 0.95));
    const trajectory = other.moves.map(({ after, dimension, by }) => ({ after, dimension, by }));
    const yoked = run(on({ dwell: 8_000, condition: "yoked", trajectory }), many(60, 0.1));
    expect(yoked.moves.map(({ at, dimension, by }) => [at, dimension, by])).toEqual(
      other.moves.map(({ at, dimension, by }) => [at, dimension, by]),
    );
    expect(yoked.moves[0]?.reason).toBe("as in the other session");
  });

  test("yoked moves wait while there is no score", () => {
    const trajectory = [{ after: 10_000, dimension: "loudness", by: 1 } as const];
    const loop = run(on({ condition: "yoked", trajectory }), [...many(30, null), ...many(10, 0.5)]);
    expect(loop.moves).toHaveLength(1);
    expect(loop.moves[0]?.at).toBeGreaterThan(30_000);
  });

  test("random: seeded, about as many moves as the child's own score makes, and none of its direction", () => {
    // A score that goes to and fro each half minute, for an hour.
    const draws = new Draws(seeded(5, "score"));
    const course = Array.from(
      { length: 7_200 },
      (_, i) => (Math.floor(i / 60) % 2 === 0 ? 0.8 : 0.2) + draws.between(-0.15, 0.15),
    );
    const own = run(on(), course);
    const drawn = run(on({ condition: "random" }), course);
    expect(run(on({ condition: "random" }), course).moves).toEqual(drawn.moves);
    expect(drawn.moves.length).toBeGreaterThan(own.moves.length / 3);
    expect(drawn.moves.length).toBeLessThan(own.moves.length * 3);
    const up = (at: number) => (Math.floor(at / 30_000) % 2 === 0 ? 1 : -1);
    const agree = (loop: Loop) => loop.moves.filter(({ at, by }) => by === up(at - 4_000)).length / loop.moves.length;
    expect(agree(own)).toBeGreaterThan(0.95);
    expect(agree(drawn)).toBeGreaterThan(0.3);
    expect(agree(drawn)).toBeLessThan(0.7);
  });
});

test("whatever is read, set and tapped: never out of bounds, never faster than the dwell, nothing without a score, nothing when off", () => {
  const settings = record({
    on: boolean(),
    dimensions: subarray([...LOOP_DIMENSIONS]),
    condition: constantFrom(...LOOP_CONDITIONS),
    direction: constantFrom("with" as const, "against" as const),
    dwell: constantFrom(0, 8_000, 15_000, Number.NaN),
    trajectory: array(
      record({
        after: integer({ min: 0, max: 200_000 }),
        dimension: constantFrom(...LOOP_DIMENSIONS),
        by: constantFrom(1 as const, -1 as const),
      }),
      { maxLength: 40 },
    ),
  });
  const taps = uniqueArray(integer({ min: 1, max: 600 }), { maxLength: 4 });
  const stretches = array(
    record({ seconds: integer({ min: 1, max: 60 }), level: constantFrom(null, 0, 0.1, 0.5, 0.9, 1) }),
    {
      minLength: 1,
      maxLength: 10,
    },
  );
  fc.assert(
    property(settings, settings, taps, stretches, (first, second, changes, course) => {
      const probabilities = course.flatMap(({ seconds, level }) => many(seconds, level));
      let before = setLoop(openLoop(RANDOM), first, 0, RANDOM);
      let last = 0;
      const wrong: string[] = [];
      const hold = (rule: string, holds: boolean) => {
        if (!holds) wrong.push(rule);
      };
      run(before, probabilities, (now, at, scored) => {
        const made = now.moves.length - before.moves.length;
        if (made > 0) {
          const { dimension } = now.moves.at(-1) ?? {};
          hold("one move at a time", made === 1);
          hold("a score and an open loop", scored && now.settings.on);
          hold("the dwell", at - last >= Math.max(LEAST_DWELL, now.settings.dwell));
          hold("the dimensions", dimension !== undefined && now.settings.dimensions.includes(dimension));
          last = at;
        }
        for (const dimension of LOOP_DIMENSIONS) {
          hold("the bounds", Math.abs(now.steps[dimension]) <= LOOP_STEPS[dimension].most);
          hold("one step", Math.abs(now.steps[dimension] - before.steps[dimension]) <= 1);
        }
        hold("nothing when off", now.settings.on || sizes(now).every((size) => size === 0));
        const tapped = changes.includes(at / 500);
        const next = tapped ? setLoop(yieldLoop(now, ["loudness"], at), second, at, RANDOM) : now;
        before = next;
        return next;
      });
      expect(wrong).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
