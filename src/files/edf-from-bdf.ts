import { annotationBytes, timeKeeping } from "./edf-annotations.ts";
import { numberText } from "./edf-fields.ts";
import { type EdfHeader, type EdfSignal, isAnnotations } from "./edf-header.ts";
import { type EdfRecording, physicalOf, presentSamples } from "./edf-reading.ts";
import type { EdfRecord } from "./edf-record.ts";

/** What became of a signal when its samples were written with 16 bits instead of 24. */
export interface SignalLoss {
  readonly label: string;
  /** So many steps of the original are one step now; 1: nothing was lost. */
  readonly step: number;
  /** Largest distance from the original, in the signal's dimension. */
  readonly largestError: number;
  /** Samples without signal (gaps, and what stood at an end of its range): they hold the lowest value. */
  readonly without: number;
}

/** A recording with 16 bits a sample. */
export interface NarrowedRecording {
  readonly header: EdfHeader;
  readonly records: readonly EdfRecord[];
  readonly losses: readonly SignalLoss[];
}

const LOWEST = -(2 ** 15);
const HIGHEST = 2 ** 15 - 1;
/** The lowest value is kept for samples without signal. */
const STEPS = HIGHEST - LOWEST - 1;

/**
 * The same recording as EDF+. Each signal keeps the range it really used, wherever its electrode stood, with the finest whole step
 * that fits into 16 bits; gaps and remarks stay what they are.
 */
export function narrow(recording: EdfRecording): NarrowedRecording {
  const narrowed = recording.signals.map((signal, i) => narrowSignal(recording, signal, i));
  const remarks = recording.remarks.map((list) => Buffer.concat(list.map(annotationBytes)));
  const room = remarks.reduce(
    (most, bytes, record) => Math.max(most, bytes.length + timeKeeping(recording.onsets[record] as number).length),
    64,
  );
  const template = recording.header.signals.find(isAnnotations);
  const annotations: EdfSignal = {
    ...(template ?? { transducer: "", dimension: "", physical: [-1, 1], prefilter: "" }),
    label: "EDF Annotations",
    digital: [LOWEST, HIGHEST],
    samples: Math.ceil(room / 2),
  };
  const header: EdfHeader = {
    ...recording.header,
    bits: 16,
    plus: recording.header.plus ?? "C",
    records: -1,
    signals: [...narrowed.map(({ signal }) => signal), annotations],
  };
  const records = remarks.map((bytes, record): EdfRecord => {
    const samples = narrowed.map(({ signal, values }) =>
      values.subarray(record * signal.samples, (record + 1) * signal.samples),
    );
    return { onset: recording.onsets[record] as number, samples, annotations: bytes };
  });
  return { header, records, losses: narrowed.map(({ loss }) => loss) };
}

function narrowSignal(recording: EdfRecording, original: EdfSignal, place: number) {
  const counts = recording.samples(place);
  const present = presentSamples(recording, original);
  const [lowest, highest] = original.digital;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [i, count] of counts.entries()) {
    if (count <= lowest || count >= highest) present[i] = 0;
    if (!present[i]) continue;
    low = Math.min(low, count);
    high = Math.max(high, count);
  }
  if (low > high) [low, high] = [0, 0];
  const step = Math.max(1, Math.ceil((high - low) / STEPS));
  const middle = low + step * Math.floor(Math.round((high - low) / step) / 2);
  const meaning = (value: number) => Number(numberText(physicalOf(original, middle + step * value)));
  const signal: EdfSignal = {
    ...original,
    physical: [meaning(LOWEST), meaning(HIGHEST)],
    digital: [LOWEST, HIGHEST],
  };
  let [largestError, without] = [0, 0];
  const values = counts.map((count, i) => {
    if (!present[i]) {
      without += 1;
      return LOWEST;
    }
    const value = Math.max(LOWEST + 1, Math.min(HIGHEST, Math.round((count - middle) / step)));
    largestError = Math.max(largestError, Math.abs(physicalOf(signal, value) - physicalOf(original, count)));
    return value;
  });
  return { signal, values, loss: { label: original.label, step, largestError, without } };
}

/** What was lost, in one sentence. */
export function lossText(losses: readonly SignalLoss[], dimension = "µV"): string {
  const coarse = losses.filter(({ step }) => step > 1);
  const error = losses.reduce((most, { largestError }) => Math.max(most, largestError), 0);
  const kept = "EDF+ holds 16 of the 24 bits";
  if (coarse.length === 0) {
    return `${kept}; every step of these signals fits into them, and no value is off by more than ${error.toPrecision(2)} ${dimension}.`;
  }
  const worst = coarse.reduce((most, loss) => (loss.step > most.step ? loss : most));
  return `${kept}: ${coarse.length} of ${losses.length} signals are coarser than the original (${worst.label} by ${worst.step} times), and no value is off by more than ${error.toPrecision(2)} ${dimension}. The BDF+ file keeps everything.`;
}
