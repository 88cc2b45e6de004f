import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type EdfHeader, type EdfSignal, isAnnotations, readHeader } from "../../files/edf-header.ts";
import { type EdfRecording, physicalOf, presentSamples, readEdf } from "../../files/edf-reading.ts";
import type { EegForm, OpenEegRecording } from "../../hardware/eeg/eeg-source.ts";
import type { EegSample } from "../../hardware/eeg/eeg-stream.ts";
import { Refusal } from "../refusal.ts";

/** Samples of a playback are handed over in stretches of so many records. */
const RECORDS = 2;
const MICROVOLTS: Readonly<Record<string, number>> = { uv: 1, µv: 1, mv: 1000, v: 1e6 };

/** Opens an EDF+ or BDF+ file for playback: its signals in volts that have the rate of the first. Gaps stay gaps. */
export const openRecordingFile: OpenEegRecording = async (file) => {
  const recording = readEdf(await bytesOf(file), file);
  const channels = channelsOf(recording.header, file);
  const [first] = channels;
  const size = first.signal.samples;
  const scales = channels.map(({ signal, unit }) => unit * (physicalOf(signal, 1) - physicalOf(signal, 0)));
  const form: EegForm = {
    device: recording.header.recording.split(" ").at(-1) || "recording",
    rate: size / recording.header.duration,
    montage: channels.map(siteOf),
    microvoltsPerCount: scales,
    counts: { lowest: first.signal.digital[0], highest: first.signal.digital[1] },
    prefilter: first.signal.prefilter,
    measuresImpedance: false,
  };
  const counts = channels.map(({ signal }) => recording.samples(recording.signals.indexOf(signal)));
  const present = presentSamples(recording, first.signal);
  let record = 0;
  let next = 0;
  return {
    form,
    async read() {
      if (record >= recording.records) return undefined;
      const samples: EegSample[] = [];
      const gaps: { from: number; lost: number; certain: boolean }[] = [];
      for (const last = Math.min(recording.records, record + RECORDS); record < last; record++) {
        const begins = beginOf(recording, record, form.rate);
        for (let i = 0; i < size; i++) {
          const place = record * size + i;
          if (!present[place]) continue;
          const index = begins + i;
          if (index > next) gaps.push({ from: next, lost: index - next, certain: true });
          next = index + 1;
          samples.push({
            index,
            counts: Int32Array.from(counts, (values) => values[place] as number),
            microvolts: Float64Array.from(channels, ({ signal, unit }, channel) => {
              return unit * physicalOf(signal, counts[channel]?.[place] as number);
            }),
          });
        }
      }
      return { samples, gaps };
    },
    close: async () => {},
  };
};

function beginOf(recording: EdfRecording, record: number, rate: number): number {
  return Math.round(((recording.onsets[record] as number) - (recording.onsets[0] as number)) * rate);
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Refusal(
      `The recording ${file} cannot be read (${(error as NodeJS.ErrnoException).code}). Check its name.`,
    );
  }
}

/** The sites of the EEG in a file, as {@link openRecordingFile} plays them. Throws Refusal or EdfRefusal where it cannot be read. */
export function montageOf(file: string): string[] {
  try {
    return channelsOf(readHeader(readFileSync(file), file), file).map(siteOf);
  } catch (error) {
    if (error instanceof Error && "code" in error) throw unreadable(file, error.code);
    throw error;
  }
}

interface Channel {
  readonly signal: EdfSignal;
  /** What its unit is in microvolts. */
  readonly unit: number;
}

/** The signals in volts that have the rate of the first; at least one. Throws Refusal. */
function channelsOf({ signals }: EdfHeader, file: string): [Channel, ...Channel[]] {
  const [first, ...more] = signals.flatMap((signal) => {
    const unit = MICROVOLTS[signal.dimension.toLowerCase()];
    return unit === undefined || isAnnotations(signal) ? [] : [{ signal, unit }];
  });
  if (!first) throw new Refusal(`${file} holds no EEG in microvolts. Choose another file.`);
  return [first, ...more.filter(({ signal }) => signal.samples === first.signal.samples)];
}

function siteOf({ signal }: Channel): string {
  return signal.label.replace(/^EEG /, "").replace(/\.+$/, "");
}

function unreadable(file: string, code: unknown): Refusal {
  return new Refusal(`The recording ${file} cannot be read (${code}). Check its name.`);
}
