import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { prepareTunes, type TuneSegments } from "../../src/models/dataset.ts";
import { entriesOf } from "../../src/models/entries.ts";
import { differenceOf, intervalOf, scoreOver } from "../../src/models/scores.ts";
import { walkingTune } from "./walking-tune.ts";

// Tunes of one entry to eleven, two in five of them simple.
const tunes = prepareTunes(
  Array.from({ length: 60 }, (_, i) => ({ melody: walkingTune(`tune ${i}`, 4 + 2 * (i % 11)), simple: i % 5 < 2 })),
);
const entries = entriesOf(tunes);

/** A value of each tune, drawn by chance. */
function valuesOf(name: string, of: (draws: Draws) => number): Map<TuneSegments, number> {
  const draws = new Draws(seeded(1, name));
  return new Map(tunes.map((tune) => [tune, of(draws)]));
}

/** Scores each entry by its tune's value. */
function scored(name: string, values: ReadonlyMap<TuneSegments, number>, more = 0) {
  return scoreOver(name, entries, ({ tune }) => (values.get(tune) ?? Number.NaN) + more);
}

describe("a score", () => {
  test("is the mean over entries, with the simple tunes' apart and a sum a tune", () => {
    const { predictor, mean, simple, tunes: own } = scoreOver("places", entries, ({ i }) => i);
    const meanOf = (part: typeof entries) => part.reduce((sum, { i }) => sum + i, 0) / part.length;
    expect(predictor).toBe("places");
    expect(mean).toBeCloseTo(meanOf(entries), 12);
    expect(simple).toBeCloseTo(meanOf(entries.filter(({ tune }) => tune.simple)), 12);
    expect(simple).not.toBeCloseTo(mean, 3);
    expect(own).toEqual(
      tunes.map(({ segments: { length } }) => ({ total: ((length - 1) * (length - 2)) / 2, count: length - 1 })),
    );
  });

  test("has an interval over tunes: a tune's entries, however many and alike, are one witness", () => {
    const values = valuesOf("tunes", (draws) => draws.normal(5, 2));
    const interval = intervalOf(scored("tunes", values));
    // The deviation of a ratio of sums, by the textbook (Cochran 1977, 6.3).
    const counts = tunes.map(({ segments }) => segments.length - 1);
    const all = counts.reduce((sum, count) => sum + count, 0);
    const mean = tunes.reduce((sum, tune, i) => sum + (counts[i] ?? 0) * (values.get(tune) ?? 0), 0) / all;
    const squares = tunes.reduce((sum, tune, i) => sum + ((counts[i] ?? 0) * ((values.get(tune) ?? 0) - mean)) ** 2, 0);
    const error = Math.sqrt((tunes.length / (tunes.length - 1)) * squares) / all;
    expect(interval?.value).toBeCloseTo(mean, 12);
    expect(Math.abs((interval?.low ?? 0) - (mean - 1.96 * error))).toBeLessThan(0.2 * error);
    expect(Math.abs((interval?.high ?? 0) - (mean + 1.96 * error))).toBeLessThan(0.2 * error);
    expect(interval).toMatchObject({ n: all, tunes: tunes.length });
  });

  test("that is the same everywhere has no width", () => {
    const interval = intervalOf(scoreOver("seven", entries, () => 7));
    expect(interval).toMatchObject({ value: 7, low: 7, high: 7 });
  });

  test("is the same with its interval whenever it is asked for", () => {
    const score = scored(
      "again",
      valuesOf("again", (draws) => draws.unit()),
    );
    expect(intervalOf(score)).toEqual(intervalOf(score));
  });
});

describe("the difference of two scores", () => {
  const hard = valuesOf("hard", (draws) => draws.normal(5, 2));

  test("is taken tune by tune: what is always .1 more is surely more, however the tunes differ", () => {
    const [score, other] = [scored("more", hard, 0.1), scored("less", hard)];
    const difference = differenceOf(score, other);
    for (const bound of [difference?.value, difference?.low, difference?.high]) expect(bound).toBeCloseTo(0.1, 9);
    expect((intervalOf(score)?.high ?? 0) - (intervalOf(score)?.low ?? 0)).toBeGreaterThan(0.5);
  });

  test("has the other sign the other way round, and is the difference of the means", () => {
    const [score, other] = [
      scored("a", hard),
      scored(
        "b",
        valuesOf("other", (draws) => draws.normal(4, 1)),
      ),
    ];
    const [there, back] = [differenceOf(score, other), differenceOf(other, score)];
    expect(there?.value).toBeCloseTo(score.mean - other.mean, 12);
    expect(back?.value).toBeCloseTo(-(there?.value ?? 0), 12);
    expect(there?.low).toBeLessThan(there?.value ?? 0);
    expect(there?.high).toBeGreaterThan(there?.value ?? 0);
  });

  test("of equals is nothing", () => {
    expect(differenceOf(scored("a", hard), scored("b", hard))).toMatchObject({ value: 0, low: 0, high: 0 });
  });
});
