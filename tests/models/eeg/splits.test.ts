import { describe, expect, test } from "vitest";
import { seeded } from "../../../src/engine/random.ts";
import { judge, layFolds } from "../../../src/models/eeg/evaluation/judge.ts";
import type { EegExample } from "../../../src/models/eeg/learner.ts";
import { PLAIN_LOGISTIC } from "../../../src/models/eeg/rivals/rivals.ts";
import { foldsOf, innerFolds, leakIn, purge, type SplitKind } from "../../../src/models/eeg/splits.ts";

/** Three participants of two sessions, each with a recording of rest and one of music, ten windows a recording. */
const EXAMPLES: EegExample[] = ["a", "b", "c"].flatMap((participant) =>
  [1, 2].flatMap((session) =>
    ([0, 1] as const).flatMap((label) =>
      Array.from({ length: 10 }, (_, i) => ({
        participant,
        session: `${session}`,
        recording: `${participant}${session}${label}`,
        label,
        from: i * 1000,
        to: i * 1000 + 2000,
        windows: [
          { z: Float64Array.of(label, i), good: Uint8Array.of(1), tangent: Float64Array.of(label), alpha: label },
        ],
      })),
    ),
  ),
);

describe.each<SplitKind>(["participant", "session", "parts", "windows"])("a split by %s", (kind) => {
  const folds = foldsOf(EXAMPLES, kind, seeded(1));

  test("judges every example once, and never learns from what it judges", () => {
    expect(folds.flatMap(({ test: judged }) => judged).sort((a, b) => a - b)).toEqual([...EXAMPLES.keys()]);
    for (const { training, test: judged } of folds) {
      expect(training.length).toBeGreaterThan(0);
      expect(training.some((i) => judged.includes(i))).toBe(false);
    }
  });

  test("is clean if it is by participant or session, else leaky", () => {
    const leaks = folds.map((fold) => leakIn(EXAMPLES, fold, kind)).filter(Boolean);
    expect(leaks.length).toBe(kind === "participant" || kind === "session" ? 0 : folds.length);
  });
});

describe("leaks", () => {
  const [first] = foldsOf(EXAMPLES, "participant", seeded(1));
  const fold = first as NonNullable<typeof first>;

  test("one planted example of the judged participant is found, and by whose name", () => {
    const planted = { ...fold, training: [...fold.training, fold.test[3] as number] };
    expect(leakIn(EXAMPLES, fold, "participant")).toBeUndefined();
    expect(leakIn(EXAMPLES, planted, "participant")).toContain("participant a");
  });

  test("another session of the judged participant is a leak for new children, not for next time", () => {
    const own = foldsOf(EXAMPLES, "session", seeded(1))[0] as typeof fold;
    expect(leakIn(EXAMPLES, own, "session")).toBeUndefined();
    expect(leakIn(EXAMPLES, own, "participant")).toContain("participant a");
  });

  test("the evaluator refuses a leaky split, and takes one made on purpose as no result", async () => {
    const planted = { ...fold, training: [...fold.training, fold.test[0] as number] };
    const laid = [{ ...planted, examples: planted.training.map((i) => EXAMPLES[i] as EegExample) }];
    await expect(judge(EXAMPLES, "participant", laid, PLAIN_LOGISTIC, seeded(1))).rejects.toThrow(
      /is learnt from and judged/,
    );
    const drawn = layFolds(EXAMPLES, "windows", seeded(1));
    const judgement = await judge(EXAMPLES, "windows", drawn, PLAIN_LOGISTIC, seeded(1));
    expect(judgement.leaky).toBe(true);
    const clean = await judge(
      EXAMPLES,
      "participant",
      layFolds(EXAMPLES, "participant", seeded(1)),
      PLAIN_LOGISTIC,
      seeded(1),
    );
    expect(clean.leaky).toBe(false);
  });
});

test("purging keeps a window's length between what is learnt and what is judged", () => {
  const kept = purge(
    EXAMPLES,
    [...EXAMPLES.keys()].filter((i) => i !== 5),
    [5],
  );
  // Example 5 lasts from 5 s to 7 s: its neighbours must end by 3 s or begin at 9 s.
  expect(kept.filter((i) => i < 10)).toEqual([0, 1, 9]);
  expect(kept.filter((i) => i >= 10).length).toBe(EXAMPLES.length - 10);
});

describe("folds for tuning", () => {
  test("keep whole participants together, then sessions, then recordings", () => {
    const sides = (examples: readonly EegExample[], keyOf: (one: EegExample) => string) =>
      innerFolds(examples, seeded(2)).every(({ training, test: judged }) => {
        const learnt = new Set(training.map((i) => keyOf(examples[i] as EegExample)));
        return judged.every((i) => !learnt.has(keyOf(examples[i] as EegExample)));
      });
    expect(innerFolds(EXAMPLES, seeded(2)).length).toBe(3);
    expect(sides(EXAMPLES, ({ participant }) => participant)).toBe(true);
    const alone = EXAMPLES.filter(({ participant }) => participant === "a");
    expect(innerFolds(alone, seeded(2)).length).toBe(2);
    expect(sides(alone, ({ session }) => session)).toBe(true);
  });

  test("are none where only one recording of a class is there", () => {
    expect(innerFolds(EXAMPLES.slice(0, 20), seeded(2))).toEqual([]);
  });
});
