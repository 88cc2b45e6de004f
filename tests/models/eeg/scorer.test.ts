import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import type { EegModel } from "../../../src/models/eeg/eeg-model.ts";
import { distanceBy, fitGate } from "../../../src/models/eeg/gate.ts";
import { linearFormOf, playLinear } from "../../../src/models/eeg/linear-form.ts";
import { fitLogistic, linearScore } from "../../../src/models/eeg/logistic.ts";
import { readEegModel, writeEegModel } from "../../../src/models/eeg/model-artefact.ts";
import { type EegCard, validationSentence } from "../../../src/models/eeg/model-card.ts";
import { networkShapes } from "../../../src/models/eeg/networks/network-form.ts";
import { inputScale, inputsOf } from "../../../src/models/eeg/networks/network-input.ts";
import { halfWidthAt, reliabilityOf } from "../../../src/models/eeg/reliability.ts";
import { openScorer } from "../../../src/models/eeg/scorer.ts";
import { probabilityOf } from "../../../src/models/eeg/temperature.ts";
import type { EegWindow } from "../../../src/models/eeg/window.ts";
import { plantedExamples } from "./planted-examples.ts";

const MONTAGE = ["C3", "C4", "P3", "P4"];
const examples = plantedExamples({ participants: 8, effect: 1 });
const others = plantedExamples({ participants: 4, effect: 1, name: "others" });
const like = examples[0]?.windows[0] as EegWindow;

/** The mean over a sequence. */
function meanOf(sequence: readonly EegWindow[], cues: "z" | "tangent"): Float64Array {
  const sum = new Float64Array(like[cues].length);
  for (const window of sequence)
    window[cues].forEach((value, i) => {
      sum[i] = (sum[i] as number) + value / sequence.length;
    });
  return sum;
}

function logistic(cues: "z" | "tangent") {
  const labels = examples.map(({ label }) => label);
  const rule = fitLogistic(
    examples.map(({ windows }) => meanOf(windows, cues)),
    labels,
    0.1,
  );
  return {
    name: "logistic regression",
    temperature: 1.5,
    logit: (sequence: readonly EegWindow[]) => linearScore(rule, meanOf(sequence, cues)) / 1.5,
  };
}

function linearModel(): EegModel {
  const rule = linearFormOf(logistic("z"), like);
  if (!rule) throw new Error("not linear");
  const foretellings = others.map(({ participant, windows, label }) => {
    return { participant, logit: playLinear(rule, "").logit(windows), label };
  });
  const gate = fitGate(examples, seeded(1, "gate"));
  return { name: "logistic regression", montage: MONTAGE, rule, gate, reliability: reliabilityOf(foretellings) };
}

function networkModel(kind: "elman" | "gru" | "lstm" | "cnn"): EegModel {
  const draws = new Draws(seeded(2, kind));
  const scale = inputScale(examples.flatMap(({ windows }) => windows));
  const member = () =>
    networkShapes(kind, inputsOf(scale), 16).map((shape) =>
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => draws.normal(0, 0.2)),
    );
  const members = [member(), member(), member()];
  const rule = { kind, gates: "sigmoid" as const, units: 16, length: 8, scale, members, temperature: 1.3 };
  return { ...linearModel(), name: kind, rule };
}

const CARD: EegCard = {
  kind: "trained",
  dataset: "planted",
  task: "rest-music",
  classes: ["rest", "music"],
  participants: 8,
  sessionsEach: 2,
  recordings: 16,
  hours: 1,
  rate: 250,
  sequences: 192,
  baseline: "own rest",
  split: "participants",
  abstention: { artefact: 0, unusual: 0.01 },
  temperature: 1.5,
  heldOut: {
    balancedAccuracy: { mean: 0.8, deviation: 0.1, least: 0.6 },
    auc: 0.9,
    brier: 0.1,
    ece: 0.03,
    eceBefore: 0.1,
  },
  compared: [{ name: "logistic regression", balancedAccuracy: 0.8, ece: 0.03, crossEntropy: 0.4 }],
  choice: "It was asked for.",
  backend: "wasm",
  seed: 1,
};

describe("a gate", () => {
  const gate = fitGate(examples, seeded(1, "gate"));
  const distance = distanceBy(gate);
  const windows = others.flatMap((example) => example.windows);

  test("lets nearly all windows of new people pass", () => {
    const far = windows.filter(({ z }) => distance(z) > gate.limit).length;
    expect(far / windows.length).toBeLessThan(0.03);
    expect(far).toBeGreaterThan(0);
  });

  test("is closed to what nobody did", () => {
    for (const { z } of windows) expect(distance(z.map((value) => value + 6))).toBeGreaterThan(gate.limit);
  });

  test("measures by the covariance: along it farther is nearer than across", () => {
    const draws = new Draws(seeded(3, "ellipse"));
    const shaped = plantedExamples({ participants: 6, effect: 0, channels: 1 }).map((example) => ({
      ...example,
      windows: example.windows.map((window) => {
        const common = draws.normal(0, 3);
        return { ...window, z: window.z.map(() => common + draws.normal(0, 0.5)) };
      }),
    }));
    const measured = distanceBy(fitGate(shaped, seeded(1, "gate")));
    const along = new Float64Array(7).fill(2);
    const across = along.map((value, i) => (i % 2 === 0 ? value : -value));
    expect(measured(along)).toBeLessThan(measured(across) / 2);
  });
});

describe("how far a score may be wrong", () => {
  /** People who all say 0.7 and of whom listening is true this often. */
  const said = (shares: readonly number[]) =>
    shares.flatMap((share, person) =>
      Array.from({ length: 100 }, (_, i) => {
        return {
          participant: `p${person}`,
          logit: Math.log(0.5 / 0.5) + 0.847298,
          label: i < 100 * share ? 1 : 0,
        } as const;
      }),
    );

  test("is what people left out differed from what was said", () => {
    // At equal odds each person's share is one half, 0.2 below what was said.
    const { said: at, halfWidth } = reliabilityOf(said([0.5, 0.5, 0.5, 0.5]));
    expect(at[3]).toBeCloseTo(0.7, 4);
    expect(halfWidth[3]).toBeCloseTo(0.2, 3);
  });

  test("goes smoothly from what is known to what is known", () => {
    const reliability = { said: [0.1, 0.3, 0.5, 0.7, 0.9], halfWidth: [0.1, 0.2, 0.3, 0.2, 0.1] };
    expect(halfWidthAt(reliability, 0)).toBe(0.1);
    expect(halfWidthAt(reliability, 0.2)).toBeCloseTo(0.15, 9);
    expect(halfWidthAt(reliability, 0.5)).toBe(0.3);
    expect(halfWidthAt(reliability, 1)).toBe(0.1);
  });

  test("cannot be told of nobody", () => {
    expect(() => reliabilityOf([])).toThrow(RangeError);
  });
});

describe("a linear rule", () => {
  test.each(["z", "tangent"] as const)("is read off by asking it, of %s", (cues) => {
    const rule = logistic(cues);
    const form = linearFormOf(rule, like);
    expect(form).toBeDefined();
    if (!form) return;
    for (const { windows } of others) expect(playLinear(form, "").logit(windows)).toBeCloseTo(rule.logit(windows), 9);
  });

  test("one that is not is not taken for one", () => {
    const bent = {
      name: "bent",
      temperature: 1,
      logit: (sequence: readonly EegWindow[]) => meanOf(sequence, "z")[0] ?? 0,
    };
    expect(linearFormOf({ ...bent, logit: (sequence) => bent.logit(sequence) ** 2 }, like)).toBeUndefined();
    expect(linearFormOf({ ...bent, logit: (sequence) => sequence[0]?.alpha ?? 0 }, like)).toBeUndefined();
  });
});

describe("a scorer", () => {
  const model = linearModel();
  const scorer = openScorer(model);

  test("says a probability and how far it may be wrong", () => {
    let right = 0;
    for (const { windows, label } of others) {
      const outcome = scorer.score(windows);
      if (outcome.kind === "none") continue;
      if (outcome.probability > 0.5 === (label === 1)) right += 1;
      expect(outcome.uncertainty).toBeGreaterThan(0);
      expect(outcome.uncertainty).toBeLessThan(0.5);
      expect(outcome.probability).toBeCloseTo(probabilityOf(playLinear(model.rule as never, "").logit(windows)), 12);
    }
    expect(right / others.length).toBeGreaterThan(0.8);
  });

  test("says nothing of a window unlike all that it learnt from", () => {
    const windows = others[0]?.windows ?? [];
    const strange = { ...like, z: like.z.map((value) => value + 6) };
    expect(scorer.score([...windows.slice(1), strange])).toEqual({ kind: "none", reason: "unusual" });
    expect(scorer.score([])).toEqual({ kind: "none", reason: "settling" });
  });
});

describe("an artefact", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "eeg-model-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const change = (file: string, edit: (text: string) => string) =>
    writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), "utf8")));

  test.each(["linear", "elman", "gru", "lstm", "cnn"] as const)("of %s scores as before, to the bit", (kind) => {
    const model = kind === "linear" ? linearModel() : networkModel(kind);
    writeEegModel(folder, model, CARD);
    const read = readEegModel(folder, MONTAGE);
    expect(read.card).toEqual(CARD);
    const [before, after] = [openScorer(model), openScorer(read)];
    for (const { windows } of others) expect(after.score(windows)).toEqual(before.score(windows));
  });

  test("is refused for other channels, with both named", () => {
    writeEegModel(folder, linearModel(), CARD);
    expect(() => readEegModel(folder, ["C3", "C4", "O1", "O2"])).toThrow(
      "was learnt from the channels C3, C4, P3, P4, and these are C3, C4, O1, O2",
    );
    expect(() => readEegModel(folder, ["C4", "C3", "P3", "P4"])).toThrow("these are C4, C3");
  });

  test.each<[string, string, (text: string) => string, string]>([
    ["other bands", "model.json", (text) => text.replace('"high": 13', '"high": 12'), "other frequency bands"],
    ["other epochs", "model.json", (text) => text.replace('"window": 2000', '"window": 1000'), "cut in another way"],
    ["an unknown gate", "model.json", (text) => text.replace('"sigmoid"', '"relu"'), "at rule.gates"],
    ["an unknown cell", "model.json", (text) => text.replace('"kind": "elman"', '"kind": "mgu"'), "at rule.kind"],
    ["more channels", "model.json", (text) => text.replace('"C3",', '"C3", "Cz",'), "another number of channels"],
    ["something added", "model.json", (text) => text.replace('"version": 1', '"version": 1, "more": 2'), "at the top"],
    ["half a file", "model.json", (text) => text.slice(0, 400), "is not JSON"],
    ["half the weights", "weights.bin", (text) => text.slice(0, 400), "bytes where"],
  ])("with %s is refused in one sentence", (_, file, edit, sentence) => {
    writeEegModel(folder, networkModel("elman"), CARD);
    change(file, edit);
    expect(() => readEegModel(folder, file === "model.json" ? undefined : MONTAGE)).toThrow(sentence);
    expect(() => readEegModel(folder)).toThrow(/^[^\n]+$/);
  });

  test("with one altered weight is refused", () => {
    writeEegModel(folder, networkModel("gru"), CARD);
    const bytes = readFileSync(join(folder, "weights.bin"));
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(join(folder, "weights.bin"), bytes);
    expect(() => readEegModel(folder)).toThrow("checksum differs");
  });

  test("that is missing is refused", () => {
    expect(() => readEegModel(join(folder, "nowhere"))).toThrow("model.json is missing");
  });

  test("says that it is a demonstration, or not validated, or what it is worth", () => {
    expect(validationSentence({ ...CARD, kind: "demonstration" })).toContain("says nothing about a child");
    expect(validationSentence({ ...CARD, participants: 7 })).toContain("Not validated");
    expect(validationSentence({ ...CARD, sessionsEach: 1 })).toContain("Not validated");
    const guessed = { ...CARD.heldOut, balancedAccuracy: { mean: 0.55, deviation: 0.1, least: 0.4 } };
    expect(validationSentence({ ...CARD, heldOut: guessed })).toContain("no better than guessing");
    expect(validationSentence(CARD)).toBe(
      "On people it had not learnt from it was right in 80 % of cases (chance: 50 %; worst person: 60 %); 8 people, 2 visits each.",
    );
    writeEegModel(folder, linearModel(), { ...CARD, kind: "demonstration" });
    expect(readFileSync(join(folder, "README.md"), "utf8")).toContain("Demonstration, learnt from simulated brains");
  });
});
