import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CYCLES_IN_MS, Uno } from "../../src/hardware/robot/emulator/uno.ts";

const HEX = readFileSync(new URL("../../sketches/biosignal/release/biosignal.hex", import.meta.url), "utf8");

/** CRC-16/XMODEM, written from its definition. */
function checkOf(text: string): string {
  let check = 0;
  for (const byte of Buffer.from(text)) {
    check ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) check = ((check << 1) ^ (check & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return check.toString(16).toUpperCase().padStart(4, "0");
}

function stream(time: number, commands = "", each?: (uno: Uno, now: number) => void) {
  const bytes: number[] = [];
  const uno = new Uno(HEX, { byte: (byte) => bytes.push(byte) });
  for (let at = 1; at <= 200; at += 1) uno.runTo(at * CYCLES_IN_MS);
  bytes.length = 0;
  uno.send(Buffer.from(commands));
  for (let at = 201; at <= 200 + time; at += 1) {
    each?.(uno, at);
    uno.runTo(at * CYCLES_IN_MS);
  }
  const lines = Buffer.from(bytes).toString("latin1").split("\n").slice(0, -1);
  for (const line of lines) {
    const [text = "", check] = line.split("*");
    expect(check).toBe(checkOf(text));
  }
  const texts = lines.map((line) => line.split("*")[0] ?? "");
  const samples = texts
    .filter((text) => text.startsWith("D"))
    .map((text) => text.slice(1).split(",").map(Number))
    .map(([number = 0, at = 0, ...readings]) => ({ number, at, readings }));
  return { texts, samples };
}

describe("the biosignal sketch", () => {
  it("knows the check value of CRC-16/XMODEM", () => {
    expect(checkOf("123456789")).toBe("31C3");
  });

  it("sends numbered and timed samples at its rate, each reading on its channel", () => {
    const { samples } = stream(2000, "", (uno, now) => {
      for (let channel = 0; channel < 6; channel += 1)
        uno.setVolts(channel, 2.5 + Math.sin((2 * Math.PI * now) / 1000 + channel));
    });
    expect(samples.length).toBeGreaterThan(195);
    for (const [i, { number, at, readings }] of samples.entries()) {
      const before = samples[i - 1];
      if (before) expect(number).toBe(before.number + 1);
      // 10 ms, kept to some microseconds while bytes leave.
      if (before) expect(Math.abs(at - before.at - 10_000)).toBeLessThan(20);
      for (const [channel, reading] of readings.entries()) {
        const volts = 2.5 + Math.sin((2 * Math.PI * at) / 1e6 + channel);
        // A few milliseconds of the steepest part, and the voltage changes once a millisecond.
        expect(Math.abs(reading - (volts / 5) * 1024)).toBeLessThan(4);
      }
    }
  });

  it("changes rate and channels, and refuses what the wire cannot carry", () => {
    const { texts, samples } = stream(2000, "C3\nR250\n");
    expect(texts).toContain("H1,250,3,10,5000");
    const last = samples.slice(-100);
    expect(last.map(({ readings }) => readings.length)).toEqual(last.map(() => 3));
    expect((last.at(-1)?.at ?? 0) - (last[0]?.at ?? 0)).toBeGreaterThan(99 * 4000 - 40);
    expect((last.at(-1)?.number ?? 0) - (last[0]?.number ?? 0)).toBe(99);
    expect(stream(300, "R500\n").texts).toContain("EF");
    expect(stream(300, "R501\nC9\nR\nhello\n").texts.filter((text) => text.startsWith("E"))).toEqual([
      "ER",
      "EC",
      "E?",
      "E?",
    ]);
    expect(stream(300, "?\n").texts).toContain("H1,100,6,10,5000");
  });
});
