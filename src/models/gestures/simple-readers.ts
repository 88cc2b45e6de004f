import { FRAME_CLASSES } from "../../engine/gestures/decision.ts";
import { FRAME_FEATURES, type Frame } from "../../engine/gestures/frames.ts";
import type { FrameReader } from "../../engine/gestures/recogniser.ts";
import { type Case, fitRegression } from "../regression.ts";
import { framesOf } from "./gesture-task.ts";
import type { Trace } from "./trace.ts";

/** The simpler ways to read frames that the network has to beat. They are judged by the same decision. */

/** Frames that a window looks back on: one long enough for a sway, one short enough for a tap. */
const LONG = 30;
const SHORT = 5;
/** Of the training frames every so many is learnt from: neighbours say nearly the same. */
const EVERY = 5;
const PASSES = 6;

/** The hand-made numbers of a window: mean, spread and largest of each feature over 1.2 s, and mean and largest over 0.2 s. */
class Window {
  #frames: Float32Array[] = [];

  push({ features }: Frame): Float64Array {
    this.#frames = [...this.#frames.slice(1 - LONG), features];
    const cues = new Float64Array(5 * FRAME_FEATURES);
    const short = this.#frames.slice(-SHORT);
    for (let i = 0; i < FRAME_FEATURES; i++) {
      const [long, brief] = [measure(this.#frames, i), measure(short, i)];
      cues.set([long.mean, long.spread, long.most, brief.mean, brief.most], 5 * i);
    }
    return cues;
  }

  reset(): void {
    this.#frames = [];
  }
}

function measure(frames: readonly Float32Array[], feature: number) {
  let [sum, squares, most] = [0, 0, Number.NEGATIVE_INFINITY];
  for (const frame of frames) {
    const value = frame[feature] as number;
    sum += value;
    squares += value * value;
    most = Math.max(most, value);
  }
  const mean = sum / frames.length;
  return { mean, spread: Math.sqrt(Math.max(0, squares / frames.length - mean * mean)), most };
}

function casesOf(traces: readonly Trace[]): Case[] {
  return traces.flatMap((trace) => {
    const window = new Window();
    const { frames, classes } = framesOf(trace);
    return frames.flatMap((frame, place): Case[] => {
      const cues = window.push(frame);
      return place % EVERY === 0 ? [{ cues, right: classes[place] ?? 0 }] : [];
    });
  });
}

function readWindows(read: (cues: Float64Array) => ArrayLike<number>): FrameReader {
  const window = new Window();
  return { read: (frame) => read(window.push(frame)), reset: () => window.reset() };
}

/** Multinomial logistic regression and nearest centroid on the hand-made numbers, each learnt from the training traces. */
export function fitSimpleReaders(traces: readonly Trace[]): Readonly<Record<string, () => FrameReader>> {
  const cases = casesOf(traces);
  const classify = fitRegression(cases, FRAME_CLASSES.length, PASSES);
  const nearest = nearestCentroid(cases);
  return {
    "threshold rule": readByRule,
    "nearest centroid on hand-made numbers": () => readWindows(nearest),
    "logistic regression on hand-made numbers": () => readWindows(classify),
  };
}

/** The class whose mean is nearest in standard deviations, with certainty. */
function nearestCentroid(cases: readonly Case[]): (cues: Float64Array) => Float64Array {
  const width = 5 * FRAME_FEATURES;
  const sums = FRAME_CLASSES.map(() => new Float64Array(width));
  const counts = FRAME_CLASSES.map(() => 0);
  const [total, squares] = [new Float64Array(width), new Float64Array(width)];
  for (const { cues, right } of cases) {
    counts[right] = (counts[right] ?? 0) + 1;
    for (let i = 0; i < width; i++) {
      const value = cues[i] ?? 0;
      const sum = sums[right] as Float64Array;
      sum[i] = (sum[i] ?? 0) + value;
      total[i] = (total[i] ?? 0) + value;
      squares[i] = (squares[i] ?? 0) + value * value;
    }
  }
  const scales = total.map((sum, i) =>
    Math.max(0.05, Math.sqrt((squares[i] ?? 0) / cases.length - (sum / cases.length) ** 2)),
  );
  const centres = sums.map((sum, place) => sum.map((value) => value / Math.max(1, counts[place] ?? 0)));
  return (cues) => {
    const distances = centres.map((centre) =>
      centre.reduce((far, value, i) => far + ((value - (cues[i] ?? 0)) / (scales[i] ?? 1)) ** 2, 0),
    );
    const least = Math.min(...distances);
    return Float64Array.from(distances, (distance) => (distance === least ? 1 : 0));
  };
}

/** Numbers of a frame's features that the rule looks at; frames.ts says what they are. */
const AT = { tilt: 1, jolt: 6, turned: 7, activity: 12 } as const;

/** Without learning: jolts are taps, strong quick movement is a shake, slow strong movement a sway, a large upward turn a raised hand. */
export function readByRule(): FrameReader {
  let recent: Frame[] = [];
  return {
    reset: () => {
      recent = [];
    },
    read: (frame) => {
      recent = [...recent.slice(1 - LONG), frame];
      const says = FRAME_CLASSES.indexOf(ruleFor(frame, recent));
      return FRAME_CLASSES.map((_, place) => (place === says ? 1 : 0));
    },
  };
}

/** In g, and features as frames.ts has them; chosen by hand on a few training wearers. */
const RULE = { tap: 0.7, shake: 0.45, sway: 0.16, still: 0.49, quiet: 0.64, raise: 1.1 } as const;

function ruleFor(frame: Frame, recent: readonly Frame[]): (typeof FRAME_CLASSES)[number] {
  const feature = (place: number) => frame.features[place] ?? 0;
  const strength = Math.sqrt(recent.reduce((sum, { movement }) => sum + movement ** 2, 0) / recent.length);
  const crossings = recent.filter((one, place) => place > 0 && one.along * (recent[place - 1]?.along ?? 0) < 0).length;
  if (feature(AT.activity) < RULE.still && recent.every((one) => (one.features[AT.jolt] ?? 0) < RULE.quiet))
    return "still";
  if (strength > RULE.shake && crossings >= 5) return "shake";
  if (frame.jolt > RULE.tap) return "tap";
  if (feature(AT.tilt) > RULE.raise) return "raise";
  if (strength > RULE.sway && crossings >= 1 && crossings <= 3 && recent.every(({ jolt }) => jolt < RULE.tap))
    return "sway";
  return "none";
}
