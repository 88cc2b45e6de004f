import { GROWTH_LENGTHS, SET_FEATURES, STREAM_FIGURES } from "../../../src/models/evaluation/stream-figures.ts";
import type { StreamReport } from "../../../src/models/evaluation/stream-report.ts";
import { WINDOW_FIGURES } from "../../../src/models/evaluation/window-figures.ts";

/** A stream of two windows whose figures all lie in the middle of their bands, but for what is given. */
export function madeUpStream(
  generator: string,
  tune: string,
  parts: {
    readonly seed?: number;
    readonly distances?: readonly number[];
    readonly windows?: Partial<StreamReport["windows"]>;
    readonly figures?: Partial<StreamReport["figures"]>;
    readonly growth?: readonly (number | null)[];
    readonly copy?: StreamReport["copy"];
  } = {},
): StreamReport {
  const middle: StreamReport["windows"] = {
    lz76: [0.7, 0.7],
    longestRepeat: [0.13, 0.13],
    repeated4: [0.1, 0.1],
    repeated8: [0, 0],
    bestLag: [0.35, 0.35],
    bestBar: [0.5, 0.5],
    meanInterval: [2.3, 2.3],
    leapShare: [0.01, 0.01],
    largestInterval: [8, 8],
    reversal: [0.75, 0.75],
    longestRatio: [3, 3],
    longShare: [0, 0],
  };
  const zeros = Object.fromEntries(STREAM_FIGURES.map((key) => [key, 0])) as StreamReport["figures"];
  const count = Object.keys(middle).length === WINDOW_FIGURES.length ? 1 : 0;
  return {
    generator,
    tune,
    seed: parts.seed ?? 1,
    notes: 1_300,
    duration: 600_000,
    windows: { ...middle, ...parts.windows },
    distances: [...(parts.distances ?? [0, 0])],
    figures: { ...zeros, found: count, ...parts.figures },
    growth: [...(parts.growth ?? [0.08, 0.1, 0.12, null])].slice(0, GROWTH_LENGTHS.length),
    intervals: [0.5, 0.5],
    ranges: [0, 1],
    lengths: [1],
    copy: parts.copy ?? { length: 9, tune: "known" },
    // No two tunes alike: sets are compared by their distances.
    features: Object.fromEntries(
      SET_FEATURES.map((key, i) => [
        key,
        [tune.length + i + [...tune].reduce((sum, sign) => sum + sign.charCodeAt(0), 0)],
      ]),
    ) as StreamReport["features"],
  };
}
