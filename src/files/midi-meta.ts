import type { Ticks } from "../engine/time/units.ts";
import { numberAt, textAt } from "./midi-bytes.ts";
import { MOST_CHANGES, TEMPO_RANGE } from "./midi-score.ts";
import type { MidiWarnings } from "./midi-warnings.ts";
import type { MidiReading, TrackReading } from "./track-reading.ts";

/** Takes name, tempo, meter and key from the meta event whose `length` data bytes begin at `place`; the rest is ignored. */
export function readMeta(
  { bytes, warnings }: MidiReading,
  track: TrackReading,
  at: Ticks,
  type: number,
  place: number,
  length: number,
): void {
  if (type === 0x03 && track.name === "") {
    track.name = textAt(bytes, place, place + length);
  } else if (type === 0x51) {
    const tempo = length >= 3 ? 60_000_000 / numberAt(bytes, place, 3) : 0;
    if (tempo < TEMPO_RANGE[0] || tempo > TEMPO_RANGE[1]) warnings.add(place, "a tempo that cannot be was left out.");
    else keep(track.tempos, { at, tempo }, place, warnings);
  } else if (type === 0x58) {
    const beats = bytes[place] ?? 0;
    const power = bytes[place + 1] ?? 0;
    if (length < 2 || beats < 1 || beats > 64 || power > 6) {
      warnings.add(place, "a time signature that cannot be was left out.");
    } else keep(track.meters, { at, meter: { beats, unit: 2 ** power } }, place, warnings);
  } else if (type === 0x59) {
    const fifths = ((bytes[place] ?? 0) << 24) >> 24;
    const mode = bytes[place + 1] ?? 0;
    if (length < 2 || Math.abs(fifths) > 7 || mode > 1) {
      warnings.add(place, "a key signature that cannot be was left out.");
    } else keep(track.keySignatures, { at, fifths, minor: mode === 1 }, place, warnings);
  }
}

function keep<T>(changes: T[], change: T, place: number, warnings: MidiWarnings): void {
  if (changes.length < MOST_CHANGES) changes.push(change);
  else warnings.add(place, "this track changes its tempo, meter or key too often; the change was left out.");
}
