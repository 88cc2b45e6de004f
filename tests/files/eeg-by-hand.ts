import { Draws, seeded } from "../../src/engine/random.ts";
import type { EdfRecord } from "../../src/files/edf-record.ts";
import { RecordLine } from "../../src/files/edf-record-line.ts";
import type { EegRecording } from "../../src/files/eeg-recording.ts";

/** A sample as it comes from an amplifier. */
export interface Sample {
  readonly index: number;
  readonly counts: Int32Array;
}

const COMMON = { code: "K-7F3", start: { year: 2026, month: 11, day: 28, hour: 19, minute: 5, second: 7 } };

/** A Cyton at gain 24 with so many channels. */
export function cytonRecording(channels = 8, rate = 250): EegRecording {
  return {
    ...COMMON,
    rate,
    range: [-8_388_608, 8_388_607],
    equipment: "OpenBCI Cyton",
    channels: Array.from({ length: channels }, (_, i) => ({
      site: `E${i + 1}`,
      microvoltsPerCount: 4.5e6 / 24 / (2 ** 23 - 1),
      transducer: "gain 24, reference SRB2",
      prefilter: "none",
    })),
  };
}

/** A headset with whole numbers of 16 bits. */
export function headsetRecording(): EegRecording {
  return {
    ...COMMON,
    rate: 128,
    range: [-2048, 2047],
    equipment: "headset",
    channels: [
      { site: "Fp1", microvoltsPerCount: 0.2197265625, transducer: "dry", prefilter: "none" },
      { site: "Fp2", microvoltsPerCount: 0.2197265625, transducer: "dry", prefilter: "none" },
    ],
  };
}

/** Numbered samples within a range of counts, seeded; those in `lost` never came. */
export function samplesOf(
  { channels }: EegRecording,
  count: number,
  { range, lost = () => false }: { range: readonly [number, number]; lost?: (index: number) => boolean },
): Sample[] {
  const draws = new Draws(seeded(3, "samples"));
  return Array.from({ length: count }, (_, index) => ({
    index,
    counts: Int32Array.from(channels, () => draws.whole(...range)),
  })).filter(({ index }) => !lost(index));
}

/** The records of samples. */
export function recordsOf(recording: EegRecording, samples: readonly Sample[]): EdfRecord[] {
  const line = new RecordLine(recording);
  const records = samples.flatMap(({ index, counts }) => line.add(index, counts));
  return [...records, ...line.finish()];
}
