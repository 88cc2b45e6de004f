import type { PlayedNote } from "../listening/phrase.ts";
import type { Origin } from "../music/candidates.ts";
import type { Key } from "../music/key.ts";
import { levelOf, velocityOf } from "../music/level.ts";
import { type Likeness, likenessOf } from "../music/likeness.ts";
import { degreeOf, knownScale, pitchOfDegree } from "../music/scale.ts";
import type { Segment } from "../music/segment.ts";
import type { Sources, Stream } from "../music/stream.ts";
import { continueStream } from "../music/stream.ts";
import type { Wish } from "../music/wish.ts";
import type { Bpm, Millis, Pitch } from "../time/units.ts";
import { millisToTicks, PPQ, ticksToMillis } from "../time/units.ts";
import { scaleHeard } from "./footing.ts";
import { hearPhrase } from "./hearing.ts";
import { phraseLength, topLine } from "./material.ts";
import { motifMaterial } from "./motif.ts";
import { USUAL } from "./parameters.ts";
import type { PlannedNote } from "./partner.ts";
import type { Steering } from "./steering.ts";
import type { Scene } from "./technique.ts";

/** An answer to a phrase; onsets count from the answer's beginning. */
export interface Answer {
  readonly notes: readonly PlannedNote[];
  readonly tempo: Bpm;
  readonly key: Key;
  readonly stream: Stream;
  /** The child's phrase, as it went into the library. */
  readonly heard: Segment;
  readonly origin: Origin;
}

/** The child's proportions are taken from this many phrases. */
const PHRASES_OF_SELF = 24;
/** The partner stays this near to where the child plays. */
const REACH = 7;

/** At the most of variation the phrase's ups and downs count so many times less than usual, at the least so many times more. */
const FREER = 8;
/** So much more is left to chance at the most of variation than at the least. */
const WILDER = 0.8;

/** Of so many notes of the child's, those that an answer may match; it has one more at the most. */
export function answerable(count: number, { answerNotes }: Pick<Steering, "answerNotes">): number {
  return Math.max(1, Math.round(answerNotes * count));
}

/** What the child's music is made of: the last phrases and this one. */
function selfOf(material: readonly Segment[], heard: Segment): Likeness {
  return likenessOf([...material.slice(-PHRASES_OF_SELF), heard], false);
}

function wishFor(
  scene: Scene,
  phrase: readonly PlayedNote[],
  tempo: Bpm,
  key: Key,
  anchor: Pitch,
  heard: Segment,
): Wish {
  const pitches = phrase.map((note) => note.pitch);
  const clamp = (pitch: Pitch) => Math.max(scene.range.low, Math.min(scene.range.high, pitch));
  const low = clamp(Math.min(...pitches) - REACH);
  const high = Math.max(low + 12, clamp(Math.max(...pitches) + REACH));
  const top = Math.min(high, scene.range.high);
  const { steering } = scene;
  const count = answerable(topLine(phrase).length, steering);
  const length = millisToTicks(phraseLength(phrase), tempo);
  return {
    scale: scaleHeard(scene, key),
    known: knownScale(key),
    low: Math.min(low, top - 12) - anchor,
    high: top - anchor,
    tempo,
    bar: 4 * PPQ,
    self: selfOf(scene.partner.material, heard),
    mostTicks: Math.max(1, Math.floor(Math.min(length, millisToTicks(steering.answerLength, tempo)))),
    mostNotes: count + 1,
    density: (count * PPQ) / Math.max(PPQ / 2, length),
    sampling: { temperature: 0.9 + WILDER * (steering.variation - USUAL.variation), topP: 0.9 },
  };
}

/** Goes on until the answer is about as long as it may be, in ups and downs akin to the phrase's. */
function goOn(stream: Stream, sources: Sources, wish: Wish, scene: Scene, heard: Segment) {
  const notes: { onset: number; duration: number; pitch: Pitch; velocity: number }[] = [];
  const weight = FREER ** (2 * (USUAL.variation - scene.steering.variation));
  let length = 0;
  let origin: Origin = "kept";
  while (notes.length === 0 || (length < 0.7 * wish.mostTicks && notes.length < wish.mostNotes - 1)) {
    const rest = {
      ...wish,
      mostTicks: wish.mostTicks - length,
      mostNotes: wish.mostNotes - notes.length,
      contour: { notes: heard.notes, from: length, weight },
    };
    const next = continueStream(stream, sources, rest, scene.networks);
    for (const note of next.segment.notes) notes.push({ ...note, onset: note.onset + length });
    length += next.segment.length;
    stream = next.stream;
    origin = next.origin;
  }
  return { stream, notes, origin };
}

/** How much slower the answer must go so as not to be denser than the phrase, without getting longer than it may. */
function stretchFor(notes: readonly { onset: number; duration: number }[], wish: Wish): number {
  const end = Math.max(...notes.map((note) => note.onset + note.duration));
  const density = (notes.length * PPQ) / end;
  return Math.max(1, Math.min(wish.mostTicks / end, density / (wish.density ?? density)));
}

/** Onsets nearer than this are at one place. */
const SAME_PLACE: Millis = 80;

/** Whether the notes are those of a line: the same pitches at the same places. */
function copies(notes: readonly PlannedNote[], line: readonly PlayedNote[]): boolean {
  const [start, begins] = [notes[0]?.onset ?? 0, line[0]?.onset ?? 0];
  return (
    notes.length === line.length &&
    line.every(({ onset, pitch }, i) => {
      const note = notes[i];
      return note?.pitch === pitch && Math.abs(note.onset - start - (onset - begins)) < SAME_PLACE;
    })
  );
}

/** Notes that are not the phrase's own: where they would be, the last goes a step of the scale nearer home. */
function vary(
  notes: readonly PlannedNote[],
  phrase: readonly PlayedNote[],
  anchor: Pitch,
  wish: Wish,
): readonly PlannedNote[] {
  if (!copies(notes, topLine(phrase))) return notes;
  const { scale, low, high } = wish;
  const last = (notes[notes.length - 1]?.pitch ?? anchor) - anchor;
  const step = last > 0 ? -1 : 1;
  const [wanted = last, other = last] = [step, -step].map((by) => pitchOfDegree(scale, degreeOf(scale, last) + by));
  const pitch = anchor + (wanted >= low && wanted <= high ? wanted : other);
  return notes.map((note, i) => (i === notes.length - 1 ? { ...note, pitch } : note));
}

/**
 * An answer to the child's phrase: no longer, no denser (at most one note more), 6 dB softer (or as set), in the child's scale and
 * near where the child plays, and never the phrase itself. The two networks hear the phrase and foretell what comes; the library is the tunes and
 * what the child played before, with the tunes it came back to. `phrase` must hold at least one note.
 */
export function composeAnswer(scene: Scene, phrase: readonly PlayedNote[]): Answer {
  const { segment: heard, tempo, key, anchor, ...opened } = hearPhrase(scene, phrase);
  const wish = wishFor(scene, phrase, tempo, key, anchor, heard);
  const own = [...scene.partner.material, ...motifMaterial(scene, tempo, anchor)];
  const sources = { library: scene.library, own };
  const { stream, notes, origin } = goOn(opened.stream, sources, wish, scene, heard);
  const stretch = stretchFor(notes, wish);
  const childLevel = phrase.reduce((sum, note) => sum + levelOf(note.velocity), 0) / phrase.length;
  const velocity = Math.max(1, Math.floor(velocityOf(childLevel + scene.steering.softer)));
  const planned = notes.map((note) => ({
    onset: ticksToMillis(note.onset * stretch, tempo),
    duration: ticksToMillis(note.duration * stretch, tempo),
    pitch: note.pitch + anchor,
    velocity,
  }));
  return {
    notes: vary(planned, phrase, anchor, wish),
    tempo,
    key,
    stream,
    heard,
    origin,
  };
}
