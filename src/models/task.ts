import {
  PITCH_CLASSES,
  pitchIndex,
  SEGMENT_FEATURES,
  STEP_CLASSES,
  segmentFeatures,
  stepIndex,
  TREND_FEATURES,
  trendFeatures,
} from "../engine/music/features.ts";
import { TREND_STEPS } from "../engine/music/trend.ts";
import type { TuneSegments } from "./dataset.ts";

/** What one network learns: from a vector a segment to one or several choices about the next segment. */
export interface Task {
  readonly name: "pitch" | "trend";
  readonly inputs: number;
  /** Choices a segment: 1 initial pitch, or 8 steps of the trend. */
  readonly choices: number;
  /** Classes a choice has. The network gives choices × classes logits. */
  readonly classes: number;
  readonly sequence: (tune: Pick<TuneSegments, "segments" | "places">) => Sequence;
}

/** One tune as a sequence; entry i looks at segment i and asks for segment i + 1. */
export interface Sequence {
  readonly inputs: readonly Float32Array[];
  /** The right classes, `choices` of them an entry. */
  readonly targets: readonly Uint8Array[];
}

function vectors({ segments, places }: Pick<TuneSegments, "segments" | "places">): Float32Array[] {
  return segments.map((segment, i) => {
    const place = places[i];
    if (!place) throw new RangeError(`segment ${i} of ${segment.source} has no place`);
    return segmentFeatures(segment, place);
  });
}

export const PITCH_TASK: Task = {
  name: "pitch",
  inputs: SEGMENT_FEATURES,
  choices: 1,
  classes: PITCH_CLASSES,
  sequence: (tune) => ({
    inputs: vectors(tune).slice(0, -1),
    targets: tune.segments.slice(1).map((next) => Uint8Array.of(pitchIndex(next.initialPitch))),
  }),
};

export const TREND_TASK: Task = {
  name: "trend",
  inputs: TREND_FEATURES,
  choices: TREND_STEPS,
  classes: STEP_CLASSES,
  sequence: (tune) => {
    const seen = vectors(tune);
    const inputs: Float32Array[] = [];
    const targets: Uint8Array[] = [];
    for (let i = 0; i + 1 < tune.segments.length; i++) {
      const [segment, next, features] = [tune.segments[i], tune.segments[i + 1], seen[i]];
      if (!segment || !next || !features) continue;
      inputs.push(trendFeatures(features, segment, next.initialPitch));
      targets.push(Uint8Array.from(next.trend, stepIndex));
    }
    return { inputs, targets };
  },
};

export const TASKS: readonly Task[] = [PITCH_TASK, TREND_TASK];
