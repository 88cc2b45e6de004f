import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { biosignalLine } from "../../../src/hardware/eeg/biosignal-format.ts";
import { CytonEmulator } from "../../../src/hardware/eeg/cyton-emulator.ts";
import { biosignal, cyton, cytonAndDaisy, freeEeg, modularEeg, thinkGear } from "../../../src/hardware/eeg/devices.ts";
import { type EegDevice, EegStream } from "../../../src/hardware/eeg/eeg-stream.ts";
import { OpenEegEmulator } from "../../../src/hardware/eeg/open-eeg-emulator.ts";
import { thinkGearRaw } from "../../../src/hardware/eeg/thinkgear-emulator.ts";
import { join } from "./streams.ts";

const noise = new Draws(seeded(1, "noise"));
/** Sixteen channels, half a minute at the fastest rate; no two samples alike. */
const NOISE = Array.from({ length: 30 * 256 }, () => Array.from({ length: 16 }, () => noise.between(-190, 190)));
const gains = (channels: number) => Array.from({ length: channels }, () => 24 as const);

interface Case {
  readonly device: EegDevice<unknown>;
  /** Frames a second, and how many make a sample. */
  readonly frameRate: number;
  readonly send: () => (sample: readonly number[], i: number) => Uint8Array;
}

function board(boards: "cyton" | "cyton and daisy"): Case["send"] {
  return () => {
    const emulator = new CytonEmulator(boards);
    emulator.receive(Uint8Array.of("b".charCodeAt(0)), 0);
    return (sample, i) => emulator.packet(sample, 4 * i);
  };
}

function openEegBoard(protocol: "p2" | "p3"): Case["send"] {
  return () => {
    const emulator = new OpenEegEmulator();
    return (sample) => emulator[protocol](sample.slice(0, 6).map((value) => 2 * value));
  };
}

const CASES: readonly Case[] = [
  { device: cyton(gains(8)), frameRate: 250, send: board("cyton") },
  { device: cytonAndDaisy(gains(16)), frameRate: 250, send: board("cyton and daisy") },
  { device: modularEeg("p2", 0.5), frameRate: 256, send: openEegBoard("p2") },
  { device: modularEeg("p3", 0.5, 3), frameRate: 256, send: openEegBoard("p3") },
  {
    device: biosignal({ kind: "settings", rate: 250, channels: 2, bits: 10, fullScale: 5000 }),
    frameRate: 250,
    send: () => (sample, i) =>
      biosignalLine(`D${i},${4000 * i},${[0, 1].map((k) => Math.round(512 + 2 * (sample[k] ?? 0))).join()}`),
  },
] as readonly Case[];

/** Half a minute of a device's frames, read in bursts of some 100 ms; those for which `isLost` never arrive. */
function run({ device, frameRate, send }: Case, isLost: (i: number) => boolean, disturbed = 0) {
  const draws = new Draws(seeded(2, "line"));
  const frameOf = send();
  const stream = new EegStream(device);
  const samples: { index: number; counts: Int32Array; microvolts: Float64Array }[] = [];
  const gaps: { from: number; lost: number; certain: boolean }[] = [];
  let pending: Uint8Array[] = [];
  for (let i = 0; i < 30 * frameRate; i++) {
    const frame = frameOf(NOISE[i] ?? [], i);
    if (!isLost(i)) pending.push(frame);
    if (draws.unit() < disturbed) pending.push(Uint8Array.from({ length: 10 }, () => draws.whole(0, 255)));
    if (draws.unit() > 0.05 && i < 30 * frameRate - 1) continue;
    const block = stream.read(join(pending), (1000 * i) / frameRate + 3);
    pending = [];
    samples.push(...block.samples);
    gaps.push(...block.gaps);
  }
  return { samples, gaps, stream };
}

describe.each(CASES.map((entry) => ({ ...entry, name: entry.device.name })))("$name", (entry) => {
  const all = run(entry, () => false);
  // With Daisy two packets make a sample, and the first sample is none.
  const perSample = entry.frameRate / entry.device.rate;

  test("every sample has the number of its turn, and its scale", () => {
    expect(all.samples.length).toBeGreaterThan(28 * entry.device.rate);
    expect(all.samples.every(({ index }, i) => index === i)).toBe(true);
    expect(all.gaps).toEqual([]);
    const { counts, microvolts } = all.samples[100] ?? { counts: [], microvolts: [] };
    expect(counts).toHaveLength(entry.device.channels);
    expect(microvolts[1]).toBe((counts[1] ?? 0) * (entry.device.microvoltsPerCount[1] ?? 0));
  });

  test("the clock is right, though a frame is believed only when the next one begins", () => {
    const { clock } = all.stream.line;
    // The newest packet of a chunk was taken 3 ms before the chunk was read. With Daisy, sample k ends with packet 2k + 3.
    const takenAt = (index: number) => (1000 * (perSample * index + (perSample === 2 ? 3 : 0))) / entry.frameRate;
    expect(Math.abs(clock.timeOf(1000) - takenAt(1000) - 3)).toBeLessThan(0.5);
  });

  test("samples around losses of any length are the same as without them", () => {
    const lost: readonly (readonly [from: number, to: number])[] = [
      [300, 301],
      [1000, 1020],
      [2000, 2700],
      [4000, 4300],
    ];
    const { samples, gaps, stream } = run(entry, (i) => lost.some(([from, to]) => i >= from && i < to));
    const whole = new Map(all.samples.map(({ index, counts }) => [index, counts]));
    expect(samples.filter(({ index, counts }) => whole.get(index)?.join() !== counts.join())).toEqual([]);
    expect(gaps).toHaveLength(4);
    expect(gaps.every(({ certain }) => certain)).toBe(true);
    const missing = gaps.reduce((sum, gap) => sum + gap.lost, 0);
    expect(missing).toBe(stream.line.totals.lost);
    expect(Math.abs(missing - 1021 / perSample)).toBeLessThanOrEqual(4);
    expect(samples.length + missing).toBe((samples.at(-1)?.index ?? 0) + 1);
  });

  test("noise on the line costs samples, never their order or their numbers", () => {
    const { samples, gaps } = run(entry, () => false, 0.02);
    const whole = new Map(all.samples.map(({ index, counts }) => [index, counts]));
    const wrong = samples.filter(({ index, counts }) => whole.get(index)?.join() !== counts.join());
    // P3 alone cannot tell all noise from a frame.
    expect(wrong.length).toBeLessThanOrEqual(entry.device.name === "OpenEEG P3" ? 2 : 0);
    // Lines with a checksum stand noise between them.
    expect(gaps.length > 10).toBe(entry.device.name !== "biosignal sketch");
  });
});

test("ThinkGear: what is lost is told from the bytes dropped, and never certain", () => {
  const stream = new EegStream(thinkGear());
  const packets = Array.from({ length: 2000 }, (_, i) => thinkGearRaw(50 * Math.sin(i / 9)));
  const damaged = packets.map((packet, i) => (i % 400 === 399 ? packet.with(6, 0x55) : packet));
  const gaps: unknown[] = [];
  let received = 0;
  for (let i = 0; i < damaged.length; i += 8) {
    const block = stream.read(join(damaged.slice(i, i + 8)), (1000 * (i + 8)) / 512);
    received += block.samples.length;
    gaps.push(...block.gaps);
  }
  expect(gaps).toEqual([399, 799, 1199, 1599].map((from) => ({ from, lost: 1, certain: false })));
  expect(received).toBe(1995);
});

test("devices say what they are", () => {
  const devices = [cyton(gains(8)), cytonAndDaisy(gains(16)), thinkGear(), modularEeg("p3", 1, 1), freeEeg()];
  expect(devices.map(({ channels, rate }) => [channels, rate])).toEqual([
    [8, 250],
    [16, 125],
    [1, 512],
    [2, 256],
    [32, 512],
  ]);
  expect(devices.every(({ channels, microvoltsPerCount }) => microvoltsPerCount.length === channels)).toBe(true);
});
