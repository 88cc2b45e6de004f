import type { Meter } from "../engine/music/meter.ts";
import type { Bpm, Ticks } from "../engine/time/units.ts";
import type { MidiWarnings } from "./midi-warnings.ts";
import { SoundingNotes } from "./sounding-notes.ts";

/** What is shared by all tracks of one file while it is read. */
export interface MidiReading {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly warnings: MidiWarnings;
  /** Engine ticks in one tick of the file. */
  readonly scale: number;
  /** Events read so far. */
  events: number;
}

/** What one track says; times are engine ticks. */
export interface TrackReading {
  name: string;
  readonly sounding: SoundingNotes;
  readonly tempos: { at: Ticks; tempo: Bpm }[];
  readonly meters: { at: Ticks; meter: Meter }[];
  readonly keySignatures: { at: Ticks; fifths: number; minor: boolean }[];
  /** Where reading stopped: after the end-of-track event, or at the track's end. */
  stop: number;
}

/** A track of which nothing has been read. */
export function emptyTrack(end: number): TrackReading {
  return { name: "", sounding: new SoundingNotes(), tempos: [], meters: [], keySignatures: [], stop: end };
}
