import { describe, expect, test } from "vitest";
import { SampleLine } from "../../../src/engine/eeg/sample-line.ts";
import { DEFAULT_BRAIN, SimulatedBrain } from "../../../src/engine/eeg/simulated-brain.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { CytonEmulator } from "../../../src/hardware/eeg/cyton-emulator.ts";
import { CYTON, cytonMicrovoltsPerCount } from "../../../src/hardware/eeg/cyton-format.ts";
import { DaisyPairing } from "../../../src/hardware/eeg/daisy-pairing.ts";
import { type FrameFormat, FrameReader } from "../../../src/hardware/eeg/frame-reader.ts";
import { OpenEegEmulator } from "../../../src/hardware/eeg/open-eeg-emulator.ts";
import { OPEN_EEG_CENTRE, P2, p3Format } from "../../../src/hardware/eeg/open-eeg-format.ts";
import { thinkGearRaw, thinkGearReport } from "../../../src/hardware/eeg/thinkgear-emulator.ts";
import { THINKGEAR, THINKGEAR_MICROVOLTS_PER_COUNT } from "../../../src/hardware/eeg/thinkgear-format.ts";
import { chunks, join } from "./streams.ts";

const SECONDS = 20;
const SIXTEEN = "Fp1 Fp2 C3 C4 P3 P4 O1 O2 F7 F8 F3 F4 T7 T8 P7 P8".split(" ");

/** What a brain at this rate says for a while. */
function brainAt(rate: number, montage: readonly string[] = DEFAULT_BRAIN.montage): Float64Array[] {
  const brain = new SimulatedBrain({ ...DEFAULT_BRAIN, rate, montage }, seeded(7, "child"));
  return Array.from({ length: SECONDS * rate }, (_, i) => {
    brain.listening = i % (10 * rate) < 5 * rate ? 0 : 1;
    return brain.next();
  });
}

/** Through bytes that are cut anyhow. */
function through<Frame>(format: FrameFormat<Frame>, pieces: readonly Uint8Array[]): Frame[] {
  const draws = new Draws(seeded(8, "chunks"));
  const sizes = Array.from({ length: 50 }, () => draws.whole(1, 90));
  const reader = new FrameReader(format);
  const frames = chunks(join(pieces), sizes).flatMap((chunk) => reader.read(chunk));
  frames.push(...reader.finish());
  expect(reader.bytes).toMatchObject({ dropped: 0, held: 0 });
  return frames;
}

function streaming(boards: "cyton" | "cyton and daisy"): CytonEmulator {
  const board = new CytonEmulator(boards);
  board.receive(
    Uint8Array.from("b", (letter) => letter.charCodeAt(0)),
    0,
  );
  return board;
}

const clip = (value: number, low: number, high: number) => Math.max(low, Math.min(high, Math.round(value))) + 0;
const cytonCount = (value: number) => clip(value / cytonMicrovoltsPerCount(24), -8388608, 8388607);

describe("from the brain through the board's bytes and back, sample for sample", () => {
  test("Cyton", () => {
    const brain = brainAt(250);
    const board = streaming("cyton");
    const packets = through(
      CYTON,
      brain.map((sample, i) => board.packet([...sample], 4 * i)),
    );
    expect(packets.map(({ counts }) => [...counts])).toEqual(brain.map((sample) => Array.from(sample, cytonCount)));
    expect(packets.every(({ skipped }) => skipped === 0)).toBe(true);
  });

  test("Cyton and Daisy: each half the mean of two samples", () => {
    const brain = brainAt(250, SIXTEEN);
    const board = streaming("cyton and daisy");
    const pairing = new DaisyPairing();
    const packets = through(
      CYTON,
      brain.map((sample, i) => board.packet([...sample], 4 * i)),
    );
    const samples = packets.flatMap((packet) => pairing.join(packet) ?? []);
    const mean = (i: number, channel: number) =>
      Math.round((cytonCount(brain[i]?.[channel] ?? 0) + cytonCount(brain[i - 1]?.[channel] ?? 0)) / 2);
    const expected = Array.from({ length: brain.length / 2 - 1 }, (_, pair) =>
      SIXTEEN.map((_, channel) => mean(2 * pair + (channel < 8 ? 3 : 2), channel)),
    );
    expect(samples.map(({ counts }) => [...counts])).toEqual(expected);
  });

  test("ThinkGear, with a report every second", () => {
    const brain = brainAt(512, ["Fp1"]).map(([value]) => (value ?? 0) % 400);
    const report = { poorSignal: 0, attention: 40, meditation: 60, bands: [1, 2, 3, 4, 5, 6, 7, 0xfffffe] };
    const packets = through(
      THINKGEAR,
      brain.flatMap((value, i) =>
        i % 512 === 0 ? [thinkGearReport(report), thinkGearRaw(value)] : [thinkGearRaw(value)],
      ),
    );
    const expected = brain.map((value) => clip(value / THINKGEAR_MICROVOLTS_PER_COUNT, -2048, 2047));
    expect(packets.flatMap(({ raw }) => raw)).toEqual(expected);
    const reports = packets.filter(({ bands }) => bands !== undefined);
    expect(reports).toHaveLength(SECONDS);
    expect(reports[0]).toMatchObject(report);
  });

  test.each(["p2", "p3"] as const)("OpenEEG %s", (protocol) => {
    // Electrodes are coupled by capacitors here: no offset. Two steps a µV.
    const brain = brainAt(256, SIXTEEN.slice(0, 6)).map((sample) => Array.from(sample, (value) => 2 * (value % 300)));
    const board = new OpenEegEmulator();
    board.switches = 5;
    const pieces = brain.map((sample) => board[protocol](sample));
    const frames = protocol === "p2" ? through(P2, pieces) : through(p3Format(3), pieces);
    const expected = brain.map((sample) => sample.map((value) => OPEN_EEG_CENTRE + clip(value, -512, 511)));
    expect(frames.map(({ counts }) => [...counts])).toEqual(expected);
    expect(frames.every(({ skipped }) => skipped === 0)).toBe(true);
  });

  test("P3 spells out the firmware's name", () => {
    const board = new OpenEegEmulator();
    const frames = through(
      p3Format(1),
      Array.from({ length: 9 * 8 }, () => board.p3([0, 0])),
    );
    const letters = frames.filter(({ counter }) => counter % 8 === 0).map(({ aux }) => String.fromCharCode(aux));
    expect(letters.join("")).toBe("mEEGv1.0\u0000");
  });
});

test("packets that the radio lost leave marked gaps, and every sample keeps its place", () => {
  const brain = brainAt(250);
  const board = streaming("cyton");
  const draws = new Draws(seeded(9, "radio"));
  const reader = new FrameReader(CYTON);
  const line = new SampleLine(250, 256);
  const placed = new Map<number, Int32Array>();
  let [lost, silent, lastCame] = [0, 0, -1];
  let buffer: Uint8Array[] = [];
  for (const [i, sample] of brain.entries()) {
    const packet = board.packet([...sample], 4 * i);
    // Single packets, twenty in a row, and one second and a half.
    if (i === 2000) silent = 375;
    else if (silent === 0 && draws.unit() < 0.002) silent = draws.pick([1, 20]);
    if (silent > 0 && i < brain.length - 5) {
      silent -= 1;
      lost += 1;
    } else {
      buffer.push(packet);
      lastCame = i;
    }
    if (i % 117 !== 116 && i !== brain.length - 1) continue;
    const packets = reader.read(join(buffer));
    buffer = [];
    const { indices } = line.place(
      packets.map(({ skipped }) => skipped),
      4 * i + 1,
    );
    for (const [k, index] of indices.entries()) placed.set(index ?? -1, packets[k]?.counts ?? new Int32Array());
  }
  expect(lost).toBeGreaterThan(400);
  expect(line.totals.lost).toBe(lost);
  expect(line.totals.received + lost).toBe(lastCame);
  for (const [index, counts] of placed) expect([...counts]).toEqual(Array.from(brain[index] ?? [], cytonCount));
});
