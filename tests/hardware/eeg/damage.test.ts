import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { BIOSIGNAL, biosignalLine } from "../../../src/hardware/eeg/biosignal-format.ts";
import type { CountedFrame } from "../../../src/hardware/eeg/counted-frames.ts";
import { CYTON } from "../../../src/hardware/eeg/cyton-format.ts";
import { type FrameFormat, FrameReader, MOST_HELD } from "../../../src/hardware/eeg/frame-reader.ts";
import { freeEegFormat } from "../../../src/hardware/eeg/free-eeg-format.ts";
import { CURRY, curryHeader } from "../../../src/hardware/eeg/neuroscan-curry.ts";
import { SCAN, scanHeader } from "../../../src/hardware/eeg/neuroscan-scan.ts";
import { OpenEegEmulator } from "../../../src/hardware/eeg/open-eeg-emulator.ts";
import { P2, p3Format } from "../../../src/hardware/eeg/open-eeg-format.ts";
import { thinkGearPacket, thinkGearRaw } from "../../../src/hardware/eeg/thinkgear-emulator.ts";
import { THINKGEAR, THINKGEAR_MICROVOLTS_PER_COUNT } from "../../../src/hardware/eeg/thinkgear-format.ts";
import { chunkSizes, chunks, type Damage, damage, join, readAll } from "./streams.ts";

/** A device's frames with values that are as good as unique, full of fake headers and footers. */
interface Device {
  readonly name: string;
  readonly format: FrameFormat<unknown>;
  readonly counted: boolean;
  send(count: number, draws: Draws): Uint8Array[];
}

function spiked(draws: Draws, bytes: readonly number[]): number {
  return draws.unit() < 0.15 ? draws.pick(bytes) : draws.whole(0, 255);
}

function framed(length: number, header: number, footers: readonly number[]): Device["send"] {
  return (count, draws) => {
    const first = draws.whole(0, 255);
    return Array.from({ length: count }, (_, i) => {
      const frame = Uint8Array.from({ length }, () => spiked(draws, [header, ...footers]));
      frame.set([header, (first + i) % 256]);
      frame[length - 1] = draws.pick(footers);
      return frame;
    });
  };
}

function openEeg(protocol: "p2" | "p3"): Device["send"] {
  return (count, draws) => {
    const board = new OpenEegEmulator();
    return Array.from({ length: count }, () =>
      board[protocol](Array.from({ length: 6 }, () => draws.pick([draws.whole(-512, 511), 0x1a5 - 512, 0x25a - 512]))),
    );
  };
}

const DEVICES: readonly Device[] = [
  { name: "Cyton", format: CYTON, counted: true, send: framed(33, 0xa0, [0xc0, 0xc1, 0xc6]) },
  { name: "FreeEEG32", format: freeEegFormat(), counted: true, send: framed(105, 0xa0, [0xc0]) },
  { name: "OpenEEG P2", format: P2, counted: true, send: openEeg("p2") },
  { name: "OpenEEG P3", format: p3Format(3), counted: true, send: openEeg("p3") },
  {
    name: "ThinkGear",
    format: THINKGEAR,
    counted: false,
    send: (count, draws) =>
      Array.from({ length: count }, (_, i) =>
        i % 40 === 7
          ? thinkGearPacket([0x02, 0, 0x04, draws.whole(0, 100), 0x05, draws.whole(0, 100)])
          : thinkGearRaw(draws.whole(-2048, 2047) * THINKGEAR_MICROVOLTS_PER_COUNT),
      ),
  },
  {
    name: "biosignal sketch",
    format: BIOSIGNAL,
    counted: true,
    send: (count, draws) => {
      const first = draws.whole(0, 1e6);
      return Array.from({ length: count }, (_, i) => {
        const readings = Array.from({ length: 6 }, () => draws.whole(0, 1023));
        return biosignalLine(`D${first + i},${4000 * i},${readings.join()}`);
      });
    },
  },
  {
    name: "Neuroscan Scan",
    format: SCAN,
    counted: false,
    send: (count, draws) =>
      Array.from({ length: count }, () => {
        const body = Uint8Array.from({ length: 4 * draws.whole(1, 40) }, () => draws.whole(0, 255));
        return join([scanHeader("DATA", 2, 2, body.length), body]);
      }),
  },
  {
    name: "Neuroscan Curry",
    format: CURRY,
    counted: false,
    send: (count, draws) =>
      Array.from({ length: count }, (_, i) => {
        const body = Uint8Array.from({ length: 4 * draws.whole(1, 40) }, () => draws.whole(0, 255));
        return join([curryHeader("DATA", 2, 1, i, body.length), body]);
      }),
  },
];
const SERIAL = DEVICES.slice(0, 6);

/** What tells one frame from another: all that was read but the reader's own findings. */
function content(frame: unknown): string {
  const { skipped: _, droppedBefore: __, last: ___, ...rest } = frame as Record<string, unknown>;
  return JSON.stringify(rest);
}

/** The frames as they should be read, each alone between undamaged neighbours. */
function contents(device: Device, frames: readonly Uint8Array[]): string[] {
  return readAll(device.format, join(frames)).map(content);
}

describe.each(DEVICES)("$name", (device) => {
  test("an undamaged stream is read whole, however it is cut", () => {
    fc.assert(
      fc.property(fc.nat(), chunkSizes, (seed, sizes) => {
        const frames = device.send(40, new Draws(seeded(seed, "whole")));
        const bytes = join(frames);
        const reader = new FrameReader(device.format);
        const read = [...chunks(bytes, sizes).flatMap((chunk) => reader.read(chunk)), ...reader.finish()];
        expect(read).toHaveLength(40);
        expect(reader.bytes).toEqual({ received: bytes.length, accepted: bytes.length, dropped: 0, held: 0 });
      }),
      { numRuns: 30 },
    );
  });

  test("any bytes in any chunks: no exception, the same frames, every byte accounted for, little held", () => {
    const noise = fc.uint8Array({ maxLength: 400 });
    fc.assert(
      fc.property(fc.nat(), chunkSizes, fc.array(noise, { maxLength: 6 }), (seed, sizes, noises) => {
        const draws = new Draws(seeded(seed, "noise"));
        const sent = damage(device.send(30, draws), ["truncate", "insert", "drop", "repeat", "flip"], 0.3, 0, draws);
        const bytes = join([sent.bytes, ...noises]);
        const reader = new FrameReader(device.format);
        const read: unknown[] = [];
        let [unaccounted, mostHeld] = [0, 0];
        for (const chunk of chunks(bytes, sizes)) {
          read.push(...reader.read(chunk));
          const { received, accepted, dropped, held } = reader.bytes;
          unaccounted += Math.abs(received - accepted - dropped - held);
          mostHeld = Math.max(mostHeld, held);
        }
        expect(unaccounted).toBe(0);
        expect(mostHeld).toBeLessThan(MOST_HELD);
        expect([...read, ...reader.finish()]).toEqual(readAll(device.format, bytes));
        expect(reader.bytes.held).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});

const KINDS: readonly (readonly Damage[])[] = [
  ["truncate"],
  ["insert"],
  ["drop"],
  ["repeat"],
  ["truncate", "insert", "drop", "repeat"],
];

// Seeds are fixed: random bytes look like a frame once in many millions.
const CASES = SERIAL.flatMap((device) => KINDS.map((kinds) => ({ device, kinds, name: device.name })));

describe.each(CASES.filter(({ name, kinds }) => name !== "OpenEEG P3" || !kinds.includes("insert")))(
  "$name under $kinds",
  ({ device, kinds }) => {
    test("nothing false is accepted, and two good frames later all is well", () => {
      fc.assert(
        fc.property(fc.nat(), fc.double({ min: 0.01, max: 0.3, noNaN: true }), (seed, share) => {
          const draws = new Draws(seeded(seed, "damage"));
          const frames = device.send(60, draws);
          const sent = contents(device, frames);
          const stream = damage(frames, kinds, share, 5, draws);
          const read = readAll(device.format, stream.bytes).map(content);
          let place = -1;
          for (const frame of read) {
            const next = sent.indexOf(frame, place + 1);
            // A frame without a number may be repeated unnoticed.
            if (next < 0 && (device.counted || !sent.includes(frame))) expect.fail(`false: ${frame}`);
            place = next;
          }
          const after = sent.slice(stream.quietFrom + 2);
          expect(read.slice(-after.length)).toEqual(after);
        }),
        { seed: 6, numRuns: 40 },
      );
    });
  },
);

test("OpenEEG P3 has no header: noise passes for the first bytes of a frame once in hundreds of times, not oftener", () => {
  const [device] = DEVICES.filter(({ name }) => name === "OpenEEG P3");
  if (device === undefined) throw new Error("no P3");
  const draws = new Draws(seeded(6, "insertions"));
  const frames = device.send(20_000, draws);
  const sent = new Set(contents(device, frames));
  const stream = damage(frames, ["insert"], 0.1, 5, draws);
  const read = readAll(device.format, stream.bytes).map(content);
  const insertions = frames.length - stream.whole.length;
  const wrong = read.filter((frame) => !sent.has(frame)).length;
  expect(insertions).toBeGreaterThan(1500);
  expect(wrong / insertions).toBeLessThan(1 / 300);
});

describe.each(SERIAL.filter(({ counted }) => counted))("$name's counter", (device) => {
  test("says exactly how many frames were lost, whatever happened to them", () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0.01, max: 0.3, noNaN: true }), (seed, share) => {
        const draws = new Draws(seeded(seed, "loss"));
        const frames = device.send(60, draws);
        const sent = contents(device, frames);
        const stream = damage(frames, ["truncate", "insert", "drop", "repeat"], share, 5, draws);
        const read = readAll(device.format, stream.bytes) as CountedFrame[];
        const first = sent.indexOf(content(read[0]));
        const skipped = read.reduce((sum, frame) => sum + frame.skipped, 0);
        expect(first + read.length + skipped).toBe(60);
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  test("finds out flipped bits in headers, counters and footers: a frame that is read has its own number and place", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const draws = new Draws(seeded(seed, "flips"));
        const frames = device.send(80, draws);
        const sent = readAll(device.format, join(frames)) as (CountedFrame & { counts: Int32Array })[];
        const stream = damage(frames, ["flip"], 0.1, 5, draws);
        const read = readAll(device.format, stream.bytes) as (CountedFrame & { counts: Int32Array })[];
        let place = sent.findIndex(({ counter }) => counter === read[0]?.counter) - 1;
        for (const { counter, skipped, counts } of read) {
          place += 1 + skipped;
          expect(counter).toBe(sent[place]?.counter);
          expect(counts.filter((count, i) => count !== sent[place]?.counts[i]).length).toBeLessThanOrEqual(1);
        }
        expect(place).toBe(79);
      }),
      { seed: 6, numRuns: 60 },
    );
  });
});
