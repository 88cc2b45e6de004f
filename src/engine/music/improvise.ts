import type { SegmentNetworks } from "../ports.ts";
import { seeded } from "../random.ts";
import type { Millis } from "../time/units.ts";
import { millisToTicks } from "../time/units.ts";
import type { Origin } from "./candidates.ts";
import { type Library, openLibrary } from "./library.ts";
import { likenessOf } from "./likeness.ts";
import type { Melody } from "./melody.ts";
import { barTicks } from "./meter.ts";
import type { Note } from "./note.ts";
import { streamKind } from "./place.ts";
import { indexTunes } from "./ruler/tune-index.ts";
import { scaleOf } from "./scale.ts";
import { type Segment, segmentMelody } from "./segment.ts";
import { continueStream, hear, openStream } from "./stream.ts";
import type { Wish } from "./wish.ts";

/** Bars of a stretch that never comes twice. */
export const FRESH_BARS = 4;

/** A stretch of new music. */
export interface Improvisation {
  /** Absolute pitches; onsets from the start of the improvisation. */
  readonly notes: readonly Note[];
  /** Onset of each segment, in order: where the joins are. */
  readonly joins: readonly number[];
  /** How each of them came about. */
  readonly origins: readonly Origin[];
}

/** The library's segments of the tune's own length, so that bars stay bars; the tune itself must not be copied either. */
function fitting({ segments, copies }: Library, tune: Melody, own: readonly Segment[]): Library {
  const suitable = segments.filter(({ length }) => length === own[0]?.length);
  return openLibrary(suitable.length > 0 ? suitable : own, [...copies, indexTunes([tune], "tokens")]);
}

/**
 * New music about one tune, from its own segments, those of the library, and new ones, by what the two networks foretell,
 * for at least `duration`. The tune itself is heard first and is not repeated either: no stretch of four bars of it, or
 * of the new music, comes again verbatim. In the tune's scale, within its range and two semitones more, no join over 7
 * semitones, no note over 2 s, no more than 12 tokens verbatim from the tune or any tune of the library.
 * `unsteered`: without the bands of real music, to be compared with. Throws RangeError when the tune has no note.
 */
export function improvise(
  tune: Melody,
  seed: number,
  duration: Millis,
  library: Library,
  networks: SegmentNetworks,
  unsteered = false,
): Improvisation {
  const { anchor, segments } = segmentMelody(tune);
  if (segments.length === 0) throw new RangeError(`${tune.id} has no note to improvise on`);
  const scale = scaleOf(tune.key, tune.notes);
  const pitches = segments.flatMap((segment) => segment.notes.map((note) => note.pitch));
  const wish: Wish = {
    scale,
    low: Math.max(-anchor, Math.min(...pitches) - 2),
    high: Math.min(127 - anchor, Math.max(...pitches) + 2),
    tempo: tune.tempo,
    bar: barTicks(tune.meter),
    mostTicks: Math.max(...segments.map((segment) => segment.length)),
    mostNotes: Number.POSITIVE_INFINITY,
    self: likenessOf(segments, true),
    sampling: { temperature: 0.9, topP: 0.9 },
    unsteered,
  };
  const random = seeded(seed, tune.id);
  let stream = openStream(networks, streamKind(tune), FRESH_BARS * barTicks(tune.meter), random);
  for (const segment of segments) stream = hear(stream, segment, networks);

  const start = stream.end;
  const wanted = millisToTicks(duration, tune.tempo);
  const notes: Note[] = [];
  const joins: number[] = [];
  const origins: Origin[] = [];
  const sources = { library: fitting(library, tune, segments), own: segments };
  while (stream.end - start < wanted) {
    const next = continueStream(stream, sources, wish, networks);
    const onset = next.stream.end - next.segment.length - start;
    for (const note of next.segment.notes) {
      notes.push({ ...note, onset: note.onset + onset, pitch: note.pitch + anchor });
    }
    joins.push(onset);
    origins.push(next.origin);
    stream = next.stream;
  }
  return { notes, joins, origins };
}
