import type { Melody } from "../engine/music/melody.ts";
import { firstPlace, nextPlace, type Place, type StreamKind, streamKind } from "../engine/music/place.ts";
import type { Segment } from "../engine/music/segment.ts";
import { draw, seeded } from "../engine/random.ts";
import type { Semitones } from "../engine/time/units.ts";
import { TuneSelection } from "./tune-selection.ts";

export const SPLITS = ["training", "validation", "test"] as const;
export type Split = (typeof SPLITS)[number];

/** A melody of a corpus, and what it counts for. */
export interface CorpusTune {
  readonly melody: Melody;
  /** Calm, stepwise, singable: counts double in training, and is reported apart. */
  readonly simple: boolean;
  /** Where it lies when its set decides that; by its id alone where it is left out. */
  readonly split?: Split;
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

/** The split of a tune by its id alone (or of a set of tunes, by its name): 80 % training, 10 % validation, 10 % test. */
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
 * The corpus as the networks learn it: in order of id, what a {@link TuneSelection} takes of it, cut into segments, split
 * by tune.
 */
export function prepareTunes(corpus: readonly CorpusTune[]): TuneSegments[] {
  const selection = new TuneSelection();
  const tunes: TuneSegments[] = [];
  const ordered = [...corpus].sort((a, b) => (a.melody.id < b.melody.id ? -1 : a.melody.id > b.melody.id ? 1 : 0));
  for (const { melody, simple, split = splitOf(melody.id) } of ordered) {
    const choice = selection.choose(melody);
    if (choice.kind !== "taken") continue;
    const { segments } = choice;
    tunes.push({ id: melody.id, split, simple, segments, places: placesOf(segments, streamKind(melody)) });
  }
  return tunes;
}
