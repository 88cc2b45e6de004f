import type { EdfHeader, EdfStart } from "../../files/edf-header.ts";
import type { EdfRecord } from "../../files/edf-record.ts";
import { RecordLine } from "../../files/edf-record-line.ts";
import { type EegRecording, recordingHeader } from "../../files/eeg-recording.ts";
import { Refusal } from "../refusal.ts";
import type { EegPart } from "../store/record.ts";
import { type RecordedForm, unpackForm, unpackPiece } from "./recorded-piece.ts";

/** A part of a session's EEG as a file holds it. */
export interface PartRecords {
  readonly header: EdfHeader;
  readonly device: string;
  /** In order, made as they are asked for, once. */
  readonly records: Iterable<EdfRecord>;
  /** Samples that are missing in the records that were asked for so far. */
  lost(): number;
}

/**
 * What a part holds, in records of a second; pieces that were lost are gaps. `code`: the child's. Throws Refusal where the part says
 * nothing of its samples.
 */
export function partRecords({ part, pieces }: EegPart, code: string): PartRecords {
  const [head] = pieces;
  if (head?.seq !== 0) throw new Refusal(`Part ${part} of the EEG does not say what it holds; it cannot be exported.`);
  const recorded = unpackForm(head.piece);
  const recording = recordingOf(recorded, code);
  const line = new RecordLine(recording);
  return {
    header: recordingHeader(recording),
    device: recorded.form.device,
    records: { [Symbol.iterator]: () => recordsOf(line, recording.rate, recorded.first, pieces) },
    lost: () => line.lost,
  };
}

function* recordsOf(line: RecordLine, rate: number, first: number, pieces: EegPart["pieces"]): Generator<EdfRecord> {
  for (const { seq, piece } of pieces) {
    if (seq === 0) continue;
    const { samples, remarks } = unpackPiece(piece);
    for (const { index, text } of remarks) line.annotate({ onset: Math.max(0, index - first) / rate, text });
    for (const { index, counts } of samples) yield* line.add(index - first, counts);
  }
  yield* line.finish();
}

function recordingOf({ form, startedAt }: RecordedForm, code: string): EegRecording {
  return {
    rate: form.rate,
    range: [form.counts.lowest, form.counts.highest],
    code,
    equipment: form.device,
    start: startOf(new Date(startedAt)),
    channels: form.montage.map((site, channel) => ({
      site,
      microvoltsPerCount: form.microvoltsPerCount[channel] ?? 1,
      transducer: `${form.device}, ${form.microvoltsPerCount[channel]} uV a count`,
      prefilter: form.prefilter || "none",
    })),
  };
}

/** The clock on the wall of this place, as the format asks. */
function startOf(date: Date): EdfStart {
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
    second: date.getSeconds(),
  };
}
