import { echoesOf } from "../engine/music/echo.ts";
import { PITCH_CLASSES, PITCH_LOW, trendFeatures } from "../engine/music/features.ts";
import { directionChances } from "../engine/music/forecast.ts";
import { softmax } from "../engine/music/sampling.ts";
import type { SegmentNetworks } from "../engine/ports.ts";
import { cuesOf } from "./cues.ts";
import type { TuneSegments } from "./dataset.ts";
import { type Entry, entriesOf } from "./entries.ts";
import { outputsOf } from "./predictions.ts";
import { fitRegression } from "./regression.ts";
import { type Score, scoreOver } from "./scores.ts";
import { PITCH_TASK, TREND_TASK } from "./task.ts";

type Predictor = (entry: Entry) => number;

function likeliest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}

function majority(training: readonly Entry[]): Predictor {
  const counts = [0, 0, 0];
  for (const { next } of training) counts[next.direction] = (counts[next.direction] ?? 0) + 1;
  const most = likeliest(counts);
  return () => most;
}

function regressed(training: readonly Entry[], cues: (entry: Entry) => ArrayLike<number>): Predictor {
  const classify = fitRegression(
    training.map((entry) => ({ cues: cues(entry), right: entry.next.direction })),
    3,
  );
  return (entry) => likeliest(classify(cues(entry)));
}

const cues = ({ tune, i }: Entry) => cuesOf(tune, i);
const toldCues = (entry: Entry) => [
  ...cues(entry),
  entry.next.initialPitch - entry.place.mean,
  entry.next.initialPitch - entry.segment.finalPitch,
];
/** As much as the network's own vector tells without memory. */
const toldVector = ({ place, next }: Entry) => trendFeatures(place, next.initialPitch);

/** The likeliest direction when the initial pitch is not known: summed over the pitches the pitch network gives 0.5 % or more. */
function chained({ pitch, trend }: SegmentNetworks): Predictor {
  const pitches = outputsOf(pitch, PITCH_TASK);
  const known = new Map<TuneSegments, number[]>();
  const playThrough = (tune: TuneSegments): number[] => {
    let memory = trend.initial();
    const stepped = trend.blank();
    return entriesOf([tune]).map((entry) => {
      const { place, next } = entry;
      const echoes = echoesOf(place.past);
      const directions = [0, 0, 0];
      softmax(pitches(entry), 0, PITCH_CLASSES).forEach((chance, c) => {
        if (chance < 0.005) return;
        const { output } = trend.step(memory, trendFeatures(place, PITCH_LOW + c, echoes), stepped);
        directionChances(output).forEach((p, d) => {
          directions[d] = (directions[d] ?? 0) + chance * p;
        });
      });
      memory = trend.step(memory, trendFeatures(place, next.initialPitch, echoes), trend.blank()).memory;
      return likeliest(directions);
    });
  };
  return ({ tune, i }) => {
    const directions = known.get(tune) ?? playThrough(tune);
    known.set(tune, directions);
    return directions[i] ?? 0;
  };
}

/**
 * How often the direction of the next segment (down, flat, up) is foretold, 0–1, by the networks and by what they must
 * beat: told the next initial pitch, and not told.
 */
export function evaluateDirection(networks: SegmentNetworks, tunes: readonly TuneSegments[]): Score[] {
  const training = entriesOf(tunes.filter(({ split }) => split === "training"));
  const test = entriesOf(tunes.filter(({ split }) => split === "test"));
  const told = outputsOf(networks.trend, TREND_TASK);
  const predictors: [string, Predictor][] = [
    ["majority", majority(training)],
    ["previous direction", ({ segment }) => segment.direction],
    ["logistic regression on 12 cues", regressed(training, cues)],
    ["**both networks in chain**", chained(networks)],
    ["logistic regression on 12 cues, told the initial pitch", regressed(training, toldCues)],
    ["logistic regression on the network's vector, told", regressed(training, toldVector)],
    ["**trend network**, told the initial pitch", (entry) => likeliest(directionChances(told(entry)))],
  ];
  return predictors.map(([predictor, predict]) =>
    scoreOver(predictor, test, (entry) => (predict(entry) === entry.next.direction ? 1 : 0)),
  );
}
