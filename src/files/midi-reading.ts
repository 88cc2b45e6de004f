/**
 * The guard before MIDI files: bytes in, a checked score or one clear sentence out. Pure and synchronous.
 *
 * Why a reader of our own, when @tonejs/midi and jzz-midi-smf exist (both tried on the 36 fixtures of
 * ../shared/data/midi-fixtures and on 20,000 mutants of them and of 40 songs: cuts, overwritten lengths, flipped bytes,
 * noise):
 * - @tonejs/midi 2.0.28 refuses 7 fixtures (stray status bytes F1–FE) and on a mutant filled 4 GB of memory until the whole
 *   process died, which no validation afterwards can catch.
 * - jzz-midi-smf 1.9.9 reads all 35 and survived all mutants, but took 107–340 ms for dense files of 100–500 kB (limit:
 *   100 ms for 1 MiB), names no byte for what it mends, hands out bare messages (pairing, tempo, checks and sentences would
 *   be ours anyway) and needs JZZ, which brings the native module jazz-midi.
 * This reader is a few small pure files; `npx tsx bench/midi-fuzz.ts` prints how it stands up. @tonejs/midi is the outside
 * reader that the tests hold our writer against.
 */
import { PPQ, type Ticks } from "../engine/time/units.ts";
import { findLetters } from "./midi-bytes.ts";
import { findTrackChunk, readHeader } from "./midi-chunks.ts";
import { MidiRefusal } from "./midi-refusal.ts";
import { type MidiScore, MOST_BYTES, MOST_TRACKS } from "./midi-score.ts";
import { readTrack } from "./midi-track.ts";
import { MidiWarnings } from "./midi-warnings.ts";
import type { MidiReading, TrackReading } from "./track-reading.ts";

/**
 * Reads a Standard MIDI File of at most 1 MiB and 200,000 events.
 * @param name how the file is called in sentences
 * @throws MidiRefusal, and nothing else, when nothing in it can be read
 */
export function readMidiBytes(bytes: Uint8Array, name: string): MidiScore {
  if (bytes.length === 0) throw new MidiRefusal("not MIDI", name, "the file is empty. Export or copy it again.", 0);
  if (bytes.length > MOST_BYTES) throw tooLarge(name, bytes.length);
  const warnings = new MidiWarnings(name);
  const header = readHeader(bytes, name, warnings);
  const file: MidiReading = { name, bytes, warnings, scale: header.scale, events: 0 };
  const readings = readTracks(file, header.end);
  if (readings.length === 0) {
    throw new MidiRefusal(
      "damaged",
      name,
      "there is no track after the header. Export or copy the file again.",
      header.end,
    );
  }
  if (file.events === 0) {
    throw new MidiRefusal(
      "damaged",
      name,
      "nothing in its tracks can be read. Export or copy the file again.",
      header.end,
    );
  }
  if (readings.length !== header.trackCount) {
    warnings.add(header.end, `the header promises ${header.trackCount} tracks; ${readings.length} were found.`);
  }
  const timed = <T extends { at: Ticks }>(pick: (reading: TrackReading) => T[]): T[] =>
    inOrder((header.format === 2 ? readings.slice(0, 1) : readings).flatMap(pick));
  return {
    ppq: PPQ,
    tracks: readings.map(({ name: title, sounding }) => ({
      name: title,
      notes: sounding.notes.sort((a, b) => a.onset - b.onset || a.pitch - b.pitch),
    })),
    tempos: fromStart(header.filmTime ? [] : timed((reading) => reading.tempos), { at: 0, tempo: 120 }),
    meters: fromStart(
      timed((reading) => reading.meters),
      { at: 0, meter: { beats: 4, unit: 4 } },
    ),
    keySignatures: timed((reading) => reading.keySignatures),
    warnings: warnings.list(),
  };
}

/** The refusal of a file of more than `most` bytes. */
export function tooLarge(name: string, size: number, most = MOST_BYTES): MidiRefusal {
  const [unit, bytes] = most < MOST_BYTES ? ["KiB", 1_024] : ["MiB", 1_048_576];
  const found = (size / bytes).toFixed(1);
  return new MidiRefusal(
    "too large",
    name,
    `the file has ${found} ${unit}; at most ${most / bytes} ${unit} is read. Choose a shorter file.`,
  );
}

function readTracks(file: MidiReading, from: number): TrackReading[] {
  const { bytes, warnings } = file;
  const readings: TrackReading[] = [];
  for (let place = from; place < bytes.length; ) {
    const chunk = findTrackChunk(bytes, place, warnings);
    if (!chunk) break;
    if (readings.length === MOST_TRACKS) {
      warnings.add(chunk.start, `only the first ${MOST_TRACKS} tracks are read.`);
      break;
    }
    const reading = readTrack(file, chunk.start, chunk.end);
    const { offs, ons } = reading.sounding.unmatched;
    if (ons > 0) warnings.add(chunk.start, `${ons} notes of this track never end; they end with the track.`);
    if (offs > 0) warnings.add(chunk.start, `${offs} note-offs of this track end no note.`);
    readings.push(reading);
    place = chunk.end;
    if (reading.stop < chunk.end) {
      // A length that is too great can hide the tracks after this one.
      const hidden = findLetters(bytes, "MTrk", reading.stop, chunk.end);
      if (hidden >= 0) {
        place = hidden;
        warnings.add(hidden, "a track was found inside the length that the one before claims.");
      } else {
        warnings.add(reading.stop, () => `${chunk.end - reading.stop} bytes after the end of the track were skipped.`);
      }
    }
  }
  return readings;
}

/** In order of time; of several at one time the last one counts. */
function inOrder<T extends { at: Ticks }>(items: T[]): T[] {
  items.sort((a, b) => a.at - b.at);
  return items.filter((item, i) => items[i + 1]?.at !== item.at);
}

function fromStart<T extends { at: number }>(items: readonly T[], usual: T): T[] {
  return items[0]?.at === 0 ? [...items] : [usual, ...items];
}
