import { describe, expect, it } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { encodeFlac } from "../../../src/server/reports/flac.ts";
import { decodeFlac } from "./flac-decoder.ts";

function sine(length: number): Int16Array {
  return Int16Array.from({ length }, (_, i) => Math.round(20_000 * Math.sin(i / 13) * Math.exp(-i / 9_000)));
}

function noise(length: number): Int16Array {
  const draws = new Draws(seeded(1, "noise"));
  return Int16Array.from({ length }, () => draws.whole(-32_768, 32_767));
}

describe("FLAC", () => {
  it.each([
    ["a tone", sine(20_000)],
    ["noise over the whole range", noise(9_000)],
    ["silence", new Int16Array(5_000)],
    ["one sample", Int16Array.of(-32_768)],
    ["the steepest edges", Int16Array.from({ length: 4_100 }, (_, i) => (i % 2 ? 32_767 : -32_768))],
    ["more than 128 frames", sine(4_096 * 131)],
  ])("gives %s back sample for sample", (_, samples) => {
    const decoded = decodeFlac(encodeFlac(samples, 22_050));
    expect(decoded.sampleRate).toBe(22_050);
    expect(Buffer.from(decoded.samples.buffer).equals(Buffer.from(samples.buffer))).toBe(true);
  });

  it("makes a tone much smaller than its samples", () => {
    const samples = sine(40_000);
    expect(encodeFlac(samples, 22_050).length).toBeLessThan(0.5 * samples.byteLength);
  });

  it("refuses no sound at all", () => {
    expect(() => encodeFlac(new Int16Array(0), 22_050)).toThrow(RangeError);
  });
});
