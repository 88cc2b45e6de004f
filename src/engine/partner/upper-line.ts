import { likenessOf } from "../music/likeness.ts";
import { inScale, knownScale } from "../music/scale.ts";
import { anchorOf } from "../music/segment.ts";
import { continueStream, type Stream } from "../music/stream.ts";
import type { Voice } from "../music/voice.ts";
import type { Wish } from "../music/wish.ts";
import type { Bpm, Pitch } from "../time/units.ts";
import { PPQ } from "../time/units.ts";
import { BEATS_IN_BAR } from "./grid.ts";
import { type Harmony, isPitched } from "./harmony.ts";
import type { Scene } from "./technique.ts";

/** A note of the melody over an accompaniment, in beats from the grid's first. */
export interface LineNote {
  readonly beat: number;
  readonly beats: number;
  readonly pitch: Pitch;
  /** Absent for the melody. */
  readonly voice?: Voice;
}

/** The melody over the accompaniment: what is composed and not yet planned. Immutable. */
export interface UpperLine {
  readonly notes: readonly LineNote[];
  /** Beats for which there is a line, rests included. */
  readonly until: number;
}

export const NO_LINE: UpperLine = { notes: [], until: 0 };

/** A melody over an accompaniment leaves room: notes in a bar, and notes a beat that would suit. */
const SPARSE = { notes: 5, density: 0.8 } as const;
/** The child's proportions are taken from this many phrases. */
const PHRASES_OF_SELF = 24;
/** It stays this near to where the child plays. */
const REACH = { down: 7, up: 12 } as const;

/** What is asked of the next bar, in the child's register and key; pitches relative to `anchor`. */
function wishFor(scene: Scene, { key, scale }: Harmony, anchor: Pitch, tempo: Bpm): Wish {
  const { low, high } = scene.range;
  const top = Math.min(high, anchor + REACH.up);
  const bottom = Math.max(low, Math.min(anchor - REACH.down, top - 12));
  return {
    scale,
    known: knownScale(key),
    low: bottom - anchor,
    high: Math.max(top, bottom + 12) - anchor,
    tempo,
    bar: BEATS_IN_BAR * PPQ,
    self: likenessOf(scene.partner.material.slice(-PHRASES_OF_SELF), false),
    mostTicks: BEATS_IN_BAR * PPQ,
    mostNotes: SPARSE.notes,
    density: SPARSE.density,
    sampling: { temperature: 0.9, topP: 0.9 },
  };
}

/** Where the melody has its home: the tonic nearest to where the child plays, `register` octaves from it, inside the range. */
function homeOf(scene: Scene, { key }: Harmony, register: number): Pitch | undefined {
  const notes = scene.listening.memory.filter(isPitched).map((note) => ({ ...note, duration: note.duration ?? 1 }));
  if (notes.length === 0) return undefined;
  let home = anchorOf(notes, key.tonic) + 12 * Math.round(register);
  while (home + REACH.up > scene.range.high) home -= 12;
  while (home - REACH.down < scene.range.low) home += 12;
  return home;
}

/** What is meant for a beat falls on it: a note just beside it would be heard as a slip, and draw the beat with it. */
const BESIDE = 0.1;

function toBeat(beat: number): number {
  const nearest = Math.round(beat);
  return Math.abs(beat - nearest) <= BESIDE ? nearest : beat;
}

/** What is asked of the next bars of a line. */
interface Wanted {
  readonly line: UpperLine;
  /** The beat it begins with. */
  readonly from: number;
  /** Bars of rest after it. */
  readonly rest: number;
  readonly register: number;
  readonly tempo: Bpm;
  /** Notes to take instead of new ones. */
  readonly woven?: readonly LineNote[] | undefined;
}

/**
 * The line with one more bar that begins at beat `from`, and `rest` bars of rest after it: both networks go on from what child
 * and partner played, with the child's phrases among the material. The line as it was before the first phrase was heard.
 */
export function extendLine(
  scene: Scene,
  harmony: Harmony,
  { line, from, rest, register, tempo, woven }: Wanted,
): { readonly line: UpperLine; readonly stream: Stream | null } {
  const { stream, material } = scene.partner;
  if (woven) return { line: { notes: [...line.notes, ...woven], until: from + BEATS_IN_BAR * (1 + rest) }, stream };
  const anchor = homeOf(scene, harmony, register);
  const until = from + BEATS_IN_BAR * (1 + rest);
  if (!stream?.place || material.length === 0 || anchor === undefined)
    return { line: { ...line, until: from }, stream };
  const sources = { library: scene.library, own: material };
  const next = continueStream(stream, sources, wishFor(scene, harmony, anchor, tempo), scene.networks);
  const notes = next.segment.notes.map(
    ({ onset, duration, pitch }): LineNote => ({
      beat: from + toBeat(onset / PPQ),
      beats: duration / PPQ,
      pitch: pitch + anchor,
    }),
  );
  const apart = notes.filter(({ beat }, place) => place === 0 || beat > (notes[place - 1]?.beat ?? 0));
  return { line: { notes: [...line.notes, ...apart], until }, stream: next.stream };
}

/** The notes of the line that begin in the beat of this number, and the line without what is past. */
export function takeLine(
  line: UpperLine,
  index: number,
): { readonly notes: readonly LineNote[]; readonly rest: UpperLine } {
  return {
    notes: line.notes.filter(({ beat }) => beat >= index && beat < index + 1),
    rest: { ...line, notes: line.notes.filter(({ beat }) => beat >= index + 1) },
  };
}

/** The line in a key that may be new: what was composed in another one and is not in this scale is left out. */
export function keepInScale(line: UpperLine, { key, scale }: Harmony): UpperLine {
  const notes = line.notes.filter(({ pitch, voice }) => voice === "drum" || inScale(scale, pitch - key.tonic));
  return notes.length === line.notes.length ? line : { ...line, notes };
}
