import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FRAME_CLASSES } from "../../../src/engine/gestures/decision.ts";
import { emulatedWrist } from "../../../src/hardware/gestures/emulated-wrist.ts";
import { splitOf } from "../../../src/models/dataset.ts";
import { wearSensor } from "../../../src/models/gestures/trace.ts";
import { readTraces } from "../../../src/server/gestures/trace-folder.ts";

const trace = wearSensor(7, 0.5);

/** The lines of a board that measured the trace; `without` some of them. */
function linesOf(rate = 100, without: readonly number[] = []): Buffer {
  const board = emulatedWrist();
  const told = board.receive(Buffer.from(`C3\nR${rate}\n`), 0);
  const lines = trace.felt.map((felt, i) => {
    const line = board.send(Float64Array.from(felt), 10 * i);
    return without.includes(i) ? new Uint8Array() : line;
  });
  return Buffer.concat([told, ...lines]);
}

const seconds = (millis: number) => millis / 1_000;
const LABELS = {
  wearer: "W-1",
  made: trace.acted
    .filter(({ until }) => until < 29_000)
    .map(({ kind, from, until, strokes }) => ({
      gesture: kind,
      from: seconds(from),
      until: seconds(until),
      strokes: strokes.map(seconds),
    })),
};

function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), "traces-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const read = (lines: Buffer, labels: unknown = LABELS) =>
  readTraces(folderWith({ "one.lines": lines, "one.labels.json": JSON.stringify(labels) }));

describe("a lab's own traces", () => {
  test("are what the board measured, with what was made", () => {
    const [found] = read(linesOf());
    expect(found?.wearer).toBe("W-1");
    expect(found?.split).toBe(splitOf("W-1"));
    expect(found?.felt).toHaveLength(trace.felt.length);
    found?.felt.forEach((felt, i) => {
      felt.forEach((g, axis) => {
        expect(Math.abs(g - (trace.felt[i]?.[axis] ?? 0))).toBeLessThan(0.001);
      });
    });
    // The labels say what the simulation knew, but for stillness in pauses, which nobody wrote down.
    const still = FRAME_CLASSES.indexOf("still");
    const differs = [...trace.truth].filter((is, i) => i < 2_900 && is !== still && is !== found?.truth[i]);
    expect(differs.length).toBeLessThan(30);
  });

  test("hold their times where lines were lost", () => {
    const lost = [500, 501, 502, 1_200];
    const [found] = read(linesOf(100, lost));
    expect(found?.felt).toHaveLength(trace.felt.length);
    expect(Math.abs((found?.felt[2_000]?.[0] ?? 0) - (trace.felt[2_000]?.[0] ?? 0))).toBeLessThan(0.001);
  });

  test.each<[string, () => unknown, string]>([
    ["no folder", () => readTraces("/nowhere"), "There is no folder /nowhere"],
    ["an empty folder", () => readTraces(folderWith({})), "holds no trace"],
    ["no labels", () => readTraces(folderWith({ "a.lines": linesOf() })), "each trace has its labels beside it"],
    ["another rate", () => read(linesOf(200)), "200 samples a second where 100 are needed"],
    [
      "a label beyond the end",
      () => read(linesOf(), { wearer: "W", made: [{ gesture: "shake", from: 1, until: 99 }] }),
      "a label ends at 99 s",
    ],
    [
      "taps without strokes",
      () => read(linesOf(), { wearer: "W", made: [{ gesture: "tap", from: 1, until: 2 }] }),
      "write when each of them fell",
    ],
    [
      "a gesture there is not",
      () => read(linesOf(), { wearer: "W", made: [{ gesture: "clap", from: 1, until: 2 }] }),
      "made.0.gesture",
    ],
  ])("%s: one sentence", (_, act, sentence) => {
    expect(act).toThrow(sentence);
  });
});
