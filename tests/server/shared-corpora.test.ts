import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { prepareTunes } from "../../src/models/dataset.ts";
import { type Corpora, readCorpora, readTunes, SHARED_DATA } from "../../src/server/commands/corpora.ts";
import { CorpusWriter } from "../../src/server/corpus/corpus-writing.ts";
import type { CorpusEntry } from "../../src/server/corpus/verdict.ts";
import { tuneFolder } from "../helpers/tune-folder.ts";

const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

// The corpora lie in ../shared/data, which a clone alone does not have.
describe.skipIf(!existsSync(join(SHARED_DATA, "open-hymnal-melodies")))(
  "the shared corpora",
  { timeout: 60_000 },
  () => {
    let corpora: Corpora;
    beforeAll(async () => {
      corpora = await readCorpora();
    }, 60_000);

    test("are the tunes, splits and segments that the published figures stand on", () => {
      const tunes = prepareTunes(corpora.tunes);
      expect(tunes).toHaveLength(1653);
      expect(digest(tunes.map(({ id, split }) => `${id} ${split}\n`).join(""))).toBe("4fdf24dcfe50366b");
      // What is cut out of the tunes; all else of a segment follows from it.
      const cut = tunes.map(({ segments }) => segments.map(({ length, notes }) => ({ length, notes })));
      expect(digest(JSON.stringify(cut))).toBe("cd71d86daca7e96c");
    });

    test("leave out 42 files, all because a tune of the same incipit is taken", () => {
      expect(corpora.leftOut).toHaveLength(42);
      for (const line of corpora.leftOut)
        expect(line).toMatch(/^.*\.mid: its first 16 intervals are those of ".*\.mid", which is taken\.$/);
    });

    test("are called simple as the Lieder index calls them, but for a few", () => {
      const rows = readFileSync(join(SHARED_DATA, "openscore-lieder-melodies", "index.csv"), "utf8")
        .trim()
        .split(/\r?\n/);
      // The first and the last column hold no commas; titles between them may.
      const index = new Map(
        rows.slice(1).map((row) => [row.slice("midi/".length, row.indexOf(".mid")), row.endsWith(",1")] as const),
      );
      const songs = corpora.tunes.filter(({ melody }) => index.has(melody.id));
      expect(songs.length).toBeGreaterThan(1_400);
      const differing = songs.filter(({ melody, simple }) => index.get(melody.id) !== simple);
      // Every simple song of the index is found. Some others are: the index leaves out songs with chords, which these files do not show.
      expect(differing.every(({ simple }) => simple)).toBe(true);
      expect(differing.length).toBeLessThanOrEqual(10);
    });

    test("come back from a corpus file the same, to learn from", async () => {
      const path = join(tuneFolder({}), "shared.corpus.jsonl");
      const writer = new CorpusWriter(path, "tune");
      for (const tune of corpora.tunes) writer.add(tune as CorpusEntry);
      writer.finish();
      const { tunes, leftOut } = await readTunes({ corpus: path });
      expect(leftOut).toEqual([]);
      expect(prepareTunes(tunes)).toEqual(prepareTunes(corpora.tunes));
    });
  },
);
