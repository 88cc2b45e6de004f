import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { chooseBackend } from "../../src/models/backend.ts";
import { STEP_EVENTS } from "../../src/models/melody-steps.ts";
import { layLanes, type StepTune } from "../../src/models/step-lanes.ts";
import { emptyState, layStepNetwork, transposesOf, windowLoss } from "../../src/models/step-network.ts";
import type { EpochReport } from "../../src/models/train-network.ts";
import { measureStepBits, type StepPlan, trainStepNetwork } from "../../src/models/train-step-network.ts";

function randomTunes(count: number, name: string): StepTune[] {
  const draws = new Draws(seeded(1, name));
  return Array.from({ length: count }, () => ({
    weight: 1,
    events: Uint8Array.from({ length: draws.whole(5, 30) }, () => draws.whole(0, STEP_EVENTS - 1)),
  }));
}

/** Tunes of two notes by turns, of four that there are: what comes next is what came before the last. */
function turningTunes(count: number, name: string): StepTune[] {
  const draws = new Draws(seeded(2, name));
  return Array.from({ length: count }, () => {
    const first = draws.whole(0, 3);
    const second = (first + draws.whole(1, 3)) % 4;
    return { weight: 1, events: Uint8Array.from({ length: 17 }, (_, i) => 10 + (i % 2 === 0 ? first : second)) };
  });
}

const PLAN = { units: [12], seed: 3, lanes: 8, window: 8, rate: 0.06, dropout: 0, patience: 3, epochs: 10 };

async function train(plan: StepPlan): Promise<{ weights: number[][]; epochs: EpochReport[] }> {
  const epochs: EpochReport[] = [];
  const data = { training: turningTunes(80, "training"), validation: turningTunes(8, "validation") };
  const model = await trainStepNetwork(data, plan, (epoch) => {
    epochs.push(epoch);
  });
  const weights = model.getWeights().map((tensor) => [...tensor.dataSync()]);
  model.dispose();
  return { weights, epochs };
}

beforeAll(async () => {
  await chooseBackend(["wasm", "cpu"]);
});

describe("lanes", () => {
  test("hold every step of every tune once, each tune whole on one lane, begun with nothing remembered", () => {
    const tunes = randomTunes(23, "lanes");
    const windows = layLanes(tunes, 4, 7, new Draws(seeded(1, "order")));
    const found = Array.from({ length: 4 }, (_, lane) => {
      const steps = windows.flatMap((window) =>
        Array.from({ length: 7 }, (_, step) => {
          const entry = step * 4 + lane;
          const at = (numbers: ArrayLike<number>) => numbers[entry] ?? Number.NaN;
          return [at(window.inputs), at(window.targets), at(window.weights), at(window.kept)] as const;
        }),
      );
      const played = steps.filter(([, , weight]) => weight > 0);
      const rows: number[][] = [];
      for (const [input, target, , kept] of played) {
        if (kept === 0) rows.push([input]);
        expect(rows.at(-1)?.at(-1)).toBe(input);
        rows.at(-1)?.push(target);
      }
      return rows;
    });
    const sorted = (rows: readonly (readonly number[])[]) => rows.map((row) => row.join(" ")).sort();
    expect(sorted(found.flat())).toEqual(sorted(tunes.map(({ events }) => [...events])));
  });
});

describe("the unrolled network over steps", () => {
  test("says of each tune what the layers themselves say, whatever window and lane it lies in", () => {
    const model = layStepNetwork([6, 5], 7);
    const tunes = randomTunes(9, "unrolled");
    const layered = tunes.map(({ events }) => {
      const inputs = tf.oneHot(tf.tensor1d(Int32Array.from(events.subarray(0, -1)), "int32"), STEP_EVENTS);
      const logits = model.predict(tf.expandDims(tf.cast(inputs, "float32"), 0)) as tf.Tensor;
      const logs = tf.logSoftmax(logits).dataSync();
      return [...events.subarray(1)].reduce((sum, event, i) => sum - (logs[i * STEP_EVENTS + event] ?? 0), 0);
    });
    const steps = tunes.reduce((sum, { events }) => sum + events.length - 1, 0);
    const bits = layered.reduce((sum, nats) => sum + nats, 0) / steps / Math.LN2;
    expect(measureStepBits(model, tunes, 2)).toBeCloseTo(bits, 5);
    expect(measureStepBits(model, tunes, 4)).toBeCloseTo(bits, 5);
    model.dispose();
  });

  test("has the gradient that small changes of the weights show", () => {
    const model = layStepNetwork([4, 3], 8);
    const draws = new Draws(seeded(4, "gradient"));
    const shapes = model.getWeights().map(({ shape }) => shape);
    const at = model.getWeights().map(({ size }) => Float32Array.from({ length: size }, () => draws.normal(0, 0.7)));
    const set = (weights: readonly Float32Array[]) =>
      model.setWeights(weights.map((values, i) => tf.tensor(values, shapes[i])));
    const [window] = layLanes(randomTunes(6, "gradient"), 3, 12);
    if (!window) throw new Error("there is no window");
    const lossAt = (weights: readonly Float32Array[]) => {
      set(weights);
      return windowLoss(model, window, emptyState(model, 3)).loss.dataSync()[0] ?? Number.NaN;
    };
    set(at);
    const learning = { transposes: transposesOf(model), masks: [] };
    const { grads } = tf.variableGrads(() => windowLoss(model, window, emptyState(model, 3), learning).loss);
    model.weights.forEach(({ name }, which) => {
      const place = draws.whole(0, (at[which]?.length ?? 1) - 1);
      const moved = (by: number) =>
        at.map((values, i) => (i === which ? values.map((value, j) => (j === place ? value + by : value)) : values));
      const slope = (lossAt(moved(0.01)) - lossAt(moved(-0.01))) / 0.02;
      expect(grads[name]?.dataSync()[place], name).toBeCloseTo(slope, 1);
    });
    model.dispose();
  });
});

// Generous limits: a shared machine may be busy.
describe("training over steps", { timeout: 240_000 }, () => {
  test("learns what only memory can tell: under half of the 1.58 bit that the last note alone leaves", async () => {
    const { epochs } = await train(PLAN);
    expect(Math.min(...epochs.map(({ validation }) => validation))).toBeLessThan(0.8);
  });

  test("gives equal weights for equal seeds, and leaves no tensors behind", async () => {
    const plan = { ...PLAN, units: [6, 5], dropout: 0.2, epochs: 2 };
    const first = await train(plan);
    const tensors = tf.memory().numTensors;
    const second = await train(plan);
    expect(second.weights).toEqual(first.weights);
    expect(tf.memory().numTensors).toBe(tensors);
  });
});
