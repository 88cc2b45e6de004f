import { PITCH_CLASSES, PITCH_LOW, STEP_CLASSES, segmentFeatures, trendFeatures } from "../engine/music/features.ts";
import { courseOf, TREND_CLIP, TREND_STEPS } from "../engine/music/trend.ts";
import type { SegmentNetworks } from "../engine/ports.ts";
import type { Semitones } from "../engine/time/units.ts";
import { cuesOf } from "./cues.ts";
import type { TuneSegments } from "./dataset.ts";
import { type Entry, entriesOf, meanOver } from "./entries.ts";
import { type Prediction, predictionsOf, probabilitiesOf } from "./predictions.ts";
import { fitRegression } from "./regression.ts";
import { directionOf, fitCuts, riseOf } from "./rise.ts";
import { PITCH_TASK, TREND_TASK } from "./task.ts";

/** One line of the table: share of test segments whose direction (down, flat, up) was foretold. */
export interface DirectionScore {
  readonly predictor: string;
  readonly accuracy: number;
  readonly simpleAccuracy: number;
}

type Predictor = (entry: Entry) => number;

const trueDirection = ({ next }: Entry): number => directionOf(riseOf(next.course));

function likeliest(values: Float64Array | readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

function majority(training: readonly Entry[]): Predictor {
  const counts = [0, 0, 0];
  for (const entry of training) counts[trueDirection(entry)] = (counts[trueDirection(entry)] ?? 0) + 1;
  const most = likeliest(counts);
  return () => most;
}

function regressed(training: readonly Entry[], withPitch: boolean): Predictor {
  const cues = ({ tune, i, segment, place, next }: Entry) => {
    const own = cuesOf(tune, i);
    return withPitch ? [...own, next.initialPitch - place.mean, next.initialPitch - segment.finalPitch] : own;
  };
  const classify = fitRegression(
    training.map((entry) => ({ cues: cues(entry), right: trueDirection(entry) })),
    3,
  );
  return (entry) => likeliest(classify(cues(entry)));
}

/** The rise that a prediction of the trend expects (the initial pitch itself does not matter to it). */
function expectedRise(prediction: Prediction): Semitones {
  const steps = prediction.map((step) => step.reduce((sum, p, s) => sum + p * (s - TREND_CLIP), 0));
  return riseOf(courseOf(0, steps));
}

/** The expected rise when the initial pitch is not known: over the pitches that the pitch network gives 1 % or more. */
function chainedRise({ pitch, trend }: SegmentNetworks): (entry: Entry) => Semitones {
  const pitches = predictionsOf(pitch, PITCH_TASK);
  const shape = { choices: TREND_STEPS, classes: STEP_CLASSES };
  const known = new Map<TuneSegments, Semitones[]>();
  const playThrough = (tune: TuneSegments): Semitones[] => {
    const stepped = trend.blank();
    const memory = trend.initial();
    return entriesOf([tune]).map((entry) => {
      const features = segmentFeatures(entry.segment, entry.place);
      const chances = pitches(entry)[0] ?? new Float64Array(PITCH_CLASSES);
      let rise = 0;
      let considered = 0;
      chances.forEach((chance, c) => {
        if (chance < 0.01) return;
        const { output } = trend.step(memory, trendFeatures(features, entry.segment, PITCH_LOW + c), stepped);
        considered += chance;
        rise += chance * expectedRise(probabilitiesOf(output, shape));
      });
      const told = trendFeatures(features, entry.segment, entry.next.initialPitch);
      trend.step(memory, told, { memory, output: stepped.output });
      return rise / considered;
    });
  };
  return ({ tune, i }) => {
    const rises = known.get(tune) ?? playThrough(tune);
    known.set(tune, rises);
    return rises[i] ?? 0;
  };
}

/** Directions from expected rises, with cut points that suit the validation tunes. */
function cutAt(validation: readonly Entry[], rise: (entry: Entry) => Semitones): Predictor {
  const [low, high] = fitCuts(validation.map(rise), validation.map(trueDirection));
  return (entry) => directionOf(rise(entry), low, high);
}

/** How often the direction of the next segment is foretold, by the networks and by what they must beat. */
export function evaluateDirection(networks: SegmentNetworks, tunes: readonly TuneSegments[]): DirectionScore[] {
  const training = entriesOf(tunes.filter(({ split }) => split === "training"));
  const validation = entriesOf(tunes.filter(({ split }) => split === "validation"));
  const test = entriesOf(tunes.filter(({ split }) => split === "test"));
  const simple = test.filter(({ tune }) => tune.simple);
  const told = predictionsOf(networks.trend, TREND_TASK);
  const predictors: [string, Predictor][] = [
    ["majority", majority(training)],
    ["previous direction", ({ segment }) => directionOf(riseOf(segment.course))],
    ["logistic regression on 12 cues", regressed(training, false)],
    ["**pitch and trend network in chain**", cutAt(validation, chainedRise(networks))],
    ["logistic regression, told the initial pitch", regressed(training, true)],
    ["**trend network**, told the initial pitch", cutAt(validation, (entry) => expectedRise(told(entry)))],
  ];
  return predictors.map(([predictor, predict]) => {
    const right = (entry: Entry) => (predict(entry) === trueDirection(entry) ? 1 : 0);
    return { predictor, accuracy: meanOver(test, right), simpleAccuracy: meanOver(simple, right) };
  });
}
