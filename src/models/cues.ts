import { PPQ } from "../engine/time/units.ts";
import type { TuneSegments } from "./dataset.ts";

/**
 * Twelve hand-made cues about what comes after segment i, from it and the one before: first and last pitch against the
 * running mean, rise, last interval, last duration, numbers of notes, position.
 */
export function cuesOf({ segments, places }: Pick<TuneSegments, "segments" | "places">, i: number): number[] {
  const segment = segments[i];
  const mean = places[i]?.mean ?? 0;
  if (!segment) throw new RangeError(`there is no segment ${i}`);
  const before = segments[i - 1] ?? segment;
  const last = segment.notes[segment.notes.length - 1];
  const secondLast = segment.notes[segment.notes.length - 2] ?? last;
  return [
    segment.finalPitch - mean,
    segment.initialPitch - mean,
    segment.rise,
    (last?.pitch ?? 0) - (secondLast?.pitch ?? 0),
    (last?.duration ?? 0) / PPQ,
    segment.notes.length,
    before.finalPitch - mean,
    before.initialPitch - mean,
    before.rise,
    before.notes.length,
    i % 2,
    i % 4 < 2 ? 0 : 1,
  ];
}
