import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EdfRecording, physicalOf, presentSamples, readEdf } from "../../src/files/edf-reading.ts";
import { RecordLine } from "../../src/files/edf-record-line.ts";
import { EdfRefusal } from "../../src/files/edf-refusal.ts";
import { recordingHeader } from "../../src/files/eeg-recording.ts";
import { fileOf } from "./edf-bytes.ts";
import { cytonRecording, headsetRecording, recordsOf, type Sample, samplesOf } from "./eeg-by-hand.ts";

/** What the file says of each sample number: its counts, or that it never came. */
function told(recording: EdfRecording): Map<number, number[]> {
  const rate = recording.signals[0]?.samples ?? 0;
  const values = recording.signals.map((_, signal) => recording.samples(signal));
  const present = presentSamples(recording, { ...recording.signals[0], samples: rate } as EdfRecording["signals"][0]);
  const samples = new Map<number, number[]>();
  for (const [record, onset] of recording.onsets.entries()) {
    for (let i = 0; i < rate; i++) {
      const place = record * rate + i;
      if (present[place])
        samples.set(
          Math.round(onset * rate) + i,
          values.map((one) => one[place] as number),
        );
    }
  }
  return samples;
}

const asMap = (samples: readonly Sample[]) => new Map(samples.map(({ index, counts }) => [index, [...counts]]));

describe("what is written is read", () => {
  test("24 bits, sample for sample, and a count is what the amplifier says it is", () => {
    const about = cytonRecording();
    const samples = samplesOf(about, 1000, { range: [-8_388_607, 8_388_606] });
    const recording = readEdf(fileOf(recordingHeader(about), recordsOf(about, samples)), "x.bdf");
    expect(recording).toMatchObject({ records: 4, complete: true });
    expect(recording.header).toMatchObject({ bits: 24, plus: "C", patient: "K-7F3 X X X" });
    expect(recording.header.recording).toBe("Startdate 28-NOV-2026 X X OpenBCI_Cyton");
    expect(told(recording)).toEqual(asMap(samples));
    const [signal] = recording.signals;
    expect(signal).toMatchObject({ label: "EEG E1", physical: [-187_500, 187_500], digital: [-8_388_607, 8_388_607] });
    if (signal) expect(physicalOf(signal, 1)).toBeCloseTo(0.0223517445, 10);
  });

  test("10 to 16 bits become EDF+", () => {
    const about = headsetRecording();
    const samples = samplesOf(about, 300, { range: [-2047, 2046] });
    const recording = readEdf(fileOf(recordingHeader(about), recordsOf(about, samples)), "x.edf");
    expect(recording.header).toMatchObject({ bits: 16, plus: "C" });
    expect(told(recording)).toEqual(asMap(samples));
  });

  test("whatever is lost, in whatever stretches: it is marked, and nothing else is", () => {
    const about = cytonRecording(2, 25);
    const stretch = fc.record({ kept: fc.integer({ min: 1, max: 90 }), lost: fc.integer({ min: 1, max: 120 }) });
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 12 }), (stretches) => {
        const lost = stretches.flatMap((one) => [...Array(one.kept).fill(false), ...Array(one.lost).fill(true)]);
        const samples = samplesOf(about, lost.length, { range: [-9000, 9000], lost: (index) => lost[index] });
        const recording = readEdf(fileOf(recordingHeader(about), recordsOf(about, samples)), "x.bdf");
        expect(told(recording)).toEqual(asMap(samples));
        const jumps = [...recording.onsets].some((onset, record) => onset !== record);
        expect(recording.header.plus).toBe(jumps ? "D" : "C");
        expect(recording.complete).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("a lost second is left out, the samples beside it stay", () => {
    const about = cytonRecording(1, 250);
    const samples = samplesOf(about, 1500, { range: [-50, 50], lost: (index) => index >= 300 && index < 1100 });
    const recording = readEdf(fileOf(recordingHeader(about), recordsOf(about, samples)), "x.bdf");
    expect([...recording.onsets]).toEqual([0, 1, 4, 5]);
    expect(recording.header.plus).toBe("D");
    expect(recording.remarks.flat()).toEqual([{ onset: 1.2, duration: 3.2, text: "gap" }]);
  });
});

describe("remarks", () => {
  test("stand where they belong, whatever their text, and none is lost", () => {
    const about = cytonRecording(1, 25);
    const remark = fc.record({
      onset: fc.integer({ min: 0, max: 4000 }).map((index) => index / 25),
      text: fc
        .string({ minLength: 1, maxLength: 30, unit: "grapheme" })
        .filter((text) => [...text].every((letter) => letter >= " ")),
    });
    fc.assert(
      fc.property(fc.array(remark, { maxLength: 60 }), (remarks) => {
        const line = new RecordLine(about);
        const records = samplesOf(about, 60, { range: [0, 9] }).flatMap(({ index, counts }) => line.add(index, counts));
        for (const one of remarks) line.annotate(one);
        const read = readEdf(fileOf(recordingHeader(about), [...records, ...line.finish()]), "x.bdf");
        expect(read.remarks.flat().filter(({ text }) => text !== "gap")).toEqual(remarks);
        expect(told(read).size).toBe(60);
      }),
      { numRuns: 40 },
    );
  });

  test("an electrode at the end of its range is told once, and once more when it is back", () => {
    const about = cytonRecording(2, 10);
    const off = (index: number) => index >= 15 && index < 38 && index % 3 !== 1;
    const samples = samplesOf(about, 80, { range: [-5, 5] }).map(({ index, counts }) => ({
      index,
      counts: Int32Array.of(off(index) ? -8_388_608 : (counts[0] as number), counts[1] as number),
    }));
    const recording = readEdf(fileOf(recordingHeader(about), recordsOf(about, samples)), "x.bdf");
    expect(recording.remarks.flat()).toEqual([
      { onset: 1.5, text: "railed E1" },
      { onset: 5, text: "no longer railed E1" },
    ]);
    expect(recording.samples(0)[15]).toBe(-8_388_607);
  });
});

describe("damage", () => {
  const about = cytonRecording(2, 25);
  const bytes = () => fileOf(recordingHeader(about), recordsOf(about, samplesOf(about, 100, { range: [-99, 99] })));

  test("a file that was cut off gives its whole records", () => {
    const whole = bytes();
    for (let cut = 1024; cut < whole.length; cut += 97) {
      const { records, complete } = readEdf(whole.subarray(0, cut), "x.bdf");
      expect(records).toBe(Math.floor((cut - 1024) / ((whole.length - 1024) / 4)));
      expect(complete).toBe(false);
    }
  });

  test("any bytes are read or refused in a sentence, and never anything else", () => {
    const whole = bytes();
    const change = fc.record({ place: fc.nat(whole.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), fc.nat(whole.length), (changes, length) => {
        const damaged = whole.slice(0, length);
        for (const { place, byte } of changes) if (place < length) damaged[place] = byte;
        try {
          const recording = readEdf(damaged, "x.bdf");
          for (const [i, signal] of recording.signals.entries()) {
            expect(recording.samples(i).length).toBe(recording.records * signal.samples);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(EdfRefusal);
        }
      }),
      { numRuns: 300 },
    );
  });
});
