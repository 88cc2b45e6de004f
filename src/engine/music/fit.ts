import type { Draws } from "../random.ts";
import type { Millis, Semitones, Ticks } from "../time/units.ts";
import { millisToTicks } from "../time/units.ts";
import { inScale, shiftBySteps, snapWithin } from "./scale.ts";
import type { RelativeNote, Segment } from "./segment.ts";
import { transcribe } from "./transcription.ts";
import type { Wish } from "./wish.ts";

/** No note of the stream lasts longer (music.md: "prolonged" is a pitch held over 2 s). */
export const LONGEST_NOTE: Millis = 2_000;
/** No join of two segments is a larger leap. */
export const LARGEST_JOIN: Semitones = 7;

/** A segment that has only been written down: nothing is known of its course yet. At least one note. */
export type Draft = Pick<Segment, "notes" | "length" | "source" | "index">;

/** Cuts notes to what the wish allows: at most so many, so long, none reaching over the end or over 2 s. */
function trim(notes: readonly RelativeNote[], length: Ticks, wish: Wish): RelativeNote[] {
  const longest = Math.floor(millisToTicks(LONGEST_NOTE, wish.tempo));
  const trimmed: RelativeNote[] = [];
  for (const { onset, duration, pitch, velocity } of notes) {
    if (onset >= length || trimmed.length >= wish.mostNotes) break;
    trimmed.push({ onset, duration: Math.min(duration, length - onset, longest), pitch, velocity });
  }
  return trimmed;
}

/** The notes on other pitches; undefined where one of them lies outside the range, or there is none. */
function onPitches(
  notes: readonly RelativeNote[],
  wish: Wish,
  pitchOf: (note: RelativeNote, place: number) => Semitones,
): RelativeNote[] | undefined {
  const moved: RelativeNote[] = [];
  for (let i = 0; i < notes.length; i++) {
    const note = notes[i] as RelativeNote;
    const pitch = pitchOf(note, i);
    if (pitch < wish.low || pitch > wish.high) return undefined;
    moved.push({ onset: note.onset, duration: note.duration, pitch, velocity: note.velocity });
  }
  return moved.length > 0 ? moved : undefined;
}

/** Pitches of a segment moved by steps of the scale that it stands in, in the wish's scale. */
export function moveInto({ scale, known }: Wish, pitches: readonly Semitones[], steps: number): readonly Semitones[] {
  if (!known) return pitches.map((pitch) => shiftBySteps(scale, pitch, steps));
  const moved = steps === 0 ? pitches : pitches.map((pitch) => shiftBySteps(known, pitch, steps));
  return transcribe(moved, scale, known);
}

/**
 * Fits a segment to the moment: into the scale, moved by `steps` of it, trimmed to the wish. Undefined when a pitch would
 * leave the range or nothing is left.
 */
export function fitSegment(segment: Segment, steps: number, wish: Wish): Draft | undefined {
  const length = Math.min(segment.length, wish.mostTicks);
  const trimmed = trim(segment.notes, length, wish);
  const pitches = moveInto(
    wish,
    trimmed.map(({ pitch }) => pitch),
    steps,
  );
  const notes = onPitches(trimmed, wish, (_, place) => pitches[place] as Semitones);
  return notes && { notes, length, source: segment.source, index: segment.index };
}

/** Where a course (eight values over the segment) stands at a point, 0–1, between its values in a straight line. */
function courseAt(course: readonly Semitones[], point: number): Semitones {
  const position = Math.max(0, Math.min(course.length - 1, point * course.length - 0.25));
  const slot = Math.floor(position);
  const here = course[slot] ?? 0;
  const next = course[slot + 1] ?? here;
  return here + (next - here) * (position - slot);
}

/** How new pitches are drawn. */
export interface Making {
  readonly course: readonly Semitones[];
  /** Likelihood of each interval, −12 … +12: what this music likes to do from one note to the next. */
  readonly habits: readonly number[];
  /** Semitones from the course at which a pitch has lost two thirds of its likelihood. */
  readonly looseness: Semitones;
}

const WIDEST: Semitones = 12;
const chances = new Float64Array(2 * WIDEST + 1);

/** Draws the pitch after `before`: near the course, by an interval that the music likes, in the scale and the range. */
function drawPitch(before: Semitones, wanted: Semitones, making: Making, wish: Wish, draws: Draws): Semitones {
  let total = 0;
  for (let i = 0; i <= 2 * WIDEST; i++) {
    const pitch = before + i - WIDEST;
    const allowed = pitch >= wish.low && pitch <= wish.high && inScale(wish.scale, pitch);
    const chance = allowed ? (making.habits[i] as number) * Math.exp(-Math.abs(pitch - wanted) / making.looseness) : 0;
    chances[i] = chance;
    total += chance;
  }
  if (total <= 0) return snapWithin(wish.scale, before, wish.low, wish.high);
  let point = draws.unit() * total;
  let last = WIDEST;
  for (let i = 0; i <= 2 * WIDEST; i++) {
    if (chances[i] === 0) continue;
    last = i;
    point -= chances[i] as number;
    if (point < 0) break;
  }
  return before + last - WIDEST;
}

/**
 * A new segment: the rhythm of `model`, its first notes on the pitches of `head` (one at least), and the rest of the
 * pitches drawn along the course. Undefined when a pitch would leave the range.
 */
export function makeSegment(
  model: Segment,
  head: readonly Semitones[],
  making: Making,
  wish: Wish,
  draws: Draws,
): Draft | undefined {
  const length = Math.min(model.length, wish.mostTicks);
  let before = head[0] ?? 0;
  const notes = onPitches(trim(model.notes, length, wish), wish, ({ onset }, place) => {
    before = head[place] ?? drawPitch(before, courseAt(making.course, onset / model.length), making, wish, draws);
    return before;
  });
  return notes && { notes, length, source: "made", index: 0 };
}
