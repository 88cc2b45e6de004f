import type { Melody } from "../../engine/music/melody.ts";
import { type Portrait, portraitOf } from "../../engine/music/ruler/portrait.ts";
import { indexTunes, type TuneIndex } from "../../engine/music/ruler/tune-index.ts";

/** What streams are held against. */
export interface References {
  /** The held-out tunes that the classifier of identity chooses among. */
  readonly portraits: readonly { readonly tune: string; readonly portrait: Portrait }[];
  /** All tunes that music may have been copied from: those trained on, and the held-out ones. */
  readonly tokens: TuneIndex;
  readonly intervals: TuneIndex;
}

/** Prepares the references. `held`: the tunes that streams are made from; `known`: the tunes that were trained on. */
export function prepareReferences(held: readonly Melody[], known: readonly Melody[]): References {
  const all = [...known, ...held];
  return {
    portraits: held.map((tune) => ({ tune: tune.id, portrait: portraitOf(tune.notes) })),
    tokens: indexTunes(all, "tokens"),
    intervals: indexTunes(all, "intervals"),
  };
}
