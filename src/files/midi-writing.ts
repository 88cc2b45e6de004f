import type { Key } from "../engine/music/key.ts";
import type { Meter } from "../engine/music/meter.ts";
import { type Note, noteEnd } from "../engine/music/note.ts";
import { type Bpm, PPQ, type Ticks } from "../engine/time/units.ts";
import { TEMPO_RANGE } from "./midi-score.ts";

/** A track to be written. `midiChannel` 0–15; notes in any order. */
export interface WrittenTrack {
  readonly name: string;
  readonly midiChannel: number;
  readonly notes: readonly Note[];
  /** General MIDI program 0–127 (0 is the grand piano); the receiver's own sound when left out. */
  readonly program?: number;
}

/** A piece to be written. */
export interface WrittenPiece {
  readonly tracks: readonly WrittenTrack[];
  /** 4–1000 quarter notes a minute ({@link TEMPO_RANGE}); stored in whole microseconds a quarter note. */
  readonly tempo: Bpm;
  readonly meter: Meter;
  readonly key?: Key;
  /** Words at a time, as sequencers show them above the tracks. */
  readonly markers?: readonly { readonly at: Ticks; readonly text: string }[];
}

/** At one tick: endings first, so that a repeated note is not cut off, then settings, then beginnings. */
interface TimedMessage {
  readonly at: Ticks;
  readonly order: 0 | 1 | 2;
  readonly bytes: readonly number[];
}

/**
 * A Standard MIDI File, format 1, 480 ticks to a quarter note: a first track with tempo, meter, key and markers, then one
 * track for each of `tracks`. Onsets and ends are rounded to whole ticks; a note has at least one.
 * @throws RangeError when a value does not exist in MIDI (a pitch over 127, a negative onset, a meter of 4/5 …)
 */
export function writeMidi({ tracks, tempo, meter, key, markers = [] }: WrittenPiece): Uint8Array {
  const chunks = [
    chunk("MThd", [...bigEndian(1, 2), ...bigEndian(tracks.length + 1, 2), ...bigEndian(PPQ, 2)]),
    trackChunk([
      { at: 0, order: 1, bytes: meta(0x51, tempoBytes(tempo)) },
      { at: 0, order: 1, bytes: meta(0x58, meterBytes(meter)) },
      ...(key ? [{ at: 0, order: 1 as const, bytes: meta(0x59, keyBytes(key)) }] : []),
      ...markers.map(({ at, text }) => ({
        at: inRange("marker", at, 0, 0x0fffffff),
        order: 1 as const,
        bytes: meta(0x06, [...new TextEncoder().encode(text)]),
      })),
    ]),
    ...tracks.map((track) => trackChunk(trackMessages(track))),
  ];
  const file = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of chunks) {
    file.set(part, place);
    place += part.length;
  }
  return file;
}

function trackMessages({ name, midiChannel, notes, program }: WrittenTrack): TimedMessage[] {
  const channel = inRange("MIDI channel", midiChannel, 0, 15);
  const messages: TimedMessage[] = [{ at: 0, order: 1, bytes: meta(0x03, [...new TextEncoder().encode(name)]) }];
  if (program !== undefined) {
    messages.push({ at: 0, order: 1, bytes: [0xc0 | channel, inRange("program", program, 0, 127)] });
  }
  for (const note of notes) {
    const at = inRange("onset", note.onset, 0, 0x0fffffff);
    const end = Math.max(at + 1, inRange("end", noteEnd(note), 0, 0x0fffffff));
    const pitch = inRange("pitch", note.pitch, 0, 127);
    messages.push({ at, order: 2, bytes: [0x90 | channel, pitch, inRange("velocity", note.velocity, 1, 127)] });
    messages.push({ at: end, order: 0, bytes: [0x80 | channel, pitch, 64] });
  }
  return messages;
}

function trackChunk(messages: readonly TimedMessage[]): Uint8Array {
  const bytes: number[] = [];
  let tick = 0;
  for (const { at, bytes: message } of [...messages].sort((a, b) => a.at - b.at || a.order - b.order)) {
    bytes.push(...quantity(at - tick), ...message);
    tick = at;
  }
  bytes.push(0, ...meta(0x2f, []));
  return chunk("MTrk", bytes);
}

function chunk(letters: string, body: readonly number[]): Uint8Array {
  const file = new Uint8Array(8 + body.length);
  file.set([...new TextEncoder().encode(letters), ...bigEndian(body.length, 4)]);
  file.set(body, 8);
  return file;
}

function meta(type: number, data: readonly number[]): number[] {
  return [0xff, type, ...quantity(data.length), ...data];
}

function tempoBytes(tempo: Bpm): number[] {
  if (!(tempo >= TEMPO_RANGE[0] && tempo <= TEMPO_RANGE[1])) {
    throw new RangeError(`a tempo of ${tempo} does not fit into a MIDI file`);
  }
  return bigEndian(Math.round(60_000_000 / tempo), 3);
}

function meterBytes({ beats, unit }: Meter): number[] {
  const power = Math.log2(unit);
  if (!Number.isInteger(power)) throw new RangeError(`a MIDI file cannot hold the meter ${beats}/${unit}`);
  // 24 MIDI clocks are a quarter note; the metronome clicks on the unit. 8 thirty-seconds make a quarter note.
  return [inRange("beats", beats, 1, 255), inRange("unit", power, 0, 6), Math.max(1, 96 / unit), 8];
}

function keyBytes({ tonic, mode }: Key): number[] {
  const major = mode === "major" ? tonic : tonic + 3;
  // Fifths from C, in the spelling with the fewest signs: −5 … 6.
  const fifths = ((((major * 7) % 12) + 17) % 12) - 5;
  return [fifths & 0xff, mode === "minor" ? 1 : 0];
}

function quantity(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

function bigEndian(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (value >>> (8 * (count - 1 - i))) & 0xff);
}

/** The value as a whole number of the range; a RangeError names it otherwise. */
function inRange(what: string, value: number, low: number, high: number): number {
  const whole = Math.round(value);
  if (!(whole >= low && whole <= high)) throw new RangeError(`${what} ${value} does not fit into a MIDI file`);
  return whole;
}
