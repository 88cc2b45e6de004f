import { existsSync } from "node:fs";
import type { Melody } from "../../src/engine/music/melody.ts";
import type { SegmentNetworks } from "../../src/engine/ports.ts";
import { prepareTunes } from "../../src/models/dataset.ts";
import { type Foretold, foretell } from "../../src/models/fine-tuning/foretelling.ts";
import type { Judged } from "../../src/models/fine-tuning/portions.ts";
import { readCorpora, SHARED_DATA } from "../../src/server/commands/corpora.ts";

const MOST_TUNES = 60;

/** Means over phrases. */
export function meanOf(foretold: readonly Foretold[]): Foretold {
  const mean = (key: keyof Foretold) => foretold.reduce((sum, one) => sum + one[key], 0) / foretold.length;
  return { pitch: mean("pitch"), trend: mean("trend"), direction: mean("direction"), error: mean("error") };
}

/** Test tunes of the corpora, evenly taken, to be foretold whole, and all of them to be played; `tunes` without the corpora. */
export async function unseenTunes(tunes: readonly Melody[]): Promise<{ asked: Judged[]; played: readonly Melody[] }> {
  if (!existsSync(SHARED_DATA)) return { asked: [], played: tunes };
  const corpus = (await readCorpora()).tunes;
  const test = prepareTunes(corpus).filter(({ split }) => split === "test");
  const chosen = new Set(test.map(({ id }) => id));
  const step = Math.max(1, Math.floor(test.length / MOST_TUNES));
  const asked = test.flatMap(({ places }, i) => (i % step === 0 ? [{ places, from: 0, to: places.length - 1 }] : []));
  return { asked, played: corpus.flatMap(({ melody }) => (chosen.has(melody.id) ? [melody] : [])) };
}

/** How many bits a segment other networks foretell tunes worse than the base does. */
export function forgettingOf(base: SegmentNetworks, asked: readonly Judged[]) {
  const foretellAll = (networks: SegmentNetworks) => asked.map((part) => meanOf(foretell(networks, part)));
  const before = foretellAll(base);
  return (tuned: SegmentNetworks): { readonly pitch: number; readonly trend: number } => {
    const after = foretellAll(tuned);
    const worse = (key: "pitch" | "trend") =>
      after.reduce((sum, one, i) => sum + one[key] - (before[i]?.[key] ?? 0), 0) / after.length;
    return { pitch: worse("pitch"), trend: worse("trend") };
  };
}
