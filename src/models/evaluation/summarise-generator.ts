import { BANDS } from "../../engine/music/ruler/bands.ts";
import { compareSets } from "../../engine/music/ruler/set-distance.ts";
import { STREAM_BANDS } from "../../engine/music/ruler/stream-repetition.ts";
import { fork, type Random } from "../../engine/random.ts";
import { drawResamples, type Estimate, meanOver, medianOver, type Resamples } from "./estimate.ts";
import type { GeneratorReport } from "./evaluation.ts";
import { spreadOf } from "./spread.ts";
import { GROWTH_LENGTHS, STREAM_FIGURES } from "./stream-figures.ts";
import type { StreamReport } from "./stream-report.ts";
import { byTune, defined, nest, tallyOf } from "./streams-by-tune.ts";
import { WINDOW_FIGURES, WINDOW_INFO } from "./window-figures.ts";

/** Who is measured. */
export type Described = Pick<GeneratorReport, "name" | "title" | "kind">;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const inBand = (value: number, { low, high }: { readonly low: number; readonly high: number }): number =>
  value >= low && value <= high ? 1 : 0;

function averageShares(streams: readonly StreamReport[], pick: (stream: StreamReport) => readonly number[]): number[] {
  const first = streams[0];
  if (!first) return [];
  return pick(first).map((_, i) => mean(streams.map((stream) => pick(stream)[i] ?? 0)));
}

function growthOf(tunes: readonly StreamReport[][], resamples: Resamples): GeneratorReport["growth"] {
  return GROWTH_LENGTHS.map((notes, i) => {
    const values = nest(tunes, (stream) => defined([stream.growth[i] ?? null]));
    const band = notes === 600 ? undefined : STREAM_BANDS[notes];
    const tallies = (score: (value: number) => number) =>
      values.map((tune) => tune.map((stream) => tallyOf(stream.map(score))));
    return {
      notes,
      mean:
        meanOver(
          tallies((value) => value),
          resamples,
        ) ?? null,
      inside: band
        ? (meanOver(
            tallies((value) => inBand(value, band)),
            resamples,
          ) ?? null)
        : null,
    };
  });
}

function longestCopyOf(streams: readonly StreamReport[]): GeneratorReport["copy"] {
  const longest = streams.reduce<StreamReport | undefined>(
    (most, stream) => (most && most.copy.length >= stream.copy.length ? most : stream),
    undefined,
  );
  if (!longest) return null;
  return { length: longest.copy.length, from: longest.copy.tune, tune: longest.tune, seed: longest.seed };
}

/** Mean combined distance of each tune's windows, seeds pooled. */
function distancesOf(tunes: readonly StreamReport[][]): Record<string, number> {
  return Object.fromEntries(
    tunes.flatMap((tune) => {
      const windows = tune.flatMap(({ distances }) => distances);
      return windows.length > 0 ? [[tune[0]?.tune ?? "", mean(windows)]] : [];
    }),
  );
}

/** Everything that is said of one generator. `real`: the held-out tunes, that sets are compared with. */
export function summariseGenerator(
  described: Described,
  streams: readonly StreamReport[],
  real: readonly StreamReport[],
  random: Random,
): GeneratorReport {
  const tunes = byTune(streams);
  const resamples = drawResamples(tunes, fork(random, described.name));
  const estimate = (values: (stream: StreamReport) => readonly number[]): Estimate | null =>
    meanOver(
      nest(tunes, (stream) => tallyOf(values(stream))),
      resamples,
    ) ?? null;
  const metrics = Object.fromEntries(
    WINDOW_FIGURES.map((key) => {
      const values = (stream: StreamReport) => defined(stream.windows[key]);
      return [
        key,
        {
          inside: estimate((stream) => values(stream).map((value) => inBand(value, BANDS[key]))),
          median: medianOver(nest(tunes, values), resamples) ?? null,
          spread: spreadOf(streams.flatMap(values), WINDOW_INFO[key].domain),
        },
      ];
    }),
  ) as GeneratorReport["metrics"];
  const figures = Object.fromEntries(
    STREAM_FIGURES.map((key) => {
      const values = (stream: StreamReport) => defined([stream.figures[key]]);
      return [key, { mean: estimate(values), spread: spreadOf(streams.flatMap(values)) }];
    }),
  ) as GeneratorReport["figures"];
  return {
    name: described.name,
    title: described.title,
    kind: described.kind,
    streams: streams.length,
    notes: streams.reduce((sum, { notes }) => sum + notes, 0),
    windows: streams.reduce((sum, { distances }) => sum + distances.length, 0),
    metrics,
    distance: estimate(({ distances }) => distances),
    distances: distancesOf(tunes),
    figures,
    growth: growthOf(tunes, resamples),
    intervals: averageShares(streams, ({ intervals }) => intervals),
    ranges: averageShares(streams, ({ ranges }) => ranges),
    lengths: averageShares(streams, ({ lengths }) => lengths),
    copy: longestCopyOf(streams),
    overlap: overlapWith(real, streams),
  };
}

function overlapWith(real: readonly StreamReport[], streams: readonly StreamReport[]): GeneratorReport["overlap"] {
  if (real.length < 2 || streams.length === 0) return null;
  // One stream a tune: as many as there are tunes, so that no generator is seen more closely than another.
  const first = byTune(streams).flatMap((tune) => tune.slice(0, 1));
  const compared = compareSets(
    real.map(({ features }) => features),
    first.map(({ features }) => features),
  );
  return Object.fromEntries(
    Object.entries(compared).map(([key, { overlap }]) => [key, overlap]),
  ) as GeneratorReport["overlap"];
}
