import type { Place } from "../engine/music/place.ts";
import type { Segment } from "../engine/music/segment.ts";
import type { TuneSegments } from "./dataset.ts";

/** One thing to predict: segment i + 1 of a tune, having heard segments 0…i. */
export interface Entry {
  readonly tune: TuneSegments;
  readonly i: number;
  readonly segment: Segment;
  readonly place: Place;
  /** The one before `segment`; absent at the tune's start. */
  readonly before: Segment | undefined;
  readonly next: Segment;
}

/** Everything there is to predict in the tunes, in order. */
export function entriesOf(tunes: readonly TuneSegments[]): Entry[] {
  return tunes.flatMap((tune) =>
    tune.segments.slice(0, -1).flatMap((segment, i) => {
      const next = tune.segments[i + 1];
      const place = tune.places[i];
      return next && place ? [{ tune, i, segment, place, before: tune.segments[i - 1], next }] : [];
    }),
  );
}

/** The mean of a measure over entries; NaN without entries. */
export function meanOver(entries: readonly Entry[], measure: (entry: Entry) => number): number {
  return entries.reduce((sum, entry) => sum + measure(entry), 0) / entries.length;
}
