import { describe, expect, test } from "vitest";
import { lossText, narrow } from "../../src/files/edf-from-bdf.ts";
import { physicalOf, readEdf } from "../../src/files/edf-reading.ts";
import type { EegRecording } from "../../src/files/eeg-recording.ts";
import { recordingHeader } from "../../src/files/eeg-recording.ts";
import { fileOf } from "./edf-bytes.ts";
import { cytonRecording, recordsOf, type Sample, samplesOf } from "./eeg-by-hand.ts";

function narrowed(about: EegRecording, samples: readonly Sample[]) {
  const wide = readEdf(fileOf(recordingHeader(about), recordsOf(about, samples)), "x.bdf");
  return { wide, ...narrow(wide) };
}

describe("from 24 bits to 16", () => {
  test("nothing is lost of an electrode that moves little, wherever it stands", () => {
    const about = cytonRecording(1);
    const samples = samplesOf(about, 1000, { range: [900_000, 965_000] });
    const { records, losses } = narrowed(about, samples);
    expect(losses).toMatchObject([{ label: "EEG E1", step: 1, without: 0 }]);
    // One by one: equal counts stay equal, and neighbours stay apart.
    const values = records.flatMap(({ samples: [first] }) => [...(first as Int32Array)]);
    const shift = (values[0] as number) - (samples[0]?.counts[0] as number);
    expect(values.map((value) => value - shift)).toEqual(samples.map(({ counts }) => counts[0]));
    expect(losses[0]?.largestError).toBeLessThan(0.01);
    expect(lossText(losses)).toMatch(/^EDF\+ holds 16 of the 24 bits; every step of these signals fits into them/);
  });

  test("what is too wide is coarser, and by how much is said and true", () => {
    const about = cytonRecording(2);
    const samples = samplesOf(about, 1000, { range: [-1_000_000, 1_000_000] });
    const { wide, header, records, losses } = narrowed(about, samples);
    const [loss] = losses;
    expect(loss?.step).toBe(31);
    const [from, to] = [wide.signals[0], header.signals[0]];
    if (!from || !to || !loss) throw new Error("no signal");
    const was = wide.samples(0);
    const errors = records
      .flatMap(({ samples: [first] }) => [...(first as Int32Array)])
      .map((value, i) => Math.abs(physicalOf(to, value) - physicalOf(from, was[i] as number)));
    expect(Math.max(...errors)).toBeCloseTo(loss.largestError, 9);
    expect(loss.largestError).toBeGreaterThan(0.2);
    expect(loss.largestError).toBeLessThan(16 * 0.02236 + 0.05);
    expect(lossText(losses)).toMatch(/2 of 2 signals are coarser than the original \(EEG E1 by 31 times\)/);
  });

  test("gaps and railed samples take no part in the scale", () => {
    const about = cytonRecording(1, 25);
    const samples = samplesOf(about, 100, { range: [-100, 100], lost: (index) => index > 40 && index < 50 });
    const railed = samples.map((one) => (one.index === 60 ? { ...one, counts: Int32Array.of(-8_388_608) } : one));
    const { losses, records, wide } = narrowed(about, railed);
    expect(losses).toMatchObject([{ step: 1, without: 10 }]);
    expect(records[2]?.samples[0]?.[10]).toBe(-32_768);
    expect(wide.remarks.flat().map(({ text }) => text)).toEqual(["gap", "railed E1"]);
  });
});
