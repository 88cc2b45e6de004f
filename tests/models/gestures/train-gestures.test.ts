import { expect, test } from "vitest";
import { valuesOf } from "../../../src/models/adam-state.ts";
import { chooseBackend } from "../../../src/models/backend.ts";
import { lanesOf } from "../../../src/models/gestures/frame-lanes.ts";
import { wearSensor } from "../../../src/models/gestures/trace.ts";
import { measureFrames, trainGestureNetwork } from "../../../src/models/gestures/train-gestures.ts";
import { stepNetwork } from "../../../src/models/network-step.ts";
import { arrangeWeights } from "../../../src/models/network-weights.ts";

test("the network learns from lanes, its memory goes on from window to window, and its step is TensorFlow's", async () => {
  await chooseBackend(["wasm"]);
  const lanes = lanesOf([wearSensor(1, 1.7), wearSensor(2, 1.7)]);
  expect(lanes).toHaveLength(4);
  const data = { training: lanes.slice(0, 3), validation: lanes.slice(3) };
  const losses: number[] = [];
  const plan = { units: 8, seed: 1, lanes: 3, rate: 2e-2, patience: 3, epochs: 2 };
  const model = trainGestureNetwork(data, plan, ({ training }) => losses.push(training));
  expect(losses[1]).toBeLessThan(losses[0] ?? 0);

  const network = stepNetwork(arrangeWeights(14, [8], 6, model.getWeights().map(valuesOf)));
  let nats = 0;
  for (const { inputs, classes } of data.validation) {
    const stepped = network.blank();
    classes.forEach((right, frame) => {
      network.step(stepped.memory, inputs.subarray(14 * frame, 14 * (frame + 1)), stepped);
      const total = stepped.output.reduce((sum, logit) => sum + Math.exp(logit), 0);
      nats -= (stepped.output[right] ?? 0) - Math.log(total);
    });
  }
  const frames = data.validation.reduce((sum, { classes }) => sum + classes.length, 0);
  expect(nats / frames / Math.LN2).toBeCloseTo(measureFrames(model, data.validation), 4);
});
