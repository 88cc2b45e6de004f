import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareRuns, type EpochRun, runEpochs } from "./epoch-run.ts";

/** The folder of a built tfjs-node; scripts/test-native.mjs builds it, or says in one line why it cannot. */
const native = process.env.ANTIPHON_TFJS_NODE;

describe.skipIf(!native)("one epoch of the pitch network, by tfjs-node and by WebAssembly", () => {
  let wasm: EpochRun;
  let tensorflow: EpochRun;

  // One after the other, so that each has the machine.
  beforeAll(async () => {
    wasm = await runEpochs("wasm", "pitch", 1);
    tensorflow = await runEpochs("tensorflow", "pitch", 1);
  });

  afterAll(() => {
    if (wasm && tensorflow) console.info(`${wasm.trainedOn}\n${compareRuns(wasm, tensorflow)}`);
  });

  test("runs on the backends asked for, from equal weights and data", () => {
    expect([wasm.backend, tensorflow.backend]).toEqual(["wasm", "tensorflow"]);
    expect(tensorflow.weights).toBe(wasm.weights);
    expect(tensorflow.sequences).toBe(wasm.sequences);
    expect(wasm.sequences).toBeGreaterThan(30);
  });

  test.each(["training", "validation"] as const)("the %s losses are within 1e-3 bit of each other", (which) => {
    const [mine, theirs] = [wasm.epochs[0]?.[which], tensorflow.epochs[0]?.[which]];
    expect(mine).toBeGreaterThan(1);
    expect(mine).toBeLessThan(6);
    expect(Math.abs((mine ?? Number.NaN) - (theirs ?? Number.NaN))).toBeLessThanOrEqual(1e-3);
  });
});
