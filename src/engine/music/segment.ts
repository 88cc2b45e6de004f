import type { Bpm, Pitch, Semitones, Ticks } from "../time/units.ts";
import { PPQ, ticksToMillis } from "../time/units.ts";
import type { Melody } from "./melody.ts";
import { barTicks } from "./meter.ts";
import type { Note } from "./note.ts";
import { noteEnd } from "./note.ts";
import type { Direction } from "./trend.ts";
import { directionOf, mainPitches, riseOf, TREND_STEPS, trendOf } from "./trend.ts";

/** A note whose pitch is counted in semitones from the melody's anchor (see {@link anchorOf}); it may be negative. */
export type RelativeNote = Note;

/** A bar-aligned slice of melody: what the networks continue and the library holds. */
export interface Segment {
  /** Id of the melody it was cut from; "made" for one that the networks made. */
  readonly source: string;
  /** Its place among the melody's segments, from 0. */
  readonly index: number;
  /** "source#index", for lists of what was played lately. */
  readonly name: string;
  readonly length: Ticks;
  /** Onsets from the start of the segment. At least one. */
  readonly notes: readonly RelativeNote[];
  readonly initialPitch: Semitones;
  readonly finalPitch: Semitones;
  /** Main pitches of eight equal parts. */
  readonly course: readonly Semitones[];
  /** The course less the initial pitch: its form, wherever it lies. */
  readonly shape: readonly Semitones[];
  /** Steps of the course, the first from the initial pitch; eight, clipped to ±12. */
  readonly trend: readonly Semitones[];
  /** Rise of the course from end to end. */
  readonly rise: Semitones;
  readonly direction: Direction;
  /** log₂ of the notes a beat. */
  readonly density: number;
  /** Which of {@link RHYTHM_SLOTS} equal parts have an onset: bit i for part i. */
  readonly rhythm: number;
}

/** Parts of a segment in its rhythm. */
export const RHYTHM_SLOTS = 16;

/** log₂ of the notes a beat. */
export function densityOf(notes: readonly Note[], length: Ticks): number {
  return Math.log2((notes.length * PPQ) / length);
}

function rhythmOf(notes: readonly Note[], length: Ticks): number {
  let rhythm = 0;
  for (const { onset } of notes) rhythm |= 1 << Math.min(RHYTHM_SLOTS - 1, Math.floor((onset * RHYTHM_SLOTS) / length));
  return rhythm;
}

/** The pitch that relative pitches count from: the tonic nearest to the melody's mean pitch (weighted by duration). */
export function anchorOf(notes: readonly Pick<Note, "pitch" | "duration">[], tonic: number): Pitch {
  let weighted = 0;
  let total = 0;
  for (const note of notes) {
    weighted += note.pitch * note.duration;
    total += note.duration;
  }
  const mean = total > 0 ? weighted / total : 60;
  return tonic + 12 * Math.round((mean - tonic) / 12);
}

/** A segment from notes with relative pitches. Throws RangeError when there is no note. */
export function segmentOf(notes: readonly RelativeNote[], length: Ticks, source: string, index: number): Segment {
  const first = notes[0];
  const last = notes[notes.length - 1];
  if (!first || !last) throw new RangeError(`segment ${index} of ${source} has no note`);
  const course = mainPitches(notes, length, TREND_STEPS);
  const rise = riseOf(course);
  return {
    source,
    index,
    name: `${source}#${index}`,
    length,
    notes,
    initialPitch: first.pitch,
    finalPitch: last.pitch,
    course,
    shape: course.map((pitch) => pitch - first.pitch),
    trend: trendOf(first.pitch, course),
    rise,
    direction: directionOf(rise),
    density: densityOf(notes, length),
    rhythm: rhythmOf(notes, length),
  };
}

/** Bars of a segment: two, or one where two would last over 8 s. (music.md: 1–2 bars, 2–8 s.) */
export function segmentBars(bar: Ticks, tempo: Bpm): number {
  return ticksToMillis(2 * bar, tempo) <= 8_000 ? 2 : 1;
}

/** Where the first segment begins: with the upbeat, or with the first note's bar. */
export function firstSegmentStart({ notes, meter, pickup }: Pick<Melody, "notes" | "meter" | "pickup">): Ticks {
  const bar = barTicks(meter);
  return pickup > 0 ? 0 : Math.floor((notes[0]?.onset ?? 0) / bar) * bar;
}

/** A melody cut into segments. */
export interface Segmentation {
  readonly anchor: Pitch;
  readonly segments: readonly Segment[];
}

/**
 * Cuts a melody into bar-aligned segments with pitches relative to its anchor. The grid starts where the melody does,
 * upbeat included, so that a phrase with an upbeat is not torn from it. A note that reaches over the edge is cut there;
 * a slice without a note is left out.
 */
export function segmentMelody(melody: Melody): Segmentation {
  const bar = barTicks(melody.meter);
  const length = bar * segmentBars(bar, melody.tempo);
  const anchor = anchorOf(melody.notes, melody.key.tonic);
  const offset = firstSegmentStart(melody);
  const slices = new Map<number, RelativeNote[]>();
  for (const note of melody.notes) {
    const slot = Math.floor((note.onset - offset) / length);
    const start = offset + slot * length;
    const slice = slices.get(slot) ?? [];
    slices.set(slot, slice);
    slice.push({
      onset: note.onset - start,
      duration: Math.min(noteEnd(note), start + length) - note.onset,
      pitch: note.pitch - anchor,
      velocity: note.velocity,
    });
  }
  const segments = [...slices.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, notes], index) => segmentOf(notes, length, melody.id, index));
  return { anchor, segments };
}
