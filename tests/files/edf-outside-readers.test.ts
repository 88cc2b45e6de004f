import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import edfdecoder from "edfdecoder";
import { EDF } from "edfjs";
import { describe, expect, test } from "vitest";
import { narrow } from "../../src/files/edf-from-bdf.ts";
import { physicalOf, readEdf } from "../../src/files/edf-reading.ts";
import { recordingHeader } from "../../src/files/eeg-recording.ts";
import { fileOf } from "./edf-bytes.ts";
import { cytonRecording, headsetRecording, recordsOf, samplesOf } from "./eeg-by-hand.ts";
import { sharedData } from "./shared-data.ts";

/** Digital values of all signals as edfdecoder has them. */
function byEdfdecoder(bytes: Uint8Array, signals: number): number[][] {
  const decoder = new edfdecoder.EdfDecoder();
  decoder.setInput(bytes.slice().buffer);
  decoder.decode();
  const edf = decoder.getOutput();
  const records = Array.from({ length: edf.getNumberOfRecords() }, (_, record) => record);
  return Array.from({ length: signals }, (_, i) => records.flatMap((record) => [...edf.getRawSignal(i, record)]));
}

function byEdfjs(bytes: Uint8Array): EDF {
  const edf = new EDF();
  edf.read_buffer(bytes.slice().buffer);
  return edf;
}

/** Both readers have the same samples as ours. */
function agree(bytes: Uint8Array): void {
  const ours = readEdf(bytes, "x.edf");
  const theirs = byEdfdecoder(bytes, ours.signals.length);
  const edfjs = byEdfjs(bytes);
  expect(edfjs.num_records).toBe(ours.records);
  for (const [i, signal] of ours.signals.entries()) {
    const samples = ours.samples(i);
    expect(theirs[i]).toEqual([...samples]);
    const { label, blob } = edfjs.channels[i] as EDF["channels"][0];
    expect(label).toBe(signal.label);
    // Their numbers have single precision.
    const step = Math.abs(physicalOf(signal, 1) - physicalOf(signal, 0));
    const worst = samples.reduce((most, value, n) => {
      return Math.max(most, Math.abs(physicalOf(signal, value) - (blob[n] as number)));
    }, 0);
    expect(worst).toBeLessThan(step / 2);
    expect(blob.length).toBe(samples.length);
  }
}

describe("edfdecoder and edfjs read back what we write", () => {
  test("a recording with 16 bits, sample for sample", () => {
    const about = headsetRecording();
    agree(fileOf(recordingHeader(about), recordsOf(about, samplesOf(about, 2000, { range: [-2048, 2047] }))));
  });

  test("the EDF+ export of a recording with 24 bits, and its remarks", () => {
    const about = cytonRecording(16);
    const lost = (index: number) => index >= 700 && index < 720;
    const wide = readEdf(
      fileOf(recordingHeader(about), recordsOf(about, samplesOf(about, 2500, { range: [-4e5, 4e5], lost }))),
      "x",
    );
    const { header, records } = narrow(wide);
    const bytes = fileOf(header, records);
    agree(bytes);
    const told = byEdfjs(bytes).annotations.filter(({ label }) => label[0] !== "");
    expect(told).toEqual([{ onset: 2.8, duration: 0.08, label: ["gap"] }]);
  });
});

const SAMPLE = sharedData("edf-sample", "S001R01.edf");

describe.skipIf(!existsSync(SAMPLE))("S001R01.edf (skipped where ../shared/data is not there)", () => {
  test("reads as PhysioNet says, and as the others read it", () => {
    const bytes = new Uint8Array(readFileSync(SAMPLE));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(
      "4743b736131a7e147c150e8b37711029b6cda5e356c4b3e8261a03cdcaaf8b0c",
    );
    const recording = readEdf(bytes, "S001R01.edf");
    expect(recording.header).toMatchObject({ bits: 16, plus: "C", duration: 1, records: 61 });
    expect(recording).toMatchObject({ records: 61, complete: true });
    expect(recording.signals).toHaveLength(64);
    const [first] = recording.signals;
    expect(first).toMatchObject({ label: "Fc5.", dimension: "uV", physical: [-8092, 8092], samples: 160 });
    expect([...recording.samples(0).subarray(0, 4)]).toEqual([-16, -56, -55, -50]);
    expect([...recording.onsets]).toEqual(Array.from({ length: 61 }, (_, second) => second));
    expect(recording.remarks.flat()).toEqual([{ onset: 0, duration: 60.2, text: "T0" }]);
    agree(bytes);
  });
});
