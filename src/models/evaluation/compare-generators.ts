import { fork, type Random } from "../../engine/random.ts";
import { type Estimate, estimateMean } from "./estimate.ts";
import type { Comparison, GeneratorReport, Likeness } from "./evaluation.ts";
import { holm, signedRank } from "./paired-tests.ts";
import type { StreamReport } from "./stream-report.ts";
import { byTune, defined } from "./streams-by-tune.ts";

/**
 * The combined distance of each rival against ours, tune by tune (seeds pooled): the mean difference with a paired
 * bootstrap over tunes, and Wilcoxon's test, corrected for all rivals. Rivals without a tune in common are left out.
 */
export function compareDistances(
  ours: GeneratorReport,
  rivals: readonly GeneratorReport[],
  random: Random,
): Comparison[] {
  const rows = rivals.flatMap((rival) => {
    const differences = Object.entries(rival.distances).flatMap(([tune, distance]) => {
      const own = ours.distances[tune];
      return own === undefined ? [] : [distance - own];
    });
    const pairs = differences.map((value) => [{ total: value, count: 1 }]);
    const difference = estimateMean(pairs, fork(random, `paired ${rival.name}`));
    if (!difference) return [];
    const { n, positive, negative, p } = signedRank(differences);
    const nearer = differences.filter((value) => value > 0).length / differences.length;
    return [{ rival: rival.name, difference, nearer, n, positive, negative, p }];
  });
  const corrected = holm(rows.map(({ p }) => p));
  return rows.map((row, i) => ({ ...row, corrected: corrected[i] ?? 1 }));
}

/** The mean of a figure over the seeds of each tune. */
function meansOf(streams: readonly StreamReport[], key: Portrayal): Map<string, number> {
  return new Map(
    byTune(streams).flatMap((tune) => {
      const values = defined(tune.map(({ figures }) => figures[key]));
      return values.length > 0
        ? [[tune[0]?.tune ?? "", values.reduce((sum, value) => sum + value, 0) / values.length] as const]
        : [];
    }),
  );
}

/** The two histograms of Chen et al. 2020 and their distances to the source's. */
export type Portrayal = "rangeDistance" | "intervalDistance";

/**
 * On how many tunes our histogram is nearer to the source's than that of every one of the rivals; a tie is not nearer. A
 * tune counts where ours and all rivals have music. Null without such a tune or without a rival.
 */
export function nearerShare(
  ours: readonly StreamReport[],
  rivals: readonly (readonly StreamReport[])[],
  key: Portrayal,
  random: Random,
): Estimate | null {
  const theirs = rivals.map((streams) => meansOf(streams, key));
  if (theirs.length === 0) return null;
  const scores = [...meansOf(ours, key)].flatMap(([tune, own]) => {
    const distances = theirs.map((means) => means.get(tune) ?? Number.NaN);
    if (!distances.every(Number.isFinite)) return [];
    return [[{ total: distances.every((distance) => own < distance) ? 1 : 0, count: 1 }]];
  });
  return estimateMean(scores, random) ?? null;
}

/** The share of {@link nearerShare} against each rival alone. */
export function compareLikeness(
  ours: readonly StreamReport[],
  rivals: readonly { readonly name: string; readonly streams: readonly StreamReport[] }[],
  random: Random,
): Likeness[] {
  return rivals.map(({ name, streams }) => {
    const share = (key: Portrayal) => nearerShare(ours, [streams], key, fork(random, `${key} ${name}`));
    return { rival: name, ranges: share("rangeDistance"), intervals: share("intervalDistance") };
  });
}
