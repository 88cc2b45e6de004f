import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { chooseBackend } from "../../src/models/backend.ts";
import { type EpochReport, type TrainingOptions, type Update, weightsOf } from "../../src/models/epochs.ts";
import type { StepTune } from "../../src/models/step-lanes.ts";
import { type NetworkOptions, trainNetwork } from "../../src/models/train-network.ts";
import { trainStepNetwork } from "../../src/models/train-step-network.ts";
import { fileCheckpoint } from "../../src/models/training-state.ts";
import { ECHO_PLAN, ECHO_TASK, echoData } from "./echo-task.ts";

const CHILD = fileURLToPath(new URL("./training-child.ts", import.meta.url));
/** What the last bits of a loss are to be, seconds being as they may. */
const figures = (epochs: readonly EpochReport[]) => epochs.map(({ seconds, ...rest }) => rest);

interface Run {
  weights: number[][];
  epochs: EpochReport[];
}

function train(options: NetworkOptions = {}, plan = ECHO_PLAN): Run {
  const epochs: EpochReport[] = [];
  const resumed = (past: readonly EpochReport[]) => epochs.push(...past);
  const model = trainNetwork(ECHO_TASK, echoData(), plan, (epoch) => epochs.push(epoch), { resumed, ...options });
  const weights = weightsOf(model).map((list) => [...list]);
  model.dispose();
  return { weights, epochs };
}

let folder = "";
let file = "";

beforeAll(async () => {
  await chooseBackend(["wasm"]);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "antiphon-training-"));
  file = join(folder, "states", "echo.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

// Generous limits: a shared machine may be busy; on a quiet one the file takes a few seconds.
describe("training that was cut off", { timeout: 120_000 }, () => {
  const silent = () => undefined;

  test("goes on to the same weights, bit for bit, wherever it was cut", () => {
    const whole = train();
    // The plan is such that there is something to lose: epochs with and without gain.
    expect(new Set(whole.epochs.map(({ best }) => best)).size).toBe(2);
    for (const cut of [1, 2, 5]) {
      const checkpoint = fileCheckpoint(file, silent);
      const until = ({ epoch }: Update) => {
        if (epoch === cut + 1) throw new Error("cut off");
      };
      expect(() => train({ checkpoint, advance: until })).toThrow("cut off");
      const second = train({ checkpoint });
      expect(second.weights).toEqual(whole.weights);
      expect(figures(second.epochs)).toEqual(figures(whole.epochs));
      checkpoint.discard();
    }
    expect(existsSync(file)).toBe(false);
  });

  test("goes on after a SIGKILL amid an epoch, in a process of its own", () => {
    const run = (...words: string[]) =>
      spawnSync(process.execPath, ["--import", "tsx", CHILD, file, ...words], { encoding: "utf8" });
    const first = run("3");
    expect(first.signal, first.stderr).toBe("SIGKILL");
    expect(first.stdout).toBe("epoch 1\nepoch 2\n");
    const second = run();
    expect(second.status, second.stderr).toBe(0);
    const lines = second.stdout.trim().split("\n");
    expect(lines.slice(0, -1)).toEqual(["epoch 3", "epoch 4", "epoch 5", "epoch 6"]);
    expect(JSON.parse(lines.at(-1) ?? "")).toEqual(train().weights);
  });

  test("that had come to its end trains nothing more", () => {
    const checkpoint = fileCheckpoint(file, silent);
    const whole = train({ checkpoint });
    const again = train({
      checkpoint,
      advance: () => {
        throw new Error("trained again");
      },
    });
    expect(again).toEqual(whole);
  });

  test("may be left off after an epoch and gone on with", () => {
    const checkpoint = fileCheckpoint(file, silent);
    expect(train({ checkpoint, until: 2 }).epochs).toHaveLength(2);
    expect(train({ checkpoint }).weights).toEqual(train().weights);
  });

  test("begins anew, and says so, where its state is cut short or was left by another version", () => {
    const said: string[] = [];
    const checkpoint = fileCheckpoint(file, (line) => said.push(line));
    const whole = train({ checkpoint, until: 2 });
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.slice(0, text.length / 2));
    expect(figures(train({ checkpoint, until: 2 }).epochs)).toEqual(figures(whole.epochs));
    // Weights that measure otherwise: as if the network had been laid otherwise when they were trained.
    const state = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...state, weights: state.adam.first }));
    expect(figures(train({ checkpoint, until: 2 }).epochs)).toEqual(figures(whole.epochs));
    expect(said).toEqual([
      `${file}: holds no state of training that can be read; training begins anew.`,
      `${file}: was left by another version of this training; training begins anew.`,
    ]);
  });

  test("from given weights goes on to the same as well, with the same pull back to them", () => {
    const learnt = train({}, { ...ECHO_PLAN, rate: 0.05, epochs: 8 });
    const weights = learnt.weights.map((list) => Float32Array.from(list));
    for (const recurrent of [true, false]) {
      const start = { weights, pull: 0.01, recurrent, enough: () => false };
      const checkpoint = fileCheckpoint(file, silent);
      const plan = { ...ECHO_PLAN, rate: 0.02 };
      const whole = train({ start }, plan);
      expect(whole.weights).not.toEqual(learnt.weights);
      train({ start, checkpoint, until: 2 }, plan);
      expect(train({ start, checkpoint }, plan).weights).toEqual(whole.weights);
      checkpoint.discard();
    }
  });

  test("over steps goes on to the same weights as well", () => {
    const tunes: StepTune[] = Array.from({ length: 12 }, (_, i) => ({
      weight: 1 + (i % 2),
      events: Uint8Array.from({ length: 9 }, (_, at) => 10 + ((i + at * (i % 3)) % 5)),
    }));
    const data = { training: tunes.slice(0, 8), validation: tunes.slice(8) };
    const plan = { units: [5, 4], seed: 3, lanes: 4, window: 4, rate: 0.05, dropout: 0.2, patience: 2, epochs: 3 };
    const weights = (options?: TrainingOptions) => {
      const model = trainStepNetwork(data, plan, silent, options);
      const lists = weightsOf(model).map((list) => [...list]);
      model.dispose();
      return lists;
    };
    const whole = weights();
    const checkpoint = fileCheckpoint(file, silent);
    expect(weights({ checkpoint, until: 1 })).not.toEqual(whole);
    expect(weights({ checkpoint })).toEqual(whole);
  });
});

describe("training", { timeout: 120_000 }, () => {
  test("keeps no tensor from one epoch to the next", () => {
    const tensors: number[] = [];
    trainNetwork(ECHO_TASK, echoData(), ECHO_PLAN, () => tensors.push(tf.memory().numTensors)).dispose();
    expect(tensors).toHaveLength(ECHO_PLAN.epochs);
    expect(new Set(tensors).size).toBe(1);
  });
});
