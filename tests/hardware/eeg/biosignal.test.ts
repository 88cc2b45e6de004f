import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { BIOSIGNAL, type BiosignalLine } from "../../../src/hardware/eeg/biosignal-format.ts";
import { biosignal } from "../../../src/hardware/eeg/devices.ts";
import { EegStream } from "../../../src/hardware/eeg/eeg-stream.ts";
import { FrameReader } from "../../../src/hardware/eeg/frame-reader.ts";
import { CYCLES_IN_MS, Uno } from "../../../src/hardware/robot/emulator/uno.ts";

const SKETCH = readFileSync(new URL("../../../sketches/biosignal/release/biosignal.hex", import.meta.url), "utf8");

/** The compiled sketch on an emulated Uno: what it sends, with the millisecond of each byte. */
function board() {
  const sent: { byte: number; at: number }[] = [];
  const uno = new Uno(SKETCH, { byte: (byte, at) => sent.push({ byte, at: at / CYCLES_IN_MS }) });
  let now = 0;
  return {
    uno,
    sent,
    run: (span: number) => {
      now += span;
      uno.runTo(now * CYCLES_IN_MS);
    },
    say: (command: string) => uno.send(Uint8Array.from(`${command}\n`, (letter) => letter.charCodeAt(0))),
  };
}

const bytesOf = (sent: readonly { byte: number }[]) => Uint8Array.from(sent, ({ byte }) => byte);

function linesOf(sent: readonly { byte: number }[]): { lines: BiosignalLine[]; dropped: number } {
  const reader = new FrameReader(BIOSIGNAL);
  return { lines: reader.read(bytesOf(sent)), dropped: reader.bytes.dropped };
}

describe("the biosignal sketch itself, on an emulated board", () => {
  test("every line that it sends is read: its settings first, then what stands on its inputs", () => {
    const { uno, sent, run } = board();
    for (let channel = 0; channel < 6; channel++) uno.setVolts(channel, channel * 0.9);
    run(1500);
    const { lines, dropped } = linesOf(sent);
    expect(dropped).toBe(0);
    expect(lines[0]).toMatchObject({ kind: "settings", rate: 100, channels: 6, bits: 10, fullScale: 5000 });
    const samples = lines.filter((line) => line.kind === "sample");
    expect(samples.length).toBeGreaterThan(140);
    expect(samples.every(({ counter, skipped }, i) => counter === i && skipped === 0)).toBe(true);
    const { microvoltsPerCount } = biosignal({ kind: "settings", rate: 100, channels: 6, bits: 10, fullScale: 5000 });
    for (const [channel, count] of (samples.at(-1)?.counts ?? []).entries()) {
      expect(Math.abs(count * (microvoltsPerCount[channel] ?? 0) - channel * 0.9e6)).toBeLessThan(10_000);
    }
    const steps = samples.slice(1).map(({ micros }, i) => micros - (samples[i]?.micros ?? 0));
    expect(Math.max(...steps.map((step) => Math.abs(step - 10_000)))).toBeLessThan(200);
  });

  test("its rate and channels can be changed, and what it cannot carry is refused", () => {
    const { sent, run, say } = board();
    run(300);
    for (const command of ["C2", "R250", "C8", "R9000", "X"]) {
      say(command);
      run(200);
    }
    const { lines } = linesOf(sent);
    const settings = lines.filter((line) => line.kind === "settings").map(({ rate, channels }) => [rate, channels]);
    expect(settings.slice(0, 3)).toEqual([
      [100, 6],
      [100, 2],
      [250, 2],
    ]);
    const refusals = lines.filter((line) => line.kind === "refusal").map(({ reason }) => reason);
    expect(refusals.slice(-2)).toEqual(["R", "?"]);
    expect(lines.findLast((line) => line.kind === "sample")?.counts).toHaveLength(settings.at(-1)?.[1] ?? 0);
  });

  test("its samples have their numbers and their times", () => {
    const { sent, run } = board();
    run(4000);
    const stream = new EegStream(biosignal({ kind: "settings", rate: 100, channels: 6, bits: 10, fullScale: 5000 }));
    const indices: number[] = [];
    for (let from = 0; from < sent.length; ) {
      const until = (sent[from]?.at ?? 0) + 50;
      const count = sent.slice(from).findIndex(({ at }) => at > until);
      const piece = sent.slice(from, count < 0 ? undefined : from + count);
      from += piece.length;
      indices.push(...stream.read(bytesOf(piece), until).samples.map(({ index }) => index));
    }
    expect(indices).toEqual(indices.map((_, i) => i));
    expect(stream.line.clock.rate).toBeCloseTo(100, 0);
  });
});
