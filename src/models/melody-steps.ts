import type { Key } from "../engine/music/key.ts";
import type { Melody } from "../engine/music/melody.ts";
import { barTicks } from "../engine/music/meter.ts";
import type { Note } from "../engine/music/note.ts";
import { noteEnd, pitchClass } from "../engine/music/note.ts";
import type { Pitch, Semitones, Ticks, Velocity } from "../engine/time/units.ts";
import { PPQ } from "../engine/time/units.ts";

/**
 * A melody as Magenta's basic melody RNN ("MusicRNN") reads it: one event a sixteenth, of 38 classes: 0 nothing new, 1 the
 * note ends, 2–37 a note begins, C3 (48) to B5 (83). (Magenta, `melody_encoder_decoder.py`, `MelodyOneHotEncoding`.)
 */
export const STEP_EVENTS = 38;
/** The class of a step in which nothing begins or ends. */
export const NO_EVENT = 0;
/** The class of a step in which the note ends and a rest begins. */
export const NOTE_OFF = 1;
/** Length of a step. */
export const STEP: Ticks = PPQ / 4;

const FIRST_NOTE = 2;
const LOWEST: Pitch = 48;
const HIGHEST: Pitch = 83;

export interface MelodySteps {
  /** Classes, one a step, from the first note on. */
  readonly events: Uint8Array;
  /** What was added to the melody's pitches. */
  readonly shift: Semitones;
}

/** Semitones to C major or A minor, in the octave that brings the middle of the range nearest to the middle of C3–B5. */
export function shiftToCommonKey({ key, notes }: { readonly key: Key; readonly notes: readonly Note[] }): Semitones {
  const major = key.mode === "major" ? key.tonic : key.tonic + 3;
  const toC = -pitchClass(major);
  const low = notes.reduce((least, { pitch }) => Math.min(least, pitch), Number.POSITIVE_INFINITY);
  const high = notes.reduce((most, { pitch }) => Math.max(most, pitch), Number.NEGATIVE_INFINITY);
  const off = (LOWEST + HIGHEST) / 2 - (low + high) / 2 - toC;
  return notes.length > 0 ? toC + 12 * Math.round(off / 12) : toC;
}

/** The class of a note. Pitches outside C3–B5 are moved into it by octaves, as Magenta does. */
function noteEvent(pitch: Pitch): number {
  if (pitch < LOWEST) return FIRST_NOTE + pitchClass(pitch - LOWEST);
  if (pitch > HIGHEST) return FIRST_NOTE + HIGHEST - LOWEST - 11 + pitchClass(pitch - HIGHEST - 1);
  return FIRST_NOTE + pitch - LOWEST;
}

/**
 * The melody on the sixteenth grid, in the common key. Duple and compound metres lie on the grid; triplets and quicker notes
 * do not, and are moved to the nearest step: of notes that meet there, the longest stays (3 % of the corpora's onsets are
 * moved, 0.4 % of the notes lost). Whole bars of silence are left out: Magenta ends a melody there.
 */
export function encodeSteps(
  melody: Pick<Melody, "key" | "meter" | "notes">,
  shift: Semitones = shiftToCommonKey(melody),
): MelodySteps {
  const bar = Math.max(1, Math.round(barTicks(melody.meter) / STEP));
  const placed: { step: number; end: number; note: Note }[] = [];
  for (const note of melody.notes) {
    const step = Math.round(note.onset / STEP);
    const end = Math.max(step + 1, Math.round(noteEnd(note) / STEP));
    const last = placed.at(-1);
    if (last?.step !== step) placed.push({ step, end, note });
    else if (note.duration > last.note.duration) placed[placed.length - 1] = { step, end, note };
  }
  const events: number[] = [];
  placed.forEach(({ step, end, note }, i) => {
    const until = placed[i + 1]?.step ?? end;
    const held = Math.min(end, until) - step;
    const rest = Math.max(0, until - step - held) % bar;
    events.push(noteEvent(note.pitch + shift));
    for (let s = 1; s < held; s++) events.push(NO_EVENT);
    for (let s = 0; s < rest; s++) events.push(s === 0 ? NOTE_OFF : NO_EVENT);
  });
  return { events: Uint8Array.from(events), shift };
}

/** The pitch of an event in the common key; undefined when no note begins. */
export function pitchOfEvent(event: number): Pitch | undefined {
  return event >= FIRST_NOTE ? event - FIRST_NOTE + LOWEST : undefined;
}

/** The notes of a row of events; `shift` is taken away from their pitches. What comes before the first note is silence. */
export function decodeSteps(events: ArrayLike<number>, shift: Semitones, velocity: Velocity): Note[] {
  const notes: Note[] = [];
  let begun: { readonly step: number; readonly pitch: Pitch } | undefined;
  const end = (step: number) => {
    if (begun) {
      const { step: from, pitch } = begun;
      notes.push({ onset: from * STEP, duration: (step - from) * STEP, pitch: pitch - shift, velocity });
    }
    begun = undefined;
  };
  for (let step = 0; step < events.length; step++) {
    const event = events[step] ?? NO_EVENT;
    if (event === NO_EVENT) continue;
    end(step);
    const pitch = pitchOfEvent(event);
    if (pitch !== undefined) begun = { step, pitch };
  }
  end(events.length);
  return notes;
}
