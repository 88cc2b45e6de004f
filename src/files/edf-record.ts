import { timeKeeping } from "./edf-annotations.ts";
import { type EdfHeader, isAnnotations, recordLength } from "./edf-header.ts";

/** A stretch of a recording: so many samples of each signal as its header says. */
export interface EdfRecord {
  /** Seconds from the start of the recording to this record's first sample. */
  readonly onset: number;
  /** Digital values of each signal that holds samples, in order; clamped to what the file's numbers can hold. */
  readonly samples: readonly ArrayLike<number>[];
  /** Remarks as bytes, one list after another. */
  readonly annotations?: Uint8Array;
}

/**
 * The bytes of a record: little-endian two's complement, signal after signal. Throws RangeError where the samples are not what the
 * header says or the annotations are too long.
 */
export function writeRecord(header: EdfHeader, { onset, samples, annotations }: EdfRecord): Uint8Array {
  const bytes = new Uint8Array(recordLength(header));
  const width = header.bits / 8;
  const highest = 2 ** (header.bits - 1) - 1;
  let place = 0;
  let signal = 0;
  let kept = false;
  for (const { samples: count, ...about } of header.signals) {
    if (isAnnotations(about)) {
      // Every list stands in the first such signal.
      if (!kept) {
        const lists = [timeKeeping(onset), annotations ?? new Uint8Array()];
        const length = lists.reduce((sum, one) => sum + one.length, 0);
        if (length > count * width) throw new RangeError(`${length} bytes of annotations do not fit into the record`);
        bytes.set(lists[0] as Uint8Array, place);
        bytes.set(lists[1] as Uint8Array, place + (lists[0] as Uint8Array).length);
      }
      kept = true;
      place += count * width;
      continue;
    }
    const values = samples[signal++];
    if (values?.length !== count) throw new RangeError(`a record of ${about.label} holds ${count} samples`);
    for (let i = 0; i < count; i++) {
      const value = Math.max(-highest - 1, Math.min(highest, values[i] as number));
      for (let byte = 0; byte < width; byte++) bytes[place++] = value >> (8 * byte);
    }
  }
  return bytes;
}

/** Digital values of `count` samples of a signal, from its place in a record. */
export function readSamples(bytes: Uint8Array, place: number, count: number, bits: 16 | 24, into: Int32Array): void {
  for (let i = 0; i < count; i++) {
    if (bits === 16) into[i] = (((bytes[place + 2 * i + 1] as number) << 24) >> 16) | (bytes[place + 2 * i] as number);
    else {
      const at = place + 3 * i;
      into[i] = (((bytes[at + 2] as number) << 24) >> 8) | ((bytes[at + 1] as number) << 8) | (bytes[at] as number);
    }
  }
}
