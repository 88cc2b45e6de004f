import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAbc } from "../engine/music/abc.ts";
import type { Melody } from "../engine/music/melody.ts";
import { type Segment, segmentMelody } from "../engine/music/segment.ts";
import { readCorpus } from "./corpus/corpus-reading.ts";
import { grouped } from "./corpus/summary.ts";
import { inRoot } from "./folders.ts";
import { Refusal } from "./refusal.ts";

/** More segments make every answer slower and hardly richer. */
export const MOST_SEGMENTS = 2_000;

/** The segments that the engine chooses from. */
export interface Library {
  readonly segments: readonly Segment[];
  /** One sentence about a library of the user's own; undefined for the one that comes with Antiphon. */
  readonly sentence?: string;
}

/** The tunes of the folder `tunes`, in order of their names. */
export function loadTunes(): Melody[] {
  const folder = inRoot("tunes");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".abc"))
    .sort()
    .map((file) => parseAbc(readFileSync(join(folder, file), "utf8"), file.slice(0, -".abc".length)).melody);
}

/** `count` of the items, evenly chosen from first to last; all where there are no more. */
function evenly<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return items.filter((_, i) => Math.floor(((i + 1) * count) / items.length) > Math.floor((i * count) / items.length));
}

function corpusLibrary(corpus: string, most: number): Library {
  let segments: Segment[] = [];
  let total = 0;
  let tunes = 0;
  let step = 1;
  for (const { melody } of readCorpus(corpus)) {
    tunes++;
    for (const segment of segmentMelody(melody).segments) {
      if (total++ % step === 0) segments.push(segment);
    }
    // A large corpus is thinned while it is read, so that it never lies in memory whole.
    while (segments.length > 4 * most) {
      segments = segments.filter((_, i) => i % 2 === 0);
      step *= 2;
    }
  }
  if (total === 0) throw new Refusal(`${corpus} holds no tune. Make another with "antiphon corpus FOLDER".`);
  const chosen = evenly(segments, most);
  const part = chosen.length < total ? `, evenly chosen from ${grouped(total)}` : "";
  return {
    segments: chosen,
    sentence: `The library is ${corpus}: ${grouped(tunes)} tunes, ${grouped(chosen.length)} segments${part}.`,
  };
}

/**
 * The library of a corpus file, at most `most` segments of it; without one, of the tunes that come with Antiphon.
 * @throws Refusal, one sentence, when the corpus cannot be read
 */
export function loadLibrary(corpus?: string, most = MOST_SEGMENTS): Library {
  if (corpus !== undefined) return corpusLibrary(corpus, most);
  return { segments: loadTunes().flatMap((tune) => segmentMelody(tune).segments) };
}
