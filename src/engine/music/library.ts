import type { Semitones } from "../time/units.ts";
import { indexTunes, type TuneIndex } from "./ruler/tune-index.ts";
import type { Segment } from "./segment.ts";

/** Segments to choose from, and indexes in which copies of the tunes they come from are found. */
export interface Library {
  readonly segments: readonly Segment[];
  /** (interval, duration) tokens of tunes that must not be copied at length. */
  readonly copies: readonly TuneIndex[];
}

/** The segments of each tune joined again, in order. */
function tunesOf(
  segments: readonly Segment[],
): { id: string; notes: { onset: number; duration: number; pitch: Semitones; velocity: number }[] }[] {
  const bySource = new Map<string, Segment[]>();
  for (const segment of segments) {
    const own = bySource.get(segment.source);
    if (own) own.push(segment);
    else bySource.set(segment.source, [segment]);
  }
  return [...bySource].map(([id, own]) => {
    let start = 0;
    const notes = [...own]
      .sort((a, b) => a.index - b.index)
      .flatMap((segment) => {
        const from = start;
        start += segment.length;
        return segment.notes.map((note) => ({ ...note, onset: note.onset + from }));
      });
    return { id, notes };
  });
}

/**
 * Opens a library of segments. `copies`: indexes of the whole tunes, where there are any; otherwise the segments are joined
 * again and indexed.
 */
export function openLibrary(
  segments: readonly Segment[],
  copies: readonly TuneIndex[] = [indexTunes(tunesOf(segments), "tokens")],
): Library {
  return { segments, copies };
}
