import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { improvise } from "../../../src/engine/music/improvise.ts";
import { openLibrary } from "../../../src/engine/music/library.ts";
import { readArtefact } from "../../../src/models/artefact.ts";
import { applySigmoid, applyTanh } from "../../../src/models/kernel/rational-tanh.ts";
import { hasSimd } from "../../../src/models/kernel/web-assembly.ts";
import { loadSegmentNetworks } from "../../../src/models/segment-networks.ts";
import { loadLibrary, loadTunes } from "../../../src/server/library.ts";
import { folderOf } from "../layers-model.ts";

const inProject = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const MODELS = inProject("models");

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe("the SIMD kernel", () => {
  test("is what its source compiles to", { timeout: 60_000 }, async () => {
    // Plain JavaScript without types, as everything in scripts.
    const builder = inProject("scripts/build-kernel.mjs");
    const { compileKernel, kernelModule } = await import(builder);
    const committed = readFileSync(inProject("src/models/kernel/wasm-module.ts"), "utf8");
    expect(kernelModule(await compileKernel())).toBe(committed);
  });

  test("runs here", () => {
    expect(hasSimd()).toBe(true);
  });

  test("gives the same notes as the plain form", () => {
    const [simd, plain] = [loadSegmentNetworks(MODELS, "simd"), loadSegmentNetworks(MODELS, "plain")];
    const tunes = loadTunes().filter((_, place) => place % 12 === 0);
    const library = openLibrary(loadLibrary().segments);
    expect(tunes.length).toBeGreaterThan(3);
    for (const tune of tunes) {
      const music = improvise(tune, 7, 60_000, library, simd);
      expect(music.notes.length).toBeGreaterThan(30);
      expect(improvise(tune, 7, 60_000, library, plain)).toEqual(music);
    }
  });

  test.each([
    ["WebAssembly", undefined],
    ["SIMD", { validate: () => false }],
  ])("without %s the plain form is taken, and the SIMD form refused", async (_, api) => {
    vi.stubGlobal("WebAssembly", api);
    vi.resetModules();
    const { stepNetwork } = await import("../../../src/models/network-step.ts");
    const weights = readArtefact(folderOf("pitch"));
    const network = stepNetwork(weights);
    const input = new Float32Array(weights.inputs).fill(0.1);
    const stepped = network.step(network.initial(), input, network.blank());
    const plain = stepNetwork(weights, "plain");
    expect(stepped).toEqual(plain.step(plain.initial(), input, plain.blank()));
    expect(() => stepNetwork(weights, "simd")).toThrow("WebAssembly SIMD is missing here");
  });
});

describe("the gates' functions", () => {
  test("tanh and sigmoid lie within 4e-7 of the true ones, and saturate", () => {
    const values = Float32Array.from({ length: 60_001 }, (_, step) => (step - 30_000) / 1000);
    const tanh = apply(applyTanh, values);
    const sigmoid = apply(applySigmoid, values);
    let worst = 0;
    values.forEach((x, i) => {
      const [t, s] = [tanh[i] ?? Number.NaN, sigmoid[i] ?? Number.NaN];
      worst = Math.max(worst, Math.abs(t - Math.tanh(x)), Math.abs(s - 1 / (1 + Math.exp(-x))));
    });
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThan(4e-7);
    const far = Float32Array.of(-1e30, 0, 1e30);
    expect([...apply(applyTanh, far)]).toEqual([-1, 0, 1]);
    expect([...apply(applySigmoid, far)]).toEqual([0, 0.5, 1]);
  });
});

function apply(
  squash: (values: Float32Array, from: number, count: number) => void,
  values: Float32Array,
): Float32Array {
  const squashed = values.slice();
  squash(squashed, 0, squashed.length);
  return squashed;
}
