import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { segmentMelody } from "../../src/engine/music/segment.ts";
import { CorpusWriter } from "../../src/server/corpus/corpus-writing.ts";
import { loadLibrary, loadTunes } from "../../src/server/library.ts";
import { loadResources } from "../../src/server/resources.ts";
import { readRig } from "../../src/server/rig.ts";
import { antiphon, dataFolder, playAKey, rigFile, run } from "../helpers/engine.ts";
import { tuneFolder } from "../helpers/tune-folder.ts";
import { walkingTune } from "../models/walking-tune.ts";

const melodies = Array.from({ length: 40 }, (_, i) => walkingTune(`tune ${String(i).padStart(2, "0")}`));
const segments = melodies.flatMap((melody) => segmentMelody(melody).segments);

/** A corpus file of forty tunes of eight segments each. */
function corpusFile(): string {
  const path = join(tuneFolder({}), "mine.corpus.jsonl");
  const writer = new CorpusWriter(path, "tune");
  for (const melody of melodies) writer.add({ melody, simple: true, split: "training", file: `${melody.id}.mid` });
  writer.finish();
  return path;
}

describe("the library", () => {
  test("is that of the tunes that come with Antiphon, and nothing is said of it", () => {
    const tunes = loadTunes();
    expect(tunes.length).toBeGreaterThan(60);
    expect(loadLibrary()).toEqual({ segments: tunes.flatMap((tune) => segmentMelody(tune).segments) });
  });

  test("of a corpus is all its segments, and says how many", () => {
    const path = corpusFile();
    expect(loadLibrary(path)).toEqual({ segments, sentence: `The library is ${path}: 40 tunes, 320 segments.` });
  });

  test.each([2, 7, 40, 100, 319])("of a larger corpus is %i segments, evenly chosen from all tunes", (most) => {
    const path = corpusFile();
    const library = loadLibrary(path, most);
    expect(library.sentence).toBe(`The library is ${path}: 40 tunes, ${most} segments, evenly chosen from 320.`);
    const places = library.segments.map(({ name }) => segments.findIndex((segment) => segment.name === name));
    expect(places).toHaveLength(most);
    expect(places).not.toContain(-1);
    // Neighbours are as far apart as the share says, give or take what rounding (and thinning while it is read) does.
    const apart = places.slice(1).map((place, i) => place - (places[i] ?? 0));
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...apart)).toBeLessThanOrEqual(Math.ceil((1.5 * 320) / most));
  });

  test("has a digest of its own, so that a replay with another one is noticed", () => {
    const path = corpusFile();
    expect(loadResources(path).digest).toBe(loadResources(path).digest);
    expect(loadResources(path).digest).not.toBe(loadResources().digest);
  });
});

describe("a rig that names a corpus", () => {
  const sounds = [{ driver: "simulated-out" }];

  test("means a path from its own folder", () => {
    const file = rigFile({ sounds, corpus: "mine/tunes.jsonl" });
    expect(readRig(file).corpus).toBe(join(file, "..", "mine", "tunes.jsonl"));
    expect(readRig(rigFile({ sounds, corpus: "/tunes.jsonl" })).corpus).toBe("/tunes.jsonl");
  });

  test("starts with it and says so; without the file it does not start", { timeout: 120_000 }, async () => {
    const corpus = corpusFile();
    const engine = antiphon(["start", "--rig", rigFile({ sounds, corpus })], dataFolder());
    await engine.address;
    expect(engine.said()).toContain(`The library is ${corpus}: 40 tunes, 320 segments.\n`);
    engine.process.kill("SIGTERM");
    expect(await engine.ended).toBe(0);
    const without = antiphon(["start", "--rig", rigFile({ sounds, corpus: "none.jsonl" })], dataFolder());
    expect(await without.ended).toBe(1);
    expect(without.said()).toMatch(
      /^There is no corpus file .*none\.jsonl\. Make one with "antiphon corpus FOLDER"\.\n$/,
    );
  });

  test("has its sessions replayed with it, wherever it lies now", { timeout: 120_000 }, async () => {
    const corpus = corpusFile();
    const data = dataFolder();
    const engine = antiphon(["start", "--rig", rigFile({ sounds, corpus })], data);
    await playAKey(await engine.address);
    engine.process.kill("SIGTERM");
    expect(await engine.ended).toBe(0);
    const [id = ""] = (await run(["sessions"], data)).said.split(" ");
    const same = /^\d+ events, .*\nThe commands are the same, byte for byte\.\n$/;
    expect((await run(["replay", id], data)).said).toMatch(same);
    renameSync(corpus, `${corpus}.moved`);
    expect((await run(["replay", id], data)).said).toBe(
      `${id} was played with the corpus ${corpus}, which is not there. Say where it lies with --corpus.\n`,
    );
    expect((await run(["replay", id, "--corpus", `${corpus}.moved`], data)).said).toMatch(same);
  });
});
