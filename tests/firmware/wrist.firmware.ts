import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { SimulatedWearer } from "../../src/engine/gestures/simulated-wearer.ts";
import { ADXL335, feltFrom, UNO } from "../../src/engine/gestures/wrist-scale.ts";
import { seeded } from "../../src/engine/random.ts";
import { BIOSIGNAL, type BiosignalLine } from "../../src/hardware/eeg/biosignal-format.ts";
import { FrameReader } from "../../src/hardware/eeg/frame-reader.ts";
import { CYCLES_IN_MS, Uno } from "../../src/hardware/robot/emulator/uno.ts";

const HEX = readFileSync(new URL("../../sketches/biosignal/release/biosignal.hex", import.meta.url), "utf8");

it("an accelerometer's volts come through the compiled sketch as the g that they mean", () => {
  const bytes: number[] = [];
  const uno = new Uno(HEX, { byte: (byte) => bytes.push(byte) });
  // One reading a millisecond, so that the converter meets the moment.
  const wearer = new SimulatedWearer(seeded(4, "wrist"), { rate: 1_000, gestures: 1 });
  const felt = Array.from({ length: 12_000 }, () => wearer.next().felt.map((g) => Math.max(-3.6, Math.min(3.6, g))));
  for (let at = 1; at <= 200; at++) uno.runTo(at * CYCLES_IN_MS);
  uno.send(Buffer.from("C3\nR100\n"));
  felt.forEach((g, ms) => {
    g.forEach((value, axis) => {
      uno.setVolts(axis, (ADXL335.zero + ADXL335.perG * value) / 1_000);
    });
    uno.runTo((201 + ms) * CYCLES_IN_MS);
  });
  const lines = new FrameReader<BiosignalLine>(BIOSIGNAL).read(Uint8Array.from(bytes));
  expect(lines.flatMap((line) => (line.kind === "settings" ? [[line.rate, line.channels]] : [])).at(-1)).toEqual([
    100, 3,
  ]);
  const samples = lines.flatMap((line) => (line.kind === "sample" && line.counts.length === 3 ? [line] : []));
  expect(samples.length).toBeGreaterThan(1_150);
  for (const { micros, counts, skipped } of samples.slice(5)) {
    expect(skipped).toBe(0);
    const ms = Math.floor(micros / 1_000) - 200;
    const near = felt.slice(Math.max(0, ms - 2), ms + 3);
    feltFrom(counts, ADXL335, UNO).forEach((g, axis) => {
      const values = near.map((one) => one[axis] ?? 0);
      // Two steps of the converter beside what the sensor felt within two milliseconds.
      expect(g).toBeGreaterThan(Math.min(...values) - 0.03);
      expect(g).toBeLessThan(Math.max(...values) + 0.03);
    });
  }
});
