import type { Melody } from "../../engine/music/melody.ts";
import type { Note } from "../../engine/music/note.ts";
import { type Segment, type Segmentation, segmentMelody } from "../../engine/music/segment.ts";
import type { Pitch, Ticks } from "../../engine/time/units.ts";
import { millisToTicks } from "../../engine/time/units.ts";
import type { GeneratedMusic, GenerationTask } from "./generator.ts";

/** The source's own segments, the same that the library holds of it. Throws RangeError when it has no note. */
export function sourceSegments(source: Melody): Segmentation {
  const segmentation = segmentMelody(source);
  if (segmentation.segments.length === 0) throw new RangeError(`${source.id} has no note to make music from`);
  return segmentation;
}

/** The source as one line. */
export interface SourceLine {
  readonly anchor: Pitch;
  /** Relative pitches; onsets from the start of the first segment. */
  readonly notes: readonly Note[];
  readonly end: Ticks;
}

/**
 * The source without its silent segments, its notes as long as they are written: what reaches over the edge of a segment is
 * whole again, as far as the next note lets it. Throws RangeError when it has no note.
 */
export function sourceLine(source: Melody): SourceLine {
  const { anchor, segments } = sourceSegments(source);
  const { notes, end } = placeSegments(segments);
  const whole = notes.map((note, i) => {
    const room = (notes[i + 1]?.onset ?? end) - note.onset;
    return { ...note, duration: Math.min(source.notes[i]?.duration ?? note.duration, room) };
  });
  return { anchor, notes: whole, end };
}

/** How long the new music shall be. */
export function wantedTicks({ duration, source }: Pick<GenerationTask, "duration" | "source">): Ticks {
  return millisToTicks(duration, source.tempo);
}

/** Segments end to end as one line, onsets from 0, pitches as they stand in the segments. */
export function placeSegments(segments: readonly Segment[]): { readonly notes: readonly Note[]; readonly end: Ticks } {
  const notes: Note[] = [];
  let end = 0;
  for (const segment of segments) {
    for (const note of segment.notes) notes.push({ ...note, onset: note.onset + end });
    end += segment.length;
  }
  return { notes, end };
}

/** Music of segments, one after the other as `next` names them, until `wanted` is reached. Each segment's onset is a join. */
export function chainSegments(next: () => Segment, anchor: Pitch, wanted: Ticks): GeneratedMusic {
  const chosen: Segment[] = [];
  const joins: Ticks[] = [];
  let end = 0;
  while (end < wanted) {
    const segment = next();
    chosen.push(segment);
    joins.push(end);
    end += segment.length;
  }
  const { notes } = placeSegments(chosen);
  return { notes: notes.map((note) => ({ ...note, pitch: note.pitch + anchor })), joins };
}

/** The pitches that the source has, each once, ascending. */
export function tonesOf({ notes }: Pick<Melody, "notes">): Pitch[] {
  return [...new Set(notes.map(({ pitch }) => pitch))].sort((a, b) => a - b);
}

/** The nearest of the tones (at least one, ascending); of two equally near ones, the lower. */
export function nearestTone(tones: readonly Pitch[], pitch: number): Pitch {
  return tones.reduce((best, tone) => (Math.abs(tone - pitch) < Math.abs(best - pitch) ? tone : best));
}
