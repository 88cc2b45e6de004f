import { PITCH_CLASSES, pitchFeatures, pitchIndex } from "../engine/music/features.ts";
import { softmax } from "../engine/music/sampling.ts";
import type { Recurrent } from "../engine/ports.ts";
import { cuesOf } from "./cues.ts";
import type { TuneSegments } from "./dataset.ts";
import { type Entry, entriesOf } from "./entries.ts";
import { outputsOf } from "./predictions.ts";
import { fitRegression } from "./regression.ts";
import { type Score, scoreOver } from "./scores.ts";
import { Tally } from "./tally.ts";
import { PITCH_TASK } from "./task.ts";

/** Probability that a predictor gives to the initial pitch that came. */
type Predictor = (entry: Entry) => number;

/** Jumps between initial pitches that are told apart: −24…24. */
const JUMPS = 49;

function jumpClass(from: number, to: number): number {
  return Math.max(0, Math.min(JUMPS - 1, to - from + (JUMPS - 1) / 2));
}

const pitchOf = ({ next }: Entry): number => pitchIndex(next.initialPitch);
const jumpOf = ({ segment, next }: Entry): number => jumpClass(segment.initialPitch, next.initialPitch);

function tallied(
  training: readonly Entry[],
  symbols: number,
  symbol: (entry: Entry) => number,
  context: (entry: Entry) => string,
): Predictor {
  const tally = new Tally(symbols);
  for (const entry of training) tally.add(symbol(entry), context(entry));
  return (entry) => tally.probability(symbol(entry), context(entry));
}

function regressed(training: readonly Entry[]): Predictor {
  const cases = training.map((entry) => ({ cues: cuesOf(entry.tune, entry.i), right: jumpOf(entry) }));
  const classify = fitRegression(cases, JUMPS);
  return (entry) => classify(cuesOf(entry.tune, entry.i))[jumpOf(entry)] ?? 0;
}

/** As much as one vector tells without memory: what the network gains over it, it gains by remembering. */
function memoryless(training: readonly Entry[]): Predictor {
  const vector = ({ place }: Entry) => pitchFeatures(place);
  const classify = fitRegression(
    training.map((entry) => ({ cues: vector(entry), right: pitchOf(entry) })),
    PITCH_CLASSES,
  );
  return (entry) => classify(vector(entry))[pitchOf(entry)] ?? 0;
}

function networked(network: Recurrent): Predictor {
  const predict = outputsOf(network, PITCH_TASK);
  return (entry) => softmax(predict(entry), 0, PITCH_CLASSES)[pitchOf(entry)] ?? 0;
}

/** The pitch network beside its baselines, in bits (mean cross-entropy of the next initial pitch); baselines learn from the training tunes, all are measured on the test tunes. */
export function evaluatePitch(network: Recurrent, tunes: readonly TuneSegments[]): Score[] {
  const training = entriesOf(tunes.filter(({ split }) => split === "training"));
  const test = entriesOf(tunes.filter(({ split }) => split === "test"));
  const alone = () => "";
  const lastJump = ({ before, segment }: Entry) =>
    before ? `${jumpClass(before.initialPitch, segment.initialPitch)}` : "first";
  const predictors: [string, Predictor][] = [
    ["unigram of pitches", tallied(training, PITCH_CLASSES, pitchOf, alone)],
    [
      "Markov on the previous initial pitch",
      tallied(training, PITCH_CLASSES, pitchOf, (e) => `${e.segment.initialPitch}`),
    ],
    ["unigram of jumps", tallied(training, JUMPS, jumpOf, alone)],
    ["Markov on the previous jump", tallied(training, JUMPS, jumpOf, lastJump)],
    ["logistic regression on 12 cues, of jumps", regressed(training)],
    ["logistic regression on the network's vector", memoryless(training)],
    ["**pitch network**", networked(network)],
  ];
  return predictors.map(([predictor, predict]) => scoreOver(predictor, test, (entry) => -Math.log2(predict(entry))));
}
