import type { Ticks } from "../engine/time/units.ts";
import { quantityAt } from "./midi-bytes.ts";
import { readMeta } from "./midi-meta.ts";
import { MidiRefusal } from "./midi-refusal.ts";
import { LONGEST, MOST_EVENTS } from "./midi-score.ts";
import type { SoundingNotes } from "./sounding-notes.ts";
import { emptyTrack, type MidiReading, type TrackReading } from "./track-reading.ts";

/** Data bytes of the messages that have no place in a file: F1 time code, F2 song position, F3 song select. */
const STRAY_DATA: Readonly<Record<number, number>> = { 241: 1, 242: 2, 243: 1 };

/**
 * Reads the events in [start, end). What is damaged is skipped with a warning, and reading goes on at the next place that
 * looks like an event. Throws MidiRefusal only when the file has too many events.
 */
export function readTrack(file: MidiReading, start: number, end: number): TrackReading {
  const { bytes, warnings } = file;
  const track = emptyTrack(end);
  /** Time so far in the file's own ticks, and in engine ticks. */
  let elapsed = 0;
  let tick: Ticks = 0;
  const longest = LONGEST / file.scale;
  let running = 0;
  let interrupted = false;
  let place = start;
  let over = false;

  while (place < end && !over) {
    const delta = quantityAt(bytes, place, end);
    if (!delta || delta.end >= end) {
      if (!delta && place + 4 < end) {
        place = skipTo(file, place + 1, end, "a waiting time of more than four bytes is damaged");
        continue;
      }
      warnings.add(place, "the track ends in the middle of an event.");
      break;
    }
    if (elapsed + delta.value <= longest) elapsed += delta.value;
    else warnings.add(place, "a waiting time of more than a day was left out.");
    tick = Math.round(elapsed * file.scale);

    let at = delta.end;
    let status = bytes[at] ?? 0;
    if (status >= 0x80) at++;
    else if (running === 0) {
      place = skipTo(file, at, end, "data without a message before it");
      continue;
    } else {
      if (interrupted) {
        warnings.add(at, "a message left out its first byte after a meta or system event; the one before was taken.");
      }
      interrupted = false;
      status = running;
    }
    if (++file.events > MOST_EVENTS) {
      throw new MidiRefusal(
        "too large",
        file.name,
        `there are more than ${MOST_EVENTS.toLocaleString("en")} events. Choose a shorter file.`,
        place,
      );
    }

    if (status < 0xf0) {
      const length = status >= 0xc0 && status < 0xe0 ? 1 : 2;
      if (at + length > end) {
        warnings.add(place, "the track ends in the middle of an event.");
        break;
      }
      const first = bytes[at] ?? 0;
      const second = length === 2 ? (bytes[at + 1] ?? 0) : 0;
      running = status;
      interrupted = false;
      if (first > 127 || second > 127) {
        place = skipTo(file, at, end, "a message with a value over 127 is damaged");
        continue;
      }
      hearMessage(track.sounding, tick, status, first, second);
      place = at + length;
    } else if (status === 0xff || status === 0xf0 || status === 0xf7) {
      interrupted = running !== 0;
      const type = bytes[at];
      if (status === 0xff && type === 0x2f) {
        const length = quantityAt(bytes, at + 1, end);
        if (!length) warnings.add(at, "the end-of-track event is cut off.");
        place = length ? Math.min(length.end + length.value, end) : end;
        over = true;
        continue;
      }
      const from = status === 0xff ? at + 1 : at;
      const length = quantityAt(bytes, from, end);
      if (!length || length.end + length.value > end) {
        place = skipTo(file, from, end, "an event is longer than the rest of its track");
        continue;
      }
      place = length.end + length.value;
      if (status === 0xff) readMeta(file, track, tick, type ?? 0, length.end, length.value);
    } else {
      warnings.add(
        at - 1,
        () => `the message ${status.toString(16).toUpperCase()} has no place in a file and was skipped.`,
      );
      place = afterStray(bytes, at, end, STRAY_DATA[status] ?? 0);
    }
  }
  if (!over && place >= end) warnings.add(end, "the track has no end-of-track event.");
  track.stop = over ? place : end;
  track.sounding.finish(tick);
  return track;
}

function hearMessage(sounding: SoundingNotes, tick: number, status: number, first: number, second: number): void {
  const midiChannel = status & 0x0f;
  const kind = status & 0xf0;
  if (kind === 0x90 && second > 0) sounding.strike(tick, midiChannel, first, second);
  else if (kind === 0x90 || kind === 0x80) sounding.release(tick, midiChannel, first);
  else if (kind === 0xb0 && (first === 120 || first === 123)) sounding.releaseChannel(tick, midiChannel);
}

/** Whether a waiting time and then a message's first byte stand at `place`. */
function looksLikeEvent(bytes: Uint8Array, place: number, end: number): boolean {
  const delta = quantityAt(bytes, place, end);
  return delta !== undefined && delta.end < end && (bytes[delta.end] ?? 0) >= 0x80;
}

/** The first place at or after `from` that looks like an event, or `end`. */
function nextEvent(bytes: Uint8Array, from: number, end: number): number {
  for (let place = from; place < end; place++) if (looksLikeEvent(bytes, place, end)) return place;
  return end;
}

/** Warns of damage at `from`; where to go on after it. */
function skipTo({ bytes, warnings }: MidiReading, from: number, end: number, what: string): number {
  const next = nextEvent(bytes, from, end);
  warnings.add(from, () => `${what}; ${next - from} bytes were skipped.`);
  return next;
}

/** Where to go on after a stray message: after its data if an event follows there, else at an event close by. */
function afterStray(bytes: Uint8Array, at: number, end: number, data: number): number {
  for (const count of [data, 0, 1, 2, 3]) if (looksLikeEvent(bytes, at + count, end)) return at + count;
  return Math.min(at + data, end);
}
