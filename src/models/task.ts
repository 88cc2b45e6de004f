import type * as tf from "@tensorflow/tfjs-core";
import { echoesOf } from "../engine/music/echo.ts";
import {
  PITCH_CLASSES,
  PITCH_FEATURES,
  pitchFeatures,
  pitchIndex,
  stepIndex,
  TREND_FEATURES,
  TREND_OUTPUTS,
  trendFeatures,
} from "../engine/music/features.ts";
import { TREND_STEPS } from "../engine/music/trend.ts";
import type { TuneSegments } from "./dataset.ts";
import { pitchLoss, trendLoss } from "./losses.ts";

/** What a network over sequences learns: from a vector an entry to one or several choices. */
export interface SequenceTask {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  /** Choices an entry. */
  readonly choices: number;
  /** Nats of each entry, from logits (entries × outputs) and the classes that came (entries × choices, int32). */
  readonly loss: (logits: tf.Tensor2D, targets: tf.Tensor2D) => tf.Tensor1D;
}

/** What one of the melody's networks learns: from a vector a segment to 1 initial pitch, or a direction and 8 steps, of the next. */
export interface Task extends SequenceTask {
  readonly name: "pitch" | "trend";
  readonly sequence: (tune: Pick<TuneSegments, "places">) => Sequence;
}

/** A sequence of entries. Of a tune, entry i looks at segment i and asks for segment i + 1. */
export interface Sequence {
  readonly inputs: readonly Float32Array[];
  /** The classes that came, `choices` of them an entry. */
  readonly targets: readonly Uint8Array[];
}

export const PITCH_TASK: Task = {
  name: "pitch",
  inputs: PITCH_FEATURES,
  outputs: PITCH_CLASSES,
  choices: 1,
  sequence: ({ places }) => ({
    inputs: places.slice(0, -1).map((place) => pitchFeatures(place)),
    targets: places.slice(1).map(({ segment }) => Uint8Array.of(pitchIndex(segment.initialPitch))),
  }),
  loss: pitchLoss,
};

export const TREND_TASK: Task = {
  name: "trend",
  inputs: TREND_FEATURES,
  outputs: TREND_OUTPUTS,
  choices: 1 + TREND_STEPS,
  sequence: ({ places }) => {
    const inputs: Float32Array[] = [];
    const targets: Uint8Array[] = [];
    for (let i = 0; i + 1 < places.length; i++) {
      const [place, next] = [places[i], places[i + 1]?.segment];
      if (!place || !next) continue;
      inputs.push(trendFeatures(place, next.initialPitch, echoesOf(place.past)));
      targets.push(Uint8Array.of(next.direction, ...next.trend.map(stepIndex)));
    }
    return { inputs, targets };
  },
  loss: trendLoss,
};

export const TASKS: readonly Task[] = [PITCH_TASK, TREND_TASK];
