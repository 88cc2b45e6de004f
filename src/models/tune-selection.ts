import type { Melody } from "../engine/music/melody.ts";
import { barTicks } from "../engine/music/meter.ts";
import { type Segment, segmentBars, segmentMelody } from "../engine/music/segment.ts";
import { type Millis, ticksToMillis } from "../engine/time/units.ts";

/** Intervals that tell tunes apart. */
export const INCIPIT = 16;

/** Tunes of fewer segments have nothing to predict. */
const FEWEST_SEGMENTS = 2;

/** How long a segment may last. Real tunes lie well inside; beyond it, the file's meter or tempo means nothing. */
export const SEGMENT_LASTS: readonly [Millis, Millis] = [500, 16_000];

/** What becomes of a melody: its segments, or why it is left out. */
export type Choice =
  | { readonly kind: "taken"; readonly segments: readonly Segment[] }
  /** `of`: the id of the tune it repeats. */
  | { readonly kind: "duplicate"; readonly of: string }
  | { readonly kind: "too short"; readonly segments: number }
  /** `lasts`: how long a segment in this meter and tempo would last. */
  | { readonly kind: "meter"; readonly lasts: Millis };

/** The first 16 intervals of a melody (fewer when it is shorter), as text. Tunes of equal incipit are taken for one. */
export function incipitOf({ notes }: Pick<Melody, "notes">): string {
  const intervals: number[] = [];
  for (let i = 1; i < notes.length && intervals.length < INCIPIT; i++) {
    intervals.push((notes[i]?.pitch ?? 0) - (notes[i - 1]?.pitch ?? 0));
  }
  return intervals.join(" ");
}

/**
 * Takes melodies one by one, each incipit once and at least two segments each; remembers incipits and ids alone, so that a
 * corpus of any size can pass. Of equal tunes the one shown first is taken: show them in order of id.
 */
export class TuneSelection {
  readonly #taken = new Map<string, string>();

  choose(melody: Melody): Choice {
    const incipit = incipitOf(melody);
    const of = this.#taken.get(incipit);
    if (of !== undefined) return { kind: "duplicate", of };
    const bar = barTicks(melody.meter);
    const lasts = ticksToMillis(bar * segmentBars(bar, melody.tempo), melody.tempo);
    if (!(lasts >= SEGMENT_LASTS[0] && lasts <= SEGMENT_LASTS[1])) return { kind: "meter", lasts };
    const { segments } = segmentMelody(melody);
    if (segments.length < FEWEST_SEGMENTS) return { kind: "too short", segments: segments.length };
    this.#taken.set(incipit, melody.id);
    return { kind: "taken", segments };
  }
}
