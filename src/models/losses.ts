import * as tf from "@tensorflow/tfjs-core";
import { PITCH_CLASSES, STEP_CLASSES } from "../engine/music/features.ts";
import { DIRECTIONS, TREND_STEPS } from "../engine/music/trend.ts";

/** What the direction counts for beside the eight steps: it is one choice of nine, and the one that is heard most. */
export const DIRECTION_WEIGHT = 4;

/** Cross-entropy in nats of one choice: logits n × classes, wanted n. */
export function crossEntropy(logits: tf.Tensor, wanted: tf.Tensor, classes: number): tf.Tensor1D {
  return tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), tf.oneHot(wanted, classes)), -1));
}

/** The initial pitch that came. */
export function pitchLoss(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  return crossEntropy(logits, tf.reshape(targets, [-1]), PITCH_CLASSES);
}

/** The trend that came: its direction, counted {@link DIRECTION_WEIGHT}-fold, and each of its steps. */
export function trendLoss(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  const entries = logits.shape[0];
  const came = tf.reshape(tf.slice(targets, [0, 0], [entries, 1]), [-1]);
  const direction = crossEntropy(tf.slice(logits, [0, 0], [entries, DIRECTIONS]), came, DIRECTIONS);
  const steps = tf.reshape(tf.slice(logits, [0, DIRECTIONS], [entries, -1]), [entries * TREND_STEPS, STEP_CLASSES]);
  const stepsCame = tf.reshape(tf.slice(targets, [0, 1], [entries, TREND_STEPS]), [-1]);
  const each = tf.reshape(crossEntropy(steps, stepsCame, STEP_CLASSES), [entries, TREND_STEPS]);
  return tf.add(tf.mul(direction, DIRECTION_WEIGHT), tf.sum(each, -1));
}
