import { findLetters, lettersAt, numberAt } from "./midi-bytes.ts";
import { MidiRefusal } from "./midi-refusal.ts";
import type { MidiWarnings } from "./midi-warnings.ts";

/** What the header chunk says. */
export interface MidiHeader {
  /** 0, 1 or 2. */
  readonly format: number;
  /** How many tracks the file promises. */
  readonly trackCount: number;
  /** Engine ticks in one tick of the file. */
  readonly scale: number;
  /** The file counts frames of film (SMPTE), not parts of a beat: its tempos mean nothing. */
  readonly filmTime: boolean;
  /** Where the chunks after it begin. */
  readonly end: number;
}

/** How far from the start a header is looked for: RIFF ("RMID") and MacBinary wrappers are 20 and 128 bytes. */
const HEADER_REACH = 1024;
/** Film time becomes beats at the tempo a MIDI file has when it names none: 120, so 960 engine ticks a second. */
const TICKS_A_SECOND = 960;
const PPQ = 480;

/** Reads the header. Throws MidiRefusal when there is none or when it makes every time meaningless. */
export function readHeader(bytes: Uint8Array, name: string, warnings: MidiWarnings): MidiHeader {
  const start = findLetters(bytes, "MThd", 0, Math.min(bytes.length, HEADER_REACH));
  if (start < 0) {
    throw new MidiRefusal(
      "not MIDI",
      name,
      `this is not a MIDI file: it does not begin with "MThd". Choose a .mid file.`,
      0,
    );
  }
  if (start > 0) warnings.add(0, `${start} bytes before the MIDI header were skipped.`);
  if (bytes.length < start + 14) {
    throw new MidiRefusal("damaged", name, "the file ends inside its header. Export or copy it again.", bytes.length);
  }
  const length = numberAt(bytes, start + 4, 4);
  const believable = length >= 6 && start + 8 + length <= bytes.length;
  if (length !== 6) warnings.add(start + 4, () => `the header says it has ${length} bytes instead of 6.`);
  let format = numberAt(bytes, start + 8, 2);
  if (format > 2) {
    warnings.add(start + 8, () => `format ${format} does not exist; the file is read as format 1.`);
    format = 1;
  }
  if (format === 2) {
    warnings.add(start + 8, "the tracks are separate pieces (format 2); tempo and meter are those of the first one.");
  }
  const { scale, filmTime } = readDivision(bytes, start + 12, name, warnings);
  return {
    format,
    trackCount: numberAt(bytes, start + 10, 2),
    scale,
    filmTime,
    end: believable ? start + 8 + length : start + 14,
  };
}

function readDivision(bytes: Uint8Array, place: number, name: string, warnings: MidiWarnings) {
  const division = numberAt(bytes, place, 2);
  if (division === 0) {
    throw new MidiRefusal(
      "damaged",
      name,
      "the header says that a quarter note has 0 ticks. Export the file again.",
      place,
    );
  }
  if (division < 0x8000) return { scale: PPQ / division, filmTime: false };
  const code = 256 - (division >> 8);
  const ticksAFrame = division & 0xff;
  if (![24, 25, 29, 30].includes(code) || ticksAFrame === 0) {
    throw new MidiRefusal(
      "damaged",
      name,
      `the header counts time in film frames, but ${code} frames a second of ${ticksAFrame} ticks do not exist. Export the file with beats (ticks per quarter note).`,
      place,
    );
  }
  warnings.add(place, "time is counted in film frames (SMPTE); it is read as beats at 120 a minute.");
  const frames = code === 29 ? 30_000 / 1001 : code;
  return { scale: TICKS_A_SECOND / (frames * ticksAFrame), filmTime: true };
}

/** Where the events of one track lie: [start, end). */
export interface TrackChunk {
  readonly start: number;
  readonly end: number;
}

/** The next track at or after `place`; unknown chunks and junk before it are skipped with a warning. */
export function findTrackChunk(bytes: Uint8Array, place: number, warnings: MidiWarnings): TrackChunk | undefined {
  for (let at = place; at < bytes.length; ) {
    if (lettersAt(bytes, at, "MTrk")) return measureTrack(bytes, at, warnings);
    if (isChunk(bytes, at)) {
      warnings.add(at, () => `a chunk of an unknown kind ("${chunkKind(bytes, at)}") was skipped.`);
      at += 8 + numberAt(bytes, at + 4, 4);
    } else {
      const next = findLetters(bytes, "MTrk", at, bytes.length);
      const end = next < 0 ? bytes.length : next;
      warnings.add(at, () => `${end - at} bytes that belong to no track were skipped.`);
      at = end;
    }
  }
  return undefined;
}

function measureTrack(bytes: Uint8Array, at: number, warnings: MidiWarnings): TrackChunk {
  const start = Math.min(at + 8, bytes.length);
  const length = numberAt(bytes, at + 4, 4);
  const end = at + 8 + length;
  // A length is believed when something that can follow a track follows it: a chunk or the end of the file.
  if (end === bytes.length || (end < bytes.length && isChunk(bytes, end))) return { start, end };
  const next = findLetters(bytes, "MTrk", start, bytes.length);
  const found = next < 0 ? bytes.length : next;
  if (end > bytes.length && next < 0) {
    warnings.add(at, () => `the track header says ${length} bytes but the file ends after ${found - start}.`);
  } else {
    warnings.add(
      at,
      () => `the track header says ${length} bytes but the next chunk or the end is after ${found - start}.`,
    );
  }
  return { start, end: found };
}

/** Four printable letters and a length that stays inside the file. */
function isChunk(bytes: Uint8Array, at: number): boolean {
  if (at + 8 > bytes.length) return false;
  for (let i = at; i < at + 4; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x20 || byte > 0x7e) return false;
  }
  return lettersAt(bytes, at, "MTrk") || at + 8 + numberAt(bytes, at + 4, 4) <= bytes.length;
}

function chunkKind(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
