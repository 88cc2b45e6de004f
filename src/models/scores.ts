import { seeded } from "../engine/random.ts";
import type { TuneSegments } from "./dataset.ts";
import type { Entry } from "./entries.ts";
import { type Estimate, estimateMean, type Nested, type Tally } from "./evaluation/estimate.ts";

/** One line of a table: a predictor's mean on tunes not trained on. */
export interface Score {
  readonly predictor: string;
  readonly mean: number;
  /** The same on simple tunes only. */
  readonly simple: number;
  /** The sum and number of each tune's values: equal predictors' tunes stand in the same order. */
  readonly tunes: readonly Tally[];
}

/** Scores a predictor by the mean of a value over entries. */
export function scoreOver(predictor: string, entries: readonly Entry[], measure: (entry: Entry) => number): Score {
  const tunes = new Map<TuneSegments, { total: number; count: number }>();
  const simple: number[] = [];
  for (const entry of entries) {
    const value = measure(entry);
    const tally = tunes.get(entry.tune) ?? { total: 0, count: 0 };
    tunes.set(entry.tune, tally);
    tally.total += value;
    tally.count++;
    if (entry.tune.simple) simple.push(value);
  }
  const all = [...tunes.values()];
  const total = all.reduce((sum, tally) => sum + tally.total, 0);
  return {
    predictor,
    mean: total / all.reduce((sum, { count }) => sum + count, 0),
    simple: simple.reduce((sum, value) => sum + value, 0) / simple.length,
    tunes: all,
  };
}

/** The mean with its 95 % interval over tunes. */
export function intervalOf({ tunes }: Score): Estimate | undefined {
  return over(tunes);
}

/** How much `score` lies above `other`, entry by entry, with its 95 % interval over tunes. */
export function differenceOf(score: Score, other: Score): Estimate | undefined {
  const differences = score.tunes.map(({ total, count }, i) => ({
    total: total - (other.tunes[i]?.total ?? 0),
    count,
  }));
  return over(differences);
}

function over(tunes: readonly Tally[]): Estimate | undefined {
  const nested: Nested<Tally> = tunes.map((tune) => [tune]);
  return estimateMean(nested, seeded(1, "tunes"));
}
