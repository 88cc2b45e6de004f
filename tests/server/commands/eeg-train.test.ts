import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { NO_ARTEFACTS } from "../../../src/engine/eeg/brain-artefacts.ts";
import { USUAL_EFFECT } from "../../../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../../../src/engine/random.ts";
import { readEegModel } from "../../../src/models/eeg/model-artefact.ts";
import { openScorer } from "../../../src/models/eeg/scorer.ts";
import { simulatedPeople } from "../../../src/models/eeg/simulated-people.ts";
import { trainEegFrom } from "../../../src/server/commands/eeg-train.ts";

const folder = mkdtempSync(join(tmpdir(), "eeg-train-"));
const recordings = join(folder, "recordings");
const order = { dataset: recordings, model: "logistic", task: "rest-music", seed: 1, out: join(folder, "model") };
const SCALE = 0.1;

beforeAll(async () => {
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const set = { participants: 3, sessions: 1, effectOf: () => USUAL_EFFECT, artefacts: NO_ARTEFACTS };
  const people = simulatedPeople({ ...set, restSeconds: 40, blockSeconds: 44 }, seeded(2, "clinic"));
  mkdirSync(recordings);
  const index = [];
  for (const [i, { read, participant, session, condition, eyes }] of people.recordings.entries()) {
    const channels = await read();
    const samples = channels[0]?.length ?? 0;
    const values = new Int16Array(samples * channels.length);
    // Without the electrodes' offsets, which int16 cannot hold at this scale.
    const offsets = channels.map((values) => values[0] as number);
    for (let k = 0; k < values.length; k++) {
      const channel = k % channels.length;
      const value = (channels[channel]?.[Math.floor(k / channels.length)] ?? 0) - (offsets[channel] as number);
      values[k] = Math.round(value / SCALE);
    }
    writeFileSync(join(recordings, `${i}.i16`), Buffer.from(values.buffer));
    index.push({ file: `${i}.i16`, subject: participant, session, samples, condition, eyes });
  }
  const { rate: fs, montage } = people;
  const head = { fs, channels: montage, unit: "uV", scale: SCALE, recordings: index };
  writeFileSync(join(recordings, "index.json"), JSON.stringify(head));
});

afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test("a clinic's recordings become a model that can be scored by, and a card that claims no more than it may", async () => {
  await trainEegFrom(order);
  const model = readEegModel(order.out);
  expect(model.card).toMatchObject({ kind: "trained", participants: 3, recordings: 12, dataset: expect.any(String) });
  expect(openScorer(model).montage).toEqual(["Fp1", "Fp2", "C3", "C4", "P3", "P4", "O1", "O2"]);
});

test.each([
  [{ model: "svm" }, '"svm" is no model. There are: best, logistic, tangent, both, elman, gru, lstm, cnn.'],
  [{ task: "joy" }, '"joy" is no task. There are: open-music'],
  [{ task: "open-closed" }, "too little to learn from"],
  [{ out: process.cwd() }, "is a package's folder"],
])("refuses %o in one sentence", async (wish, sentence) => {
  await expect(trainEegFrom({ ...order, ...wish })).rejects.toThrow(sentence);
});
