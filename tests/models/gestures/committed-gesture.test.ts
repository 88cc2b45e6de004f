import { readFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { CHILD_GESTURES } from "../../../src/engine/gestures/child-gesture.ts";
import { FRAME_CLASSES } from "../../../src/engine/gestures/decision.ts";
import { FRAME_FEATURES } from "../../../src/engine/gestures/frames.ts";
import { readArtefact } from "../../../src/models/artefact.ts";
import { chooseBackend } from "../../../src/models/backend.ts";
import { balancedAccuracy, scoreTrace, type WearerScore } from "../../../src/models/gestures/evaluate-gestures.ts";
import { loadGestureReader } from "../../../src/models/gestures/gesture-reader.ts";
import { framesOf } from "../../../src/models/gestures/gesture-task.ts";
import { WEARERS, wearSensor } from "../../../src/models/gestures/trace.ts";
import { GESTURE_PLAN } from "../../../src/models/gestures/train-gestures.ts";
import { stepNetwork } from "../../../src/models/network-step.ts";
import { readTrainingRecord } from "../../../src/models/training-record.ts";
import { inRoot } from "../../../src/server/folders.ts";
import { learningCurve } from "../../../src/server/training/learning-curve.ts";
import { loadLayers } from "../layers-model.ts";

const folder = inRoot("models", "gesture");
const weights = readArtefact(folder);
/** Wearers beyond all splits: nobody chose anything by them. */
const STRANGERS = WEARERS.training + WEARERS.validation + WEARERS.test + 100;
const drawing = (svg: string) => svg.replace(/<style>.*<\/style>/s, "");

test("the committed network reads a frame and tells its classes apart, by the plan that stands in the code", () => {
  expect([weights.inputs, weights.outputs]).toEqual([FRAME_FEATURES, FRAME_CLASSES.length]);
  const record = readTrainingRecord(folder);
  expect(record?.plan).toEqual(GESTURE_PLAN);
  const epochs = record?.epochs ?? [];
  const idle = epochs.length - (epochs.findLast(({ best }) => best)?.epoch ?? 0);
  expect(epochs.length === GESTURE_PLAN.epochs || idle === GESTURE_PLAN.patience).toBe(true);
  if (!record) throw new Error("there is no training.json");
  expect(drawing(readFileSync(`${folder}/learning-curve.svg`, "utf8"))).toBe(drawing(learningCurve("gesture", record)));
});

test("its card says what it is: trained on simulated wearers only", () => {
  const card = readFileSync(`${folder}/README.md`, "utf8");
  expect(card).toContain("Demonstration: trained on simulated wearers only");
  expect(readTrainingRecord(folder)?.trainedOn).toContain("all simulated");
  expect(card).toContain("(learning-curve.svg)");
});

test("its step is TensorFlow's within 1e-5, over a minute of frames", async () => {
  await chooseBackend(["wasm"]);
  const layers = await loadLayers("gesture");
  const { frames } = framesOf(wearSensor(STRANGERS, 1));
  const inputs = new Float32Array(frames.length * FRAME_FEATURES);
  frames.forEach(({ features }, i) => {
    inputs.set(features, i * FRAME_FEATURES);
  });
  const theirs = tf.tidy(() =>
    (layers.predict(tf.tensor3d(inputs, [1, frames.length, FRAME_FEATURES])) as tf.Tensor).dataSync(),
  );
  const network = stepNetwork(weights);
  const stepped = network.blank();
  let apart = 0;
  frames.forEach(({ features }, frame) => {
    network.step(stepped.memory, features, stepped);
    stepped.output.forEach((value, i) => {
      apart = Math.max(apart, Math.abs(value - (theirs[frame * network.outputs + i] ?? Number.NaN)));
    });
  });
  expect(apart).toBeLessThan(1e-5);
});

describe("on strangers it never learnt from", () => {
  let scores: WearerScore[] = [];
  let everyday: WearerScore[] = [];
  beforeAll(() => {
    const reader = () => loadGestureReader(inRoot("models"));
    scores = Array.from({ length: 8 }, (_, i) => scoreTrace(wearSensor(STRANGERS + i, 3), reader()));
    everyday = Array.from({ length: 8 }, (_, i) =>
      scoreTrace(wearSensor(STRANGERS + 100 + i, 3, { gestures: 0 }), reader()),
    );
  });

  test("each gesture is told, and everyday movement is left alone", () => {
    for (const gesture of CHILD_GESTURES) {
      const found = scores.reduce((sum, { recall }) => sum + recall[gesture].found, 0);
      const of = scores.reduce((sum, { recall }) => sum + recall[gesture].of, 0);
      expect(found / of, gesture).toBeGreaterThan(0.75);
    }
    const mean = scores.reduce((sum, score) => sum + balancedAccuracy(score), 0) / scores.length;
    expect(mean).toBeGreaterThan(0.85);
  });

  test("false alarms are rare", () => {
    const wrong = everyday.flatMap((score) => Object.values(score.wrong)).reduce((sum, times) => sum + times, 0);
    const minutes = everyday.reduce((sum, score) => sum + score.minutes, 0);
    expect(wrong / minutes).toBeLessThan(2);
  });
});
