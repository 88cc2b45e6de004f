import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CorpusTune } from "../../models/dataset.ts";
import { readCorpus } from "../corpus/corpus-reading.ts";
import { findTuneFiles } from "../corpus/folder-walk.ts";
import { judge } from "../corpus/judge.ts";
import { sourcesOf } from "../corpus/tune-source.ts";

/** Where the corpora lie: beside the checkout, or where ANTIPHON_SHARED_DATA points. */
export const SHARED_DATA =
  process.env.ANTIPHON_SHARED_DATA ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));

/** The two corpora that the networks learn from, each a folder with the tunes in `midi/`. */
const CORPORA = ["open-hymnal-melodies", "openscore-lieder-melodies"] as const;

export interface Corpora {
  readonly tunes: readonly CorpusTune[];
  /** What was left out, one line each. */
  readonly leftOut: readonly string[];
}

/** Reads both corpora. Rejects with one sentence when a folder is missing. */
export async function readCorpora(root: string = SHARED_DATA): Promise<Corpora> {
  const files: { path: string; file: string }[] = [];
  for (const corpus of CORPORA) {
    const folder = join(root, corpus, "midi");
    if (!existsSync(folder)) {
      throw new Error(
        `the corpus ${join(root, corpus)} is missing; set ANTIPHON_SHARED_DATA to the folder that holds ${corpus}`,
      );
    }
    files.push(...(await findTuneFiles(folder)).files);
  }
  const tunes: CorpusTune[] = [];
  const leftOut: string[] = [];
  for await (const verdict of judge(sourcesOf(files))) {
    if (verdict.kind === "taken") tunes.push(verdict.entry);
    else leftOut.push(`${verdict.file}: ${verdict.sentence}`);
  }
  return { tunes, leftOut };
}

/** The tunes to learn from: those of a corpus file where one is named, else both shared corpora. */
export async function readTunes({ corpus }: { readonly corpus?: string | undefined }): Promise<Corpora> {
  return corpus === undefined ? readCorpora() : { tunes: [...readCorpus(corpus)], leftOut: [] };
}
