import { numberText } from "./edf-fields.ts";
import type { EdfHeader, EdfSignal, EdfStart } from "./edf-header.ts";

/** One electrode of a recording. */
export interface RecordedChannel {
  /** Site by the 10–20 system, or a name. */
  readonly site: string;
  readonly microvoltsPerCount: number;
  /** Amplifier, electrode, gain and reference, as far as they are known. */
  readonly transducer: string;
  /** What the amplifier filtered; "none" where it did not. */
  readonly prefilter: string;
}

/** What is recorded: counts as the amplifier sent them, unfiltered. */
export interface EegRecording {
  /** By the device's description, a whole number. */
  readonly rate: number;
  /** Lowest and highest count that the device can send. */
  readonly range: readonly [low: number, high: number];
  readonly channels: readonly RecordedChannel[];
  /** The child's code; never a name. */
  readonly code: string;
  readonly equipment: string;
  readonly start: EdfStart;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
/** Bytes kept for remarks in each record of a second: some fifteen gaps. What does not fit goes into the next. */
const REMARKS = 512;

/** 16 bits where the device sends no more (EDF+), else 24 (BDF+). */
export function bitsOf({ range }: Pick<EegRecording, "range">): 16 | 24 {
  return range[0] >= -(2 ** 15) && range[1] < 2 ** 15 ? 16 : 24;
}

/**
 * The header of a recording in records of one second. The lowest code is left out, so that both ends of a scale fit into eight
 * characters without rounding: a Cyton's ±8388607 counts are ±187500 µV at gain 24. Throws RangeError where the rate is no whole
 * number or a scale does not fit.
 */
export function recordingHeader(recording: EegRecording): EdfHeader {
  const { rate, channels, code, equipment, start } = recording;
  if (!Number.isInteger(rate) || rate < 1) throw new RangeError(`a record of a second cannot hold ${rate} samples`);
  const bits = bitsOf(recording);
  return {
    bits,
    plus: "C",
    patient: `${word(code)} X X X`,
    recording: `Startdate ${dateText(start)} X X ${word(equipment)}`,
    start,
    records: -1,
    duration: 1,
    signals: [...channels.map((channel) => signalOf(channel, recording)), annotationSignal(bits)],
  };
}

/** The signal that holds remarks. */
export function annotationSignal(bits: 16 | 24): EdfSignal {
  return {
    label: bits === 24 ? "BDF Annotations" : "EDF Annotations",
    transducer: "",
    dimension: "",
    physical: [-1, 1],
    digital: [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1],
    prefilter: "",
    samples: Math.ceil((8 * REMARKS) / bits),
  };
}

/** The highest digital value of a recording; the lowest is as far below zero. */
export function highestDigital(recording: Pick<EegRecording, "range">): number {
  const [low, high] = recording.range;
  return Math.min(2 ** (bitsOf(recording) - 1) - 1, Math.max(-low, high));
}

function signalOf(channel: RecordedChannel, recording: EegRecording): EdfSignal {
  const highest = highestDigital(recording);
  const physical = Number(numberText(highest * channel.microvoltsPerCount, 7));
  if (!(physical > 0)) throw new RangeError(`${channel.microvoltsPerCount} µV a count cannot be written down`);
  return {
    label: `EEG ${channel.site}`,
    transducer: channel.transducer,
    dimension: "uV",
    physical: [-physical, physical],
    digital: [-highest, highest],
    prefilter: channel.prefilter,
    samples: recording.rate,
  };
}

function dateText({ year, month, day }: EdfStart): string {
  return `${String(day).padStart(2, "0")}-${MONTHS[month - 1]}-${year}`;
}

/** Parts of an EDF+ field are set apart by spaces, so none may hold one. */
function word(text: string): string {
  return text.trim().replace(/\s+/g, "_") || "X";
}
