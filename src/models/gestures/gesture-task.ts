import * as tf from "@tensorflow/tfjs-core";
import { FRAME_CLASSES } from "../../engine/gestures/decision.ts";
import { FRAME_FEATURES, FRAME_SAMPLES, type Frame, FrameMaker, WRIST_RATE } from "../../engine/gestures/frames.ts";
import { crossEntropy } from "../losses.ts";
import type { SequenceTask } from "../task.ts";
import type { Trace } from "./trace.ts";

/** From each frame of a wrist's sensor to what it is: no gesture, or one of five. */
export const GESTURE_TASK: SequenceTask = {
  name: "gesture",
  inputs: FRAME_FEATURES,
  outputs: FRAME_CLASSES.length,
  choices: 1,
  loss: (logits, targets) => crossEntropy(logits, tf.reshape(targets, [-1]), FRAME_CLASSES.length),
};

const TAP = FRAME_CLASSES.indexOf("tap");

/** A trace's frames, and what each was: a tap where any sample of it was one, else what its last sample was. */
export function framesOf({ felt, truth }: Trace): { readonly frames: Frame[]; readonly classes: Uint8Array } {
  const maker = new FrameMaker();
  const frames = felt.flatMap((sample, i) => maker.take(sample, (1_000 * i) / WRIST_RATE) ?? []);
  const classes = Uint8Array.from(frames, (_, place) => {
    const samples = truth.subarray(place * FRAME_SAMPLES, (place + 1) * FRAME_SAMPLES);
    return samples.includes(TAP) ? TAP : (samples.at(-1) ?? 0);
  });
  return { frames, classes };
}
