import { type EdfAnnotation, GAP, readAnnotations } from "./edf-annotations.ts";
import { type EdfHeader, type EdfSignal, headerLength, isAnnotations, readHeader, recordLength } from "./edf-header.ts";
import { readSamples } from "./edf-record.ts";

/** A recording as a file holds it. */
export interface EdfRecording {
  readonly header: EdfHeader;
  /** Whole records that are there, whatever the header says: fewer, or −1 for "still writing", is a file that was cut off. */
  readonly records: number;
  /** Whether the header's number of records is that of the file. */
  readonly complete: boolean;
  /** Seconds from the start to each record; a jump is a gap. */
  readonly onsets: Float64Array;
  /** The remarks of each record. */
  readonly remarks: readonly (readonly EdfAnnotation[])[];
  /** The signals that hold samples. */
  readonly signals: readonly EdfSignal[];
  /** Digital values of one of `signals`, record after record. Throws RangeError where there is no such signal. */
  samples(signal: number): Int32Array;
}

/** Reads a whole file. `file` names it in sentences. Throws EdfRefusal where it is none or its header is damaged. */
export function readEdf(bytes: Uint8Array, file: string): EdfRecording {
  const header = readHeader(bytes, file);
  const from = headerLength(header.signals.length);
  const length = recordLength(header);
  const present = length > 0 ? Math.floor((bytes.length - from) / length) : 0;
  const records = header.records >= 0 ? Math.min(header.records, present) : present;
  const places = placesOf(header);
  const { onsets, remarks } = remarksOf(bytes, header, { from, length, records });
  const signals = header.signals.filter((signal) => !isAnnotations(signal));
  return {
    header,
    records,
    complete: records === header.records,
    onsets,
    remarks,
    signals,
    samples(signal) {
      const about = signals[signal];
      if (!about) throw new RangeError(`${file} has no signal ${signal}`);
      const place = places[header.signals.indexOf(about)] as number;
      const values = new Int32Array(records * about.samples);
      for (let record = 0; record < records; record++) {
        const room = values.subarray(record * about.samples, (record + 1) * about.samples);
        readSamples(bytes, from + record * length + place, about.samples, header.bits, room);
      }
      return values;
    },
  };
}

/** What a digital value means in the signal's dimension. */
export function physicalOf({ physical, digital }: EdfSignal, value: number): number {
  return physical[0] + ((value - digital[0]) * (physical[1] - physical[0])) / (digital[1] - digital[0]);
}

/** Which samples of a signal came from the amplifier: 1, and 0 where a gap is filled up. */
export function presentSamples(recording: EdfRecording, { samples }: EdfSignal): Uint8Array {
  const present = new Uint8Array(recording.records * samples).fill(1);
  const rate = samples / recording.header.duration;
  for (const { onset, duration = 0, text } of recording.remarks.flat()) {
    if (text !== GAP) continue;
    for (const [record, begins] of recording.onsets.entries()) {
      const first = Math.max(0, Math.round((onset - begins) * rate));
      const last = Math.min(samples, Math.round((onset + duration - begins) * rate));
      if (first < last) present.fill(0, record * samples + first, record * samples + last);
    }
  }
  return present;
}

/** Where each signal stands in a record. */
function placesOf({ bits, signals }: EdfHeader): number[] {
  let place = 0;
  return signals.map(({ samples }) => {
    const here = place;
    place += (samples * bits) / 8;
    return here;
  });
}

function remarksOf(
  bytes: Uint8Array,
  header: EdfHeader,
  { from, length, records }: { from: number; length: number; records: number },
): { onsets: Float64Array; remarks: EdfAnnotation[][] } {
  const onsets = Float64Array.from({ length: records }, (_, record) => record * header.duration);
  const remarks: EdfAnnotation[][] = [];
  const places = placesOf(header);
  for (let record = 0; record < records; record++) {
    let first = true;
    const annotations: EdfAnnotation[] = [];
    remarks.push(annotations);
    for (const [i, signal] of header.signals.entries()) {
      if (!isAnnotations(signal)) continue;
      const place = from + record * length + (places[i] as number);
      const read = readAnnotations(bytes.subarray(place, place + (signal.samples * header.bits) / 8));
      if (first && read.begins !== undefined) onsets[record] = read.begins;
      first = false;
      annotations.push(...read.annotations);
    }
  }
  return { onsets, remarks };
}
