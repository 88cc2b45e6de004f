import type { Melody } from "../engine/music/melody.ts";
import { firstPlace, nextPlace, type Place, type StreamKind, streamKind } from "../engine/music/place.ts";
import { type Segment, segmentMelody } from "../engine/music/segment.ts";
import { draw, seeded } from "../engine/random.ts";
import type { Semitones } from "../engine/time/units.ts";

export type Split = "training" | "validation" | "test";

/** A melody of a corpus, and what it counts for. */
export interface CorpusTune {
  readonly melody: Melody;
  /** Calm, stepwise, singable: counts double in training, and is reported apart. */
  readonly simple: boolean;
}

/** A tune as the networks learn it: its segments, and the place of each. */
export interface TuneSegments {
  readonly id: string;
  readonly split: Split;
  readonly simple: boolean;
  readonly segments: readonly Segment[];
  /** One place a segment. */
  readonly places: readonly Place[];
}

/** Intervals that tell tunes apart. */
const INCIPIT = 16;

/** The first 16 intervals of a melody (fewer when it is shorter), as text. Tunes of equal incipit are taken for one. */
export function incipitOf({ notes }: Pick<Melody, "notes">): string {
  const intervals: number[] = [];
  for (let i = 1; i < notes.length && intervals.length < INCIPIT; i++) {
    intervals.push((notes[i]?.pitch ?? 0) - (notes[i - 1]?.pitch ?? 0));
  }
  return intervals.join(" ");
}

/** The split of a tune, by its id alone: 80 % training, 10 % validation, 10 % test. */
export function splitOf(id: string): Split {
  const [value] = draw(seeded(0, id));
  if (value < 0.8) return "training";
  return value < 0.9 ? "validation" : "test";
}

/** The tune with every pitch moved against its anchor, as when a player has guessed the anchor wrongly. */
export function transposeTune(tune: TuneSegments, by: Semitones): TuneSegments {
  const segments = tune.segments.map((segment) => ({
    ...segment,
    notes: segment.notes.map((note) => ({ ...note, pitch: note.pitch + by })),
    initialPitch: segment.initialPitch + by,
    finalPitch: segment.finalPitch + by,
    course: segment.course.map((pitch) => pitch + by),
  }));
  const [first] = tune.places;
  return { ...tune, segments, places: first ? placesOf(segments, first) : [] };
}

/** The places of a stream of segments, each knowing only the segments up to its own. */
export function placesOf(segments: readonly Segment[], kind: StreamKind): Place[] {
  const places: Place[] = [];
  let place: Place | undefined;
  for (const segment of segments) {
    place = place ? nextPlace(place, segment) : firstPlace(segment, kind);
    places.push(place);
  }
  return places;
}

/**
 * The corpus as the networks learn it: in order of id, one tune an incipit, cut into segments, split by tune. Tunes of
 * fewer than two segments have nothing to predict and are left out.
 */
export function prepareTunes(corpus: readonly CorpusTune[]): TuneSegments[] {
  const seen = new Set<string>();
  const tunes: TuneSegments[] = [];
  const ordered = [...corpus].sort((a, b) => (a.melody.id < b.melody.id ? -1 : a.melody.id > b.melody.id ? 1 : 0));
  for (const { melody, simple } of ordered) {
    const incipit = incipitOf(melody);
    if (seen.has(incipit)) continue;
    seen.add(incipit);
    const { segments } = segmentMelody(melody);
    if (segments.length < 2) continue;
    const places = placesOf(segments, streamKind(melody));
    tunes.push({ id: melody.id, split: splitOf(melody.id), simple, segments, places });
  }
  return tunes;
}
