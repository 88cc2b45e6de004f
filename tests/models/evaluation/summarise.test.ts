import { describe, expect, it } from "vitest";
import { seeded } from "../../../src/engine/random.ts";
import { Evaluation } from "../../../src/models/evaluation/evaluation.ts";
import type { StreamReport } from "../../../src/models/evaluation/stream-report.ts";
import { summarise } from "../../../src/models/evaluation/summarise.ts";
import { madeUpStream } from "./made-up-streams.ts";
import { smallPlan } from "./small-plan.ts";

const plan = smallPlan();
const described = [
  { name: "held-out-tune", title: "Held-out tunes", kind: "reference" },
  { name: "antiphon", title: "Antiphon", kind: "ours" },
  { name: "markov-tokens-1", title: "Markov", kind: "rival" },
  { name: "looped", title: "Looped", kind: "rival" },
] as const;
const TUNES = Array.from({ length: 12 }, (_, i) => `tune ${i}`);

type Parts = NonNullable<Parameters<typeof madeUpStream>[2]>;

/** One stream a tune of each generator; ours and the rivals as told. */
function streams(
  ours: (i: number) => Parts,
  rival: (i: number) => Parts = () => ({ distances: [2, 2] }),
): StreamReport[] {
  return TUNES.flatMap((tune, i) => [
    madeUpStream("held-out-tune", tune),
    madeUpStream("antiphon", tune, ours(i)),
    madeUpStream("markov-tokens-1", tune, rival(i)),
    madeUpStream("looped", tune, rival(i)),
  ]);
}

function fold(reports: readonly StreamReport[]): Evaluation {
  return summarise(plan, described, reports, seeded(1, "test"));
}

function row({ asked }: Evaluation, start: RegExp) {
  const found = asked.find(({ what }) => start.test(what));
  if (!found) throw new Error(`no row ${start}`);
  return found;
}

describe("the outcome of an evaluation", () => {
  const outcome = fold(streams(() => ({ distances: [0.5, 0.5] })));

  it("is what its schema says", () => {
    expect(Evaluation.parse(JSON.parse(JSON.stringify(outcome)))).toEqual(outcome);
  });

  it("does not depend on the order in which streams came", () => {
    expect(fold(streams(() => ({ distances: [0.5, 0.5] })).reverse())).toEqual(outcome);
  });

  it("counts the windows inside each band", () => {
    const some = fold(streams((i) => ({ windows: { lz76: [0.7, i < 3 ? 0.95 : 0.8] } })));
    const inside = some.generators.find(({ name }) => name === "antiphon")?.metrics.lz76.inside;
    expect(inside?.value).toBeCloseTo(21 / 24, 12);
    expect(inside?.n).toBe(24);
    expect(row(some, /^1 /).holds).toBe(false);
    expect(row(outcome, /^1 /)).toMatchObject({ holds: true, seen: "100.0 % [100.0–100.0]" });
  });

  it("takes the bounds of a band for inside, and leaves undefined windows out", () => {
    const edge = fold(streams(() => ({ windows: { repeated8: [17 / 56, 0], reversal: [null, 0.75] } })));
    const { metrics } = edge.generators.find(({ name }) => name === "antiphon") ??
      outcome.generators[0] ?? { metrics: undefined };
    expect(metrics?.repeated8.inside?.value).toBe(1);
    expect(metrics?.reversal.inside).toMatchObject({ value: 1, n: 12 });
  });

  it("says which rivals are farther off, by a test over tunes", () => {
    expect(outcome.comparisons).toHaveLength(2);
    for (const { difference, nearer, n, negative, p, corrected } of outcome.comparisons) {
      expect({ difference: difference.value, nearer, n, negative }).toEqual({
        difference: 1.5,
        nearer: 1,
        n: 12,
        negative: 0,
      });
      // All 12 signs one way: 2 of 2¹².
      expect(p).toBeCloseTo(2 / 4096, 12);
      expect(corrected).toBeCloseTo(4 / 4096, 12);
    }
    expect(row(outcome, /^combined/)).toMatchObject({ holds: true });
  });

  it("does not call it first when a rival is nearer or the tunes disagree", () => {
    const behind = fold(streams(() => ({ distances: [3, 3] })));
    expect(row(behind, /^combined/)).toMatchObject({ holds: false });
    expect(row(behind, /^combined/).seen).toMatch(/place 3; nearer than 0 of 2; not: markov-tokens-1, looped/);
    const mixed = fold(streams((i) => ({ distances: [i % 2 ? 1.8 : 2.1, 2] })));
    expect(row(mixed, /^combined/).holds).toBe(false);
  });

  it("takes the longest copy of all streams", () => {
    const one = fold(streams((i) => ({ copy: { length: i === 7 ? 13 : 12, tune: "known" } })));
    expect(row(one, /^longest passage/)).toMatchObject({
      holds: false,
      seen: "13 (of known, in the stream of tune 7, seed 1)",
    });
    expect(row(outcome, /^longest passage/).holds).toBe(true);
  });

  it("allows no stream more mutations than its tune and a point", () => {
    const one = fold(streams((i) => ({ figures: { mutationsOverSource: i === 2 ? 0.011 : -0.02 } })));
    expect(row(one, /^mutation rate/).holds).toBe(false);
    expect(row(one, /^mutation rate/).seen).toMatch(/^91\.7 %.* of the streams; mean −1\.74 points$/);
  });

  it("asks to be nearer to the tune than every one of the families at once", () => {
    const likeness = (nearer: number) =>
      fold(
        streams(
          (i) => ({ figures: { rangeDistance: i < nearer ? 0.5 : 1.5, intervalDistance: 0.5 } }),
          () => ({ figures: { rangeDistance: 1, intervalDistance: 1 } }),
        ),
      );
    expect(row(likeness(11), /PR histogram/)).toMatchObject({ holds: true });
    expect(row(likeness(10), /PR histogram/)).toMatchObject({ holds: false });
    expect(row(likeness(10), /PR histogram.*\(1\)/).holds).toBe(false);
    expect(row(likeness(10), /PV histogram/).holds).toBe(true);
    expect(row(likeness(10), /PR histogram/).seen).toMatch(/; 83–83 % against each alone$/);
  });

  it("leaves open what was not measured", () => {
    const short = fold(streams(() => ({ growth: [0.1, null, null, null], figures: { wideJoins: null } })));
    expect(row(short, /1,200 notes/)).toMatchObject({ holds: null, seen: "not measured in this run" });
    expect(row(short, /^joins/).holds).toBeNull();
    expect(row(outcome, /^held-out tunes/)).toMatchObject({ holds: false, seen: "2 × 1 × 1" });
  });

  it("judges nothing without our own streams", () => {
    const without = fold(streams(() => ({})).filter(({ generator }) => generator !== "antiphon"));
    expect(without.asked).toEqual([]);
    expect(without.comparisons).toEqual([]);
    expect(without.generators.map(({ name }) => name)).not.toContain("antiphon");
  });
});
