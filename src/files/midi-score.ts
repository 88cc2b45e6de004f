import type { Meter } from "../engine/music/meter.ts";
import type { Note } from "../engine/music/note.ts";
import type { Bpm, Ticks } from "../engine/time/units.ts";

/** A note of a MIDI file. `midiChannel` counts from 0: 0–15, percussion is {@link PERCUSSION}. */
export interface MidiNote extends Note {
  readonly midiChannel: number;
}

/** The General MIDI percussion channel: "channel 10" to people, 9 on the wire. */
export const PERCUSSION = 9;

export interface MidiTrack {
  /** "" when the track has no name. */
  readonly name: string;
  /** In order of onset, then pitch. */
  readonly notes: readonly MidiNote[];
}

/**
 * What a Standard MIDI File says, checked and rescaled. All times are whole engine ticks (480 to a quarter note) from the
 * start: onsets 0 to {@link LONGEST}, durations at least 1; pitches 0–127, velocities 1–127.
 */
export interface MidiScore {
  /** Ticks in a quarter note: always the engine's 480, whatever the file's own division was. */
  readonly ppq: Ticks;
  readonly tracks: readonly MidiTrack[];
  /** In order; the first is at 0 (120 where the file says nothing). */
  readonly tempos: readonly { readonly at: Ticks; readonly tempo: Bpm }[];
  /** In order; the first is at 0 (4/4 where the file says nothing). */
  readonly meters: readonly { readonly at: Ticks; readonly meter: Meter }[];
  /** In order; empty where the file has none. `fifths`: −7…7, sharps positive. */
  readonly keySignatures: readonly { readonly at: Ticks; readonly fifths: number; readonly minor: boolean }[];
  /** What was skipped or mended: one sentence each, naming file and byte. At most 20 and one that counts the rest. */
  readonly warnings: readonly string[];
}

/** The latest time in a score: 24 hours at 120 quarter notes a minute. A step beyond it is damage, not music. */
export const LONGEST: Ticks = 24 * 60 * 120 * 480;

/** The largest file that is read, in bytes. */
export const MOST_BYTES = 1_048_576;
/** The most events that are read from one file. */
export const MOST_EVENTS = 200_000;
/** The most tracks that are read from one file; format 1 files of real scores have a few dozen. */
export const MOST_TRACKS = 1_000;
/** The most changes of tempo, of meter or of key that are read from one track. */
export const MOST_CHANGES = 10_000;
/** The slowest and fastest tempo that is believed, quarter notes a minute. */
export const TEMPO_RANGE: readonly [Bpm, Bpm] = [4, 1000];
