import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type CorpusTune, prepareTunes } from "../../src/models/dataset.ts";
import { evaluateDirection } from "../../src/models/evaluate-direction.ts";
import { evaluatePitch } from "../../src/models/evaluate-pitch.ts";
import { evaluateTrend } from "../../src/models/evaluate-trend.ts";
import type { Score } from "../../src/models/scores.ts";
import { loadSegmentNetworks } from "../../src/models/segment-networks.ts";
import { readCorpora, SHARED_DATA } from "../../src/server/commands/corpora.ts";

const MODELS = fileURLToPath(new URL("../../models", import.meta.url));
const SOURCE = fileURLToPath(new URL("../../src", import.meta.url));

/** Files that a module imports, directly or through others, and packages by name. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  for (const [, name = ""] of readFileSync(file, "utf8").matchAll(/(?:from|import\(?) ?"([^"]+)"/g)) {
    const target = name.startsWith(".") ? join(dirname(file), name) : name;
    if (found.has(target)) continue;
    found.add(target);
    if (name.startsWith(".")) importsOf(target, found);
  }
  return found;
}

describe("the committed networks", () => {
  test.each(["pitch", "trend"])("%s: at most 1 MB, with a card", (name) => {
    expect(statSync(join(MODELS, name, "weights.bin")).size).toBeLessThan(1_000_000);
    expect(readFileSync(join(MODELS, name, "README.md"), "utf8")).toMatch(/CC0/);
  });

  test("play without TensorFlow", () => {
    const playing = [...importsOf(join(SOURCE, "models", "segment-networks.ts"))];
    expect(playing).toContain(join(SOURCE, "models", "kernel", "simd-step.ts"));
    expect(playing.filter((name) => name.includes("tensorflow"))).toEqual([]);
    // The same search does find it where it is used.
    expect([...importsOf(join(SOURCE, "models", "train-artefact.ts"))]).toContain("@tensorflow/tfjs-core");
  });

  // Needs the corpora beside the checkout, which are not part of the project.
  test.skipIf(!existsSync(join(SHARED_DATA, "open-hymnal-melodies")))(
    "beat the baselines on tunes they were not trained on",
    { timeout: 60_000 },
    async () => {
      const tunes = sample((await readCorpora()).tunes);
      const networks = loadSegmentNetworks(MODELS);
      const pitch = evaluatePitch(networks.pitch, tunes);
      const trend = evaluateTrend(networks.trend, tunes);
      const direction = evaluateDirection(networks, tunes);
      expect(of(pitch, "pitch network")).toBeLessThan(of(pitch, "unigram of pitches") - 0.4);
      expect(of(pitch, "pitch network")).toBeLessThan(of(pitch, "12 cues") - 0.1);
      expect(of(trend.bits, "trend network")).toBeLessThan(of(trend.bits, "unigram") - 0.05);
      expect(of(trend.error, "trend network")).toBeLessThan(of(trend.error, "zero trend"));
      expect(of(direction, "trend network")).toBeGreaterThan(of(direction, "majority") + 0.1);
      expect(of(direction, "trend network")).toBeGreaterThan(of(direction, "12 cues, told") + 0.02);
      expect(of(direction, "both networks")).toBeGreaterThan(of(direction, "12 cues") + 0.02);
    },
  );
});

/** The mean of the predictor with this in its name. */
function of(scores: readonly Score[], name: string): number {
  const score = scores.find(({ predictor }) => predictor.includes(name));
  if (!score) throw new Error(`nothing is called ${name}`);
  return score.mean;
}

/** A sixth of the tunes of each split: enough to tell, and quick. */
function sample(corpus: readonly CorpusTune[]): ReturnType<typeof prepareTunes> {
  return prepareTunes(corpus).filter((_, i) => i % 6 === 0);
}
