import { BANDS } from "../../engine/music/ruler/bands.ts";
import { fork, type Random } from "../../engine/random.ts";
import { askedRows } from "./asked.ts";
import { compareDistances, compareLikeness } from "./compare-generators.ts";
import { RESAMPLES } from "./estimate.ts";
import type { Evaluation } from "./evaluation.ts";
import { examplesOf } from "./examples.ts";
import type { EvaluationPlan } from "./plan.ts";
import type { StreamReport } from "./stream-report.ts";
import { byTune } from "./streams-by-tune.ts";
import { type Described, summariseGenerator } from "./summarise-generator.ts";

/** The name of the reference that is each held-out tune as it stands. */
export const HELD_OUT = "held-out-tune";

/**
 * Folds the measured streams into the outcome. Pure: equal streams and randomness give equal figures, in whatever order
 * the streams come. Generators without a stream are left out; without ours nothing is compared and nothing judged.
 */
export function summarise(
  plan: EvaluationPlan,
  described: readonly Described[],
  reports: readonly StreamReport[],
  random: Random,
): Evaluation {
  // Threads finish in any order; sums of rounded numbers depend on it.
  const streams = byTune(reports).flat();
  const real = streams.filter(({ generator }) => generator === HELD_OUT);
  const measured = described.flatMap((one) => {
    const own = streams.filter(({ generator }) => generator === one.name);
    if (own.length === 0) return [];
    return [{ report: summariseGenerator(one, own, real, random), streams: own }];
  });
  const ours = measured.find(({ report }) => report.kind === "ours");
  const rivals = measured.filter(({ report }) => report.kind === "rival");
  const comparisons = ours
    ? compareDistances(
        ours.report,
        rivals.map(({ report }) => report),
        fork(random, "distances"),
      )
    : [];
  const likenesses = ours
    ? compareLikeness(
        ours.streams,
        rivals.map(({ report, streams: theirs }) => ({ name: report.name, streams: theirs })),
        fork(random, "likeness"),
      )
    : [];
  const size = { tunes: plan.tunes.length, minutes: plan.minutes, seeds: plan.seeds };
  return {
    version: 1,
    plan: {
      tunes: plan.tunes.map(({ melody, seconds }) => ({
        id: melody.id,
        title: melody.title,
        notes: melody.notes.length,
        seconds,
      })),
      seeds: plan.seeds,
      minutes: plan.minutes,
      library: { tunes: plan.libraryTunes, segments: plan.library.length },
      resamples: RESAMPLES,
    },
    bands: { ...BANDS },
    generators: measured.map(({ report }) => report),
    comparisons,
    likenesses,
    asked: ours
      ? askedRows(
          { plan: size, ours: ours.report, streams: ours.streams, rivals, comparisons, likenesses },
          fork(random, "asked"),
        )
      : [],
    examples: examplesOf(
      plan,
      measured.map(({ report }) => report),
      streams,
    ),
  };
}
