import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PITCH_CLASSES, PITCH_FEATURES } from "../../src/engine/music/features.ts";
import { ArtefactError, readArtefact } from "../../src/models/artefact.ts";
import { chooseBackend } from "../../src/models/backend.ts";
import { layNetwork } from "../../src/models/layers.ts";
import type { NetworkWeights } from "../../src/models/network-weights.ts";
import { loadSegmentNetworks } from "../../src/models/segment-networks.ts";
import { writeArtefact } from "../../src/models/write-artefact.ts";
import { layStack } from "./layers-model.ts";

const TASK = { name: "pitch", inputs: 5, outputs: 6 } as const;

let folder = "";

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "artefact-"));
  await chooseBackend(["wasm", "cpu"]);
});

afterEach(() => rmSync(folder, { recursive: true }));

async function written(): Promise<Float32Array[]> {
  const model = layNetwork(TASK, 4, 1);
  await writeArtefact(folder, model, { note: "a test" });
  const weights = model.getWeights().map((tensor) => Float32Array.from(tensor.dataSync()));
  model.dispose();
  return weights;
}

/** The one sentence with which the folder is refused. */
function refusal(): string {
  try {
    readArtefact(folder);
  } catch (error) {
    expect(error).toBeInstanceOf(ArtefactError);
    return (error as Error).message;
  }
  throw new Error("the folder was accepted");
}

function listsOf({ layers, dense }: NetworkWeights): Float32Array[] {
  return [...layers.flatMap(({ kernel, recurrent, bias }) => [kernel, recurrent, bias]), dense.kernel, dense.bias];
}

function editModel(edit: (text: string) => string): void {
  const file = join(folder, "model.json");
  writeFileSync(file, edit(readFileSync(file, "utf8")));
}

describe("a network on disk", () => {
  test("comes back with the weights it had", async () => {
    const weights = await written();
    const read = readArtefact(folder);
    expect(read).toMatchObject({ inputs: 5, outputs: 6, layers: [{ inputs: 5, units: 4 }] });
    expect(listsOf(read)).toEqual(weights);
  });

  test("of several layers comes back too", async () => {
    const model = layStack(5, [4, 3], 6);
    await writeArtefact(folder, model, {});
    const weights = model.getWeights().map((tensor) => Float32Array.from(tensor.dataSync()));
    model.dispose();
    const read = readArtefact(folder);
    expect(read).toMatchObject({ inputs: 5, outputs: 6 });
    expect(read.layers).toMatchObject([
      { inputs: 5, units: 4 },
      { inputs: 4, units: 3 },
    ]);
    expect(listsOf(read)).toEqual(weights);
  });

  test("without its model.json is refused in a sentence that says what to do", () => {
    expect(refusal()).toBe(
      `${join(folder, "model.json")} is missing; restore the folder from the repository, or train it anew with npm run train`,
    );
  });

  test("without its weights is refused", async () => {
    await written();
    rmSync(join(folder, "weights.bin"));
    expect(refusal()).toMatch(/weights\.bin is missing; restore/);
  });

  test("with a model.json cut short anywhere is refused, naming the file", async () => {
    await written();
    const whole = readFileSync(join(folder, "model.json"), "utf8").trimEnd();
    for (let length = 0; length < whole.length; length += 97) {
      writeFileSync(join(folder, "model.json"), whole.slice(0, length));
      expect(refusal()).toMatch(/model\.json is not JSON \(cut short, or another file\); restore/);
    }
  });

  test.each([1, 4, 100])("with weights %i bytes short is refused", async (missing) => {
    await written();
    const file = join(folder, "weights.bin");
    const { length } = readFileSync(file);
    truncateSync(file, length - missing);
    expect(refusal()).toContain(`weights.bin holds ${length - missing} bytes where ${length} belong; restore`);
  });

  test("with weights that are not numbers is refused", async () => {
    await written();
    const bytes = readFileSync(join(folder, "weights.bin"));
    bytes.writeFloatLE(Number.NaN, 40);
    writeFileSync(join(folder, "weights.bin"), bytes);
    expect(refusal()).toMatch(/weights\.bin holds weights that are not numbers; restore/);
  });

  test.each([
    [
      "another gate function",
      '"recurrent_activation": "sigmoid"',
      '"recurrent_activation": "hard_sigmoid"',
      /recurrent_activation/,
    ],
    ["another layer", '"class_name": "LSTM"', '"class_name": "GRU"', /class_name/],
    ["an LSTM on top", '"class_name": "Dense"', '"class_name": "LSTM"', /layers\.1/],
    ["no length of its inputs", '"batch_input_shape"', '"other_shape"', /config\.layers: .*inputs of the first/],
    ["half floats", '"dtype": "float32"\n', '"dtype": "float16"\n', /dtype/],
    ["fewer units than weights", '"units": 4', '"units": 3', /shape/],
    ["weights elsewhere", '"weights.bin"', '"../weights.bin"', /paths/],
  ])("with %s is refused, and the place named", async (_, from, to, place) => {
    await written();
    editModel((text) => {
      expect(text).toContain(from);
      return text.replaceAll(from, to);
    });
    expect(refusal()).toMatch(place);
    expect(refusal()).toMatch(/model\.json .*; restore the folder/);
    expect(refusal()).not.toContain("\n");
  });

  test("of other shapes than the features is not played", async () => {
    const model = layNetwork(TASK, 4, 1);
    await writeArtefact(join(folder, "pitch"), model, {});
    model.dispose();
    expect(() => loadSegmentNetworks(folder)).toThrow(
      `holds a network of 5 inputs and 6 outputs where ${PITCH_FEATURES} and ${PITCH_CLASSES} are needed`,
    );
  });
});
