import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readMidiBytes } from "../../files/midi-reading.ts";
import { MidiRefusal } from "../../files/midi-refusal.ts";
import { melodyFromScore } from "../../files/tune-from-score.ts";
import type { CorpusTune } from "../../models/dataset.ts";

/** Where the corpora lie: beside the checkout, or where ANTIPHON_SHARED_DATA points. */
export const SHARED_DATA =
  process.env.ANTIPHON_SHARED_DATA ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));

/** The two corpora that the networks learn from, each a folder with `index.csv` and `midi/`. */
const CORPORA = ["open-hymnal-melodies", "openscore-lieder-melodies"] as const;

export interface Corpora {
  readonly tunes: readonly CorpusTune[];
  /** Files that hold no tune, one sentence each. */
  readonly refused: readonly string[];
}

/** Files that the index marks as simple; all, where it has no such column. */
function simpleFiles(folder: string): (file: string) => boolean {
  const [head = "", ...rows] = readFileSync(join(folder, "index.csv"), "utf8").trim().split(/\r?\n/);
  if (!head.endsWith(",simple")) return () => true;
  // The first and the last column hold no commas; titles between them may.
  const simple = new Set(rows.filter((row) => row.endsWith(",1")).map((row) => row.slice(0, row.indexOf(","))));
  return (file) => simple.has(`midi/${file}`);
}

/**
 * Reads both corpora. Throws an Error with one sentence when a folder is missing; single files that hold no tune are
 * listed in `refused`.
 */
export function readCorpora(root: string = SHARED_DATA): Corpora {
  const tunes: CorpusTune[] = [];
  const refused: string[] = [];
  for (const corpus of CORPORA) {
    const folder = join(root, corpus);
    if (!existsSync(join(folder, "midi"))) {
      throw new Error(`the corpus ${folder} is missing; set ANTIPHON_SHARED_DATA to the folder that holds ${corpus}`);
    }
    const isSimple = simpleFiles(folder);
    for (const file of readdirSync(join(folder, "midi")).sort()) {
      if (!file.endsWith(".mid")) continue;
      try {
        const score = readMidiBytes(readFileSync(join(folder, "midi", file)), file);
        tunes.push({ melody: melodyFromScore(score, file.slice(0, -".mid".length)), simple: isSimple(file) });
      } catch (error) {
        if (!(error instanceof MidiRefusal)) throw error;
        refused.push(error.message);
      }
    }
  }
  return { tunes, refused };
}
