import type { Draws } from "../../engine/random.ts";
import { type Batch, shuffle } from "../batches.ts";
import { framesOf, GESTURE_TASK } from "./gesture-task.ts";
import type { Trace } from "./trace.ts";

/** Frames that gradients reach back: 2 s; what is remembered goes on beyond. */
export const WINDOW = 50;
/** Frames of a lane: 50 s of one trace. The memory begins empty at each. */
const LANE = 1_250;

/** A piece of a trace: frames × inputs, and a class a frame. */
export interface Lane {
  readonly inputs: Float32Array;
  readonly classes: Uint8Array;
}

/** Traces cut into lanes of one length; what is left at a trace's end is left out. */
export function lanesOf(traces: readonly Trace[]): Lane[] {
  const { inputs: width } = GESTURE_TASK;
  return traces.flatMap((trace) => {
    const { frames, classes } = framesOf(trace);
    return Array.from({ length: Math.floor(frames.length / LANE) }, (_, place): Lane => {
      const part = frames.slice(place * LANE, (place + 1) * LANE);
      const inputs = new Float32Array(LANE * width);
      part.forEach(({ features }, i) => {
        inputs.set(features, i * width);
      });
      return { inputs, classes: classes.slice(place * LANE, (place + 1) * LANE) };
    });
  });
}

/** All windows of some lanes side by side, in order of time. */
function windowsOf(lanes: readonly Lane[]): Batch[] {
  const { inputs: width } = GESTURE_TASK;
  const size = lanes.length;
  return Array.from({ length: LANE / WINDOW }, (_, window) => {
    const inputs = new Float32Array(size * WINDOW * width);
    const targets = new Int32Array(size * WINDOW);
    lanes.forEach((lane, row) => {
      const [from, to] = [window * WINDOW, (window + 1) * WINDOW];
      inputs.set(lane.inputs.subarray(from * width, to * width), row * WINDOW * width);
      targets.set(lane.classes.subarray(from, to), row * WINDOW);
    });
    return { size, length: WINDOW, inputs, targets, weights: new Float32Array(size * WINDOW).fill(1) };
  });
}

/** Lanes in groups, so many side by side, as windows in order of time; with draws, in another grouping each time. */
export function layLanes(lanes: readonly Lane[], size: number, draws?: Draws): Batch[][] {
  const order = [...lanes];
  if (draws) shuffle(order, draws);
  const groups: Batch[][] = [];
  for (let from = 0; from < order.length; from += size) groups.push(windowsOf(order.slice(from, from + size)));
  return groups;
}
