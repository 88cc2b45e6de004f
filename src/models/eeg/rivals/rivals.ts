import { BANDS } from "../../../engine/eeg/bands.ts";
import type { EegLearner } from "../learner.ts";
import { fitLogistic, linearScore } from "../logistic.ts";
import { bestOf, type RowRule, remembered, rowLearner } from "../row-learner.ts";
import { meanOf, type Row } from "../rows.ts";
import type { EegWindow } from "../window.ts";
import { type ForestSetting, fitForest } from "./forest.ts";
import { fitNeighbours, type NeighbourSetting } from "./neighbours.ts";
import { fitSupportVectors, type SupportVectorSetting } from "./support-vectors.ts";

/** Strengths of L2 that are tried; 0.1 is what the field uses, and what is taken where nobody can be left out. */
const STRENGTHS = [0.1, 0.01, 1];

function logistic(
  name: string,
  cuesOf: RowRule<number>["cuesOf"],
  {
    settings = STRENGTHS,
    calibration = "temperature",
  }: Partial<Pick<RowRule<number>, "settings" | "calibration">> = {},
): EegLearner {
  return rowLearner<number>({
    name,
    cuesOf,
    settings,
    calibration,
    fit(rows, labels, c) {
      const rule = fitLogistic(rows, labels, c);
      return (row) => linearScore(rule, row);
    },
  });
}

const meanZ = (sequence: readonly EegWindow[]) => meanOf(sequence, ({ z }) => z);
export const meanTangent = (sequence: readonly EegWindow[]) => meanOf(sequence, ({ tangent }) => tangent);

/** Logistic regression on the sequence's mean: the one to beat. */
export const LOGISTIC = remembered(logistic("logistic regression", meanZ));

/** The same on the sequence's mean covariances, in the tangent space at own rest. */
export const TANGENT = remembered(logistic("tangent space", meanTangent));

/** The two as the field reports them, C 0.1, nothing tuned and nothing calibrated: for figures that are compared with each other. */
const FIXED = { settings: [0.1], calibration: "none" } as const;
export const PLAIN_LOGISTIC = logistic("logistic regression, C 0.1", meanZ, FIXED);
export const PLAIN_TANGENT = logistic("tangent space, C 0.1", meanTangent, FIXED);

/** Both together. */
export const BOTH = remembered(
  logistic("tangent space and band powers", (sequence) => {
    const [tangent, z] = [meanTangent(sequence), meanZ(sequence)];
    const both = new Float64Array(tangent.length + z.length);
    both.set(tangent);
    both.set(z, tangent.length);
    return both;
  }),
);

const SUPPORT_VECTORS = rowLearner<SupportVectorSetting>({
  name: "support vectors",
  cuesOf: meanZ,
  settings: [
    { c: 1, gamma: 1 },
    { c: 1, gamma: 0.3 },
  ],
  calibration: "platt",
  fit: fitSupportVectors,
});

const NEIGHBOURS = rowLearner<NeighbourSetting>({
  name: "nearest neighbours",
  cuesOf: meanZ,
  settings: [{ k: 45 }, { k: 15 }],
  calibration: "temperature",
  fit: fitNeighbours,
});

/** One nearest neighbour: what remembers every recording, and shows best what a leak does. */
export const NEAREST = rowLearner<NeighbourSetting>({
  name: "one nearest neighbour",
  cuesOf: meanZ,
  settings: [{ k: 1 }],
  calibration: "none",
  fit: fitNeighbours,
});

const FOREST = rowLearner<ForestSetting>({
  name: "random forest",
  cuesOf: meanZ,
  settings: [{ trees: 60, leaf: 8 }],
  calibration: "temperature",
  fit: fitForest,
});

/** Alpha at the back of the head alone, one threshold: little more than whether the eyes are open. */
const ALPHA = logistic(
  "alpha alone",
  (sequence) => Float64Array.of(sequence.reduce((sum, { alpha }) => sum + alpha, 0) / sequence.length),
  { settings: [1] },
);

/** The class that is more frequent. */
const MAJORITY = rowLearner<null>({
  name: "majority",
  cuesOf: () => new Float64Array(0),
  settings: [null],
  calibration: "temperature",
  fit(_, labels) {
    const ones = labels.reduce((sum, label) => sum + label, 0);
    const score = ones * 2 >= labels.length ? 1e-3 : -1e-3;
    return () => score;
  },
});

const FRONTAL = /^(Fp|AF|F)(\d|z)/i;

/** Muscle (30–40 Hz everywhere) and the eyes (delta at the front), and no brain. */
function muscleAndEyes(montage: readonly string[]): EegLearner {
  const places = montage.flatMap((site, channel) => {
    const muscle = channel * BANDS.length + BANDS.length - 1;
    return FRONTAL.test(site) ? [channel * BANDS.length, muscle] : [muscle];
  });
  return logistic("muscle and eyes alone", (sequence): Row => {
    const mean = meanZ(sequence);
    return Float64Array.from(places, (place) => mean[place] as number);
  });
}

/** The simple learner that a lab's own training takes: the best by participants left out inside the fit. */
export const BEST_SIMPLE = bestOf("best simple, chosen inside", [TANGENT, LOGISTIC, BOTH]);

/** What the networks are compared with, the best first. */
export const SIMPLE_LEARNERS: readonly EegLearner[] = [
  BEST_SIMPLE,
  TANGENT,
  BOTH,
  LOGISTIC,
  SUPPORT_VECTORS,
  NEIGHBOURS,
  FOREST,
];

/** What a score of the brain must beat to be one. `montage`: the sites of the channels. */
export function controls(montage: readonly string[]): EegLearner[] {
  return [ALPHA, muscleAndEyes(montage), MAJORITY];
}
