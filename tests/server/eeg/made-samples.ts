import type { EegForm, EegTimes } from "../../../src/hardware/eeg/eeg-source.ts";
import type { EegSample } from "../../../src/hardware/eeg/eeg-stream.ts";

/** A form of 16 channels with 24 bits, and samples whose counts tell where they belong. */
export const FORM: EegForm = {
  device: "OpenBCI Cyton",
  rate: 250,
  montage: "Fp1 Fp2 C3 C4 P3 P4 O1 O2 F7 F8 F3 F4 T7 T8 P7 P8".split(" "),
  microvoltsPerCount: Array(16).fill(4.5e6 / 24 / (2 ** 23 - 1)),
  counts: { lowest: -8_388_608, highest: 8_388_607 },
  prefilter: "",
  measuresImpedance: true,
};

export const TIMES: EegTimes = { timeOf: (index) => index * 4, indexAt: (at) => at / 4, rate: 250 };

export function countsAt(index: number): Int32Array {
  return Int32Array.from(FORM.montage, (_, channel) => ((index * 17 + channel * 101) % 60_000) - 30_000);
}

export function sampleAt(index: number): EegSample {
  const counts = countsAt(index);
  return { index, counts, microvolts: Float64Array.from(counts, (count) => count * 0.0223517445) };
}
