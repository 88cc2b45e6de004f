import { describe, expect, test } from "vitest";
import { SimulatedClock } from "../../../src/engine/time/clock.ts";
import { EEG_SECTION } from "../../../src/hardware/drivers.ts";
import { EegLine } from "../../../src/server/eeg/eeg-line.ts";
import type { FromEeg } from "../../../src/server/eeg/eeg-messages.ts";
import {
  type RecordedForm,
  type RecordedPiece,
  unpackForm,
  unpackPiece,
} from "../../../src/server/eeg/recorded-piece.ts";
import { openRecordingFile } from "../../../src/server/eeg/recording-file.ts";

interface Part extends RecordedForm {
  readonly pieces: RecordedPiece[];
}

/** A line with a simulated brain, in simulated time that begins at 1 s of the clock and 0 s of the session. */
function opened() {
  const clock = new SimulatedClock(1000);
  const messages: FromEeg[] = [];
  const line = new EegLine({
    section: EEG_SECTION.parse({ driver: "simulated-brain" }),
    seed: 4,
    origin: 1000,
    rest: undefined,
    clock,
    wall: () => Date.UTC(2026, 10, 28, 12) + clock.now(),
    scorer: undefined,
    openRecording: openRecordingFile,
    tell: (message) => messages.push(message),
  });
  return {
    clock,
    line,
    messages,
    record: (on: boolean) => line.hear({ kind: "perform", command: { kind: "eegRecord", at: clock.now(), on } }),
    /** What was recorded, part by part. */
    parts(): Part[] {
      const parts: Part[] = [];
      for (const message of messages) {
        if (message.kind === "part") parts.push({ ...unpackForm(message.form), pieces: [] });
        if (message.kind === "piece") parts.at(-1)?.pieces.push(unpackPiece(message.piece));
      }
      return parts;
    },
  };
}

const numbersOf = ({ pieces }: Part) => pieces.flatMap(({ samples }) => samples.map(({ index }) => index));
const remarksOf = ({ pieces }: Part) => pieces.flatMap(({ remarks }) => remarks);

describe("the line of an EEG", () => {
  test("tells readings, the device's status and the health of its way", () => {
    const { clock, messages } = opened();
    clock.advance(10_000);
    const kinds = new Set(messages.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(["health", "reading", "status"]);
    const readings = messages.flatMap((message) => (message.kind === "reading" ? [message.reading] : []));
    expect(readings.length).toBeGreaterThanOrEqual(18);
    expect(readings.at(-1)?.faults).toHaveLength(8);
    expect(readings.at(-1)?.bands).toHaveLength(7);
  });

  test("records while it is told to, every sample once, each part with its own beginning", async () => {
    const { clock, line, record, parts } = opened();
    clock.advance(2000);
    record(true);
    clock.advance(5000);
    record(false);
    clock.advance(3000);
    record(true);
    clock.advance(1000);
    await line.close();
    const [first, second, ...more] = parts();
    if (!first || !second) throw new Error("no parts");
    expect(more).toEqual([]);
    for (const part of [first, second]) {
      const numbers = numbersOf(part);
      expect(numbers).toEqual(numbers.map((_, i) => part.first + i));
    }
    expect(first.first).toBe(501);
    expect(numbersOf(first)).toHaveLength(1250);
    expect(first.startedAt).toBe("2026-11-28T12:00:03.004Z");
    expect(second.first).toBe(2501);
    expect(numbersOf(second)).toHaveLength(250);
    for (const { pieces } of [first, second]) {
      for (const { samples } of pieces) expect(samples.length).toBeLessThanOrEqual(100);
    }
    expect(remarksOf(first)).toEqual([
      { index: 501, text: "session 2.004 s" },
      { index: 1750, text: "true rate 250.0000 Hz" },
    ]);
  });

  test("puts blocks and markers at the samples of their times", async () => {
    const { clock, line, record, parts } = opened();
    record(true);
    clock.advance(4000);
    const block = { kind: "eegBlock", block: "music", baseline: false, kept: true } as const;
    line.hear({ kind: "perform", command: { ...block, at: 3500, text: "Music 1 of 2 begins" } });
    line.hear({ kind: "perform", command: { kind: "eegMarker", at: 4600, text: "Break" } });
    clock.advance(1000);
    await line.close();
    const [part] = parts();
    expect(part && remarksOf(part)).toMatchObject([
      { index: 0, text: "session 0.000 s" },
      { index: 625, text: "Music 1 of 2 begins" },
      { index: 900, text: "Break" },
      { text: "true rate 250.0000 Hz" },
    ]);
  });

  test("that is closed frees the device and tells no more", async () => {
    const { clock, line, messages } = opened();
    clock.advance(1000);
    await line.close();
    const count = messages.length;
    expect(messages.at(-1)).toEqual({ kind: "closed" });
    clock.advance(5000);
    expect(messages).toHaveLength(count);
  });
});
