import { fieldAt, numberAt, numberText, putField } from "./edf-fields.ts";
import { EdfRefusal } from "./edf-refusal.ts";

/** One signal of a recording. Its texts are ASCII; what is too long for its field is cut off. */
export interface EdfSignal {
  /** At most 16 characters, such as "EEG Fp1". */
  readonly label: string;
  readonly transducer: string;
  /** "uV" for EEG. */
  readonly dimension: string;
  /** What the ends of `digital` mean. A file holds 8 characters of each. */
  readonly physical: readonly [low: number, high: number];
  readonly digital: readonly [low: number, high: number];
  readonly prefilter: string;
  /** Samples in each record. */
  readonly samples: number;
}

/** The clock on the wall when the recording began. */
export interface EdfStart {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What stands before the records of an EDF (16 bits a sample) or BDF (24 bits) file. */
export interface EdfHeader {
  readonly bits: 16 | 24;
  /** EDF+ or BDF+: without gaps between records, or with them; undefined for plain EDF and BDF. */
  readonly plus: "C" | "D" | undefined;
  /** EDF+: code, sex, birth date and name, an "X" for what is not told. */
  readonly patient: string;
  /** EDF+: "Startdate dd-MMM-yyyy", then code, technician and equipment. */
  readonly recording: string;
  readonly start: EdfStart;
  /** −1 while the file is being written, or where its writer died. */
  readonly records: number;
  /** Seconds in a record. */
  readonly duration: number;
  /** All signals, those of annotations too. */
  readonly signals: readonly EdfSignal[];
}

/** Where the number of records stands, and the word that tells of gaps; both change while a file is written. */
export const RECORDS_PLACE = 236;
export const RESERVED_PLACE = 192;

/** Widths of what is said of each signal, in order: all labels first, then all transducers, and so on. */
const WIDTHS = [16, 80, 8, 8, 8, 8, 8, 80, 8, 32] as const;
const FIXED = 256;
/** More signals than any amplifier has; a header that claims more is no header. */
const MOST_SIGNALS = 1024;
/** 16 MiB: no record of ours comes near. */
const MOST_SAMPLES = 2 ** 22;

/** Where the records begin. */
export function headerLength(signals: number): number {
  return FIXED * (signals + 1);
}

/** Whether a signal holds annotations. */
export function isAnnotations({ label }: Pick<EdfSignal, "label">): boolean {
  return label === "EDF Annotations" || label === "BDF Annotations";
}

/** Bytes of a record. */
export function recordLength({ bits, signals }: Pick<EdfHeader, "bits" | "signals">): number {
  return (bits / 8) * signals.reduce((sum, { samples }) => sum + samples, 0);
}

/** "EDF+C", "BDF+D" …; "" or "24BIT" for plain files. */
export function reservedText({ bits, plus }: Pick<EdfHeader, "bits" | "plus">): string {
  if (plus === undefined) return bits === 24 ? "24BIT" : "";
  return `${bits === 24 ? "BDF" : "EDF"}+${plus}`;
}

/** The header's bytes. Throws RangeError where a number does not fit into its field. */
export function writeHeader(header: EdfHeader): Uint8Array {
  const { bits, start, signals } = header;
  const bytes = new Uint8Array(headerLength(signals.length)).fill(32);
  putField(bytes, 0, 8, bits === 24 ? " BIOSEMI" : "0");
  if (bits === 24) bytes[0] = 0xff;
  putField(bytes, 8, 80, header.patient);
  putField(bytes, 88, 80, header.recording);
  putField(bytes, 168, 8, [start.day, start.month, start.year % 100].map(two).join("."));
  putField(bytes, 176, 8, [start.hour, start.minute, start.second].map(two).join("."));
  putField(bytes, 184, 8, String(bytes.length));
  putField(bytes, RESERVED_PLACE, 44, reservedText(header));
  putField(bytes, RECORDS_PLACE, 8, String(header.records));
  putField(bytes, 244, 8, numberText(header.duration));
  putField(bytes, 252, 4, numberText(signals.length, 4));
  let place = FIXED;
  for (const [i, width] of WIDTHS.entries()) {
    for (const signal of signals) {
      putField(bytes, place, width, fieldsOf(signal)[i] as string);
      place += width;
    }
  }
  return bytes;
}

/** Reads a header. Throws EdfRefusal where the bytes are none. */
export function readHeader(bytes: Uint8Array, file: string): EdfHeader {
  const isBdf = bytes[0] === 0xff && fieldAt(bytes, 1, 7) === "BIOSEMI";
  if (!isBdf && fieldAt(bytes, 0, 8) !== "0") throw new EdfRefusal(file, "this is no EDF or BDF file. Choose another.");
  const count = numberAt(bytes, 252, 4);
  const sound = Number.isInteger(count) && count >= 1 && count <= MOST_SIGNALS;
  if (!sound || bytes.length < headerLength(count) || numberAt(bytes, 184, 8) !== headerLength(count)) {
    throw new EdfRefusal(file, "the header is damaged or cut short. Take a good copy.");
  }
  const records = numberAt(bytes, RECORDS_PLACE, 8);
  const duration = numberAt(bytes, 244, 8);
  const signals = Array.from({ length: count }, (_, i) => signalAt(bytes, i, count));
  const whole = Number.isInteger(records) && records >= -1 && duration >= 0 && Number.isFinite(duration);
  const samples = signals.reduce((sum, signal) => sum + signal.samples, 0);
  if (!whole || !signals.every(isSound) || samples > MOST_SAMPLES) {
    throw new EdfRefusal(file, "a number in the header is damaged. Take a good copy.");
  }
  const reserved = fieldAt(bytes, RESERVED_PLACE, 44);
  return {
    bits: isBdf ? 24 : 16,
    plus: /^[EB]DF\+[CD]/.test(reserved) ? (reserved[4] as "C" | "D") : undefined,
    patient: fieldAt(bytes, 8, 80),
    recording: fieldAt(bytes, 88, 80),
    start: startAt(bytes),
    records,
    duration,
    signals,
  };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function fieldsOf({ label, transducer, dimension, physical, digital, prefilter, samples }: EdfSignal): string[] {
  const numbers = [...physical, ...digital].map((value) => numberText(value));
  return [label, transducer, dimension, ...numbers, prefilter, numberText(samples), ""];
}

function signalAt(bytes: Uint8Array, signal: number, count: number): EdfSignal {
  const place = (field: number) => {
    const before = WIDTHS.slice(0, field).reduce<number>((sum, width) => sum + width, 0);
    return FIXED + count * before + signal * (WIDTHS[field] as number);
  };
  const text = (field: number) => fieldAt(bytes, place(field), WIDTHS[field] as number);
  const number = (field: number) => numberAt(bytes, place(field), WIDTHS[field] as number);
  return {
    label: text(0),
    transducer: text(1),
    dimension: text(2),
    physical: [number(3), number(4)],
    digital: [number(5), number(6)],
    prefilter: text(7),
    samples: number(8),
  };
}

function isSound({ physical, digital, samples }: EdfSignal): boolean {
  const numbers = [...physical, ...digital].every(Number.isFinite);
  return numbers && digital[1] > digital[0] && Number.isInteger(samples) && samples >= 0;
}

/** Two digits for the year: 85–99 are of the last century (EDF+ specification 2.1.3.2). */
function startAt(bytes: Uint8Array): EdfStart {
  const numbers = (place: number) =>
    fieldAt(bytes, place, 8)
      .split(".")
      .map((part) => Number.parseInt(part, 10) || 0);
  const [day = 0, month = 0, short = 0] = numbers(168);
  const [hour = 0, minute = 0, second = 0] = numbers(176);
  return { year: short + (short >= 85 ? 1900 : 2000), month, day, hour, minute, second };
}
