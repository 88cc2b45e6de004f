import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Vector } from "../../engine/gestures/arm.ts";
import type { ChildGesture } from "../../engine/gestures/child-gesture.ts";
import { CHILD_GESTURES } from "../../engine/gestures/child-gesture.ts";
import { FRAME_CLASSES } from "../../engine/gestures/decision.ts";
import { WRIST_RATE } from "../../engine/gestures/frames.ts";
import type { Acted } from "../../engine/gestures/simulated-wearer.ts";
import { ADXL335, type Converter, feltFrom, UNO } from "../../engine/gestures/wrist-scale.ts";
import { BIOSIGNAL, type BiosignalLine } from "../../hardware/eeg/biosignal-format.ts";
import { FrameReader } from "../../hardware/eeg/frame-reader.ts";
import { splitOf } from "../../models/dataset.ts";
import type { SplitTrace } from "../../models/gestures/trace.ts";
import { Refusal } from "../refusal.ts";

/**
 * A lab's own traces: `NAME.lines`, the bytes as the biosignal sketch sent them (100 a second, x, y and z on the first three channels),
 * and beside it `NAME.labels.json`. Nothing of them is copied anywhere.
 */
const LABELS = z.strictObject({
  /** Whose wrist: traces are split by it. A code, no name. */
  wearer: z.string().min(1).max(40),
  /** Millivolts of the sensor at 0 g, and for each g more. */
  zero: z.number().default(ADXL335.zero),
  perG: z.number().positive().default(ADXL335.perG),
  /** Seconds from the first sample on. What is under no label is no gesture; `strokes` are the taps, or each to and fro. */
  made: z.array(
    z.strictObject({
      gesture: z.enum([...CHILD_GESTURES, "other"]),
      from: z.number().nonnegative(),
      until: z.number().nonnegative(),
      strokes: z.array(z.number().nonnegative()).default([]),
    }),
  ),
});
type Labels = z.infer<typeof LABELS>;

const ENDING = ".lines";
/** A tap is one for so long after it fell. */
const TAP_LASTS = 0.16;

/** Reads all traces of a folder, in order of name. Throws Refusal: one sentence that names the file. */
export function readTraces(folder: string): SplitTrace[] {
  if (!existsSync(folder)) throw new Refusal(`There is no folder ${folder} with traces.`);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(ENDING))
    .sort();
  if (names.length === 0)
    throw new Refusal(`${folder} holds no trace: they are called NAME${ENDING}, as docs/gestures.md says.`);
  return names.map((name) => readTrace(join(folder, name)));
}

function readLabels(file: string): Labels {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refusal(
      `${file} cannot be read (${(error as Error).message}): each trace has its labels beside it, in JSON.`,
    );
  }
  const parsed = LABELS.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Refusal(`${file}: ${issue?.path.join(".") || "the labels"}: ${issue?.message ?? "not right"}. Correct it.`);
}

function readTrace(file: string): SplitTrace {
  const labels = readLabels(`${file.slice(0, -ENDING.length)}.labels.json`);
  const reader = new FrameReader<BiosignalLine>(BIOSIGNAL);
  const lines = [...reader.read(readFileSync(file)), ...reader.finish()];
  let converter: Converter = UNO;
  const felt: Vector[] = [];
  for (const line of lines) {
    if (line.kind === "settings") {
      if (line.rate !== WRIST_RATE)
        throw new Refusal(
          `${file} has ${line.rate} samples a second where ${WRIST_RATE} are needed: record it anew with R${WRIST_RATE}.`,
        );
      converter = line;
    }
    if (line.kind !== "sample") continue;
    const sample = feltFrom(line.counts, labels, converter);
    // What was lost is stood in for by the sample before, so that the labels' times hold.
    for (let missing = 0; missing < line.skipped && felt.length > 0; missing++) felt.push(felt.at(-1) ?? sample);
    felt.push(sample);
  }
  const seconds = felt.length / WRIST_RATE;
  const late = labels.made.find(({ until }) => until > seconds + 0.1);
  if (late)
    throw new Refusal(
      `${file} is ${seconds.toFixed(1)} s long, and a label ends at ${late.until} s: correct the labels.`,
    );
  return {
    wearer: labels.wearer,
    split: splitOf(labels.wearer),
    felt,
    truth: truthOf(labels, felt.length),
    acted: actedOf(labels, file),
  };
}

function truthOf({ made }: Labels, length: number): Uint8Array {
  const truth = new Uint8Array(length);
  const mark = (gesture: ChildGesture, from: number, until: number) =>
    truth.fill(FRAME_CLASSES.indexOf(gesture), Math.round(from * WRIST_RATE), Math.round(until * WRIST_RATE));
  for (const { gesture, from, until, strokes } of made) {
    if (gesture === "other") continue;
    if (gesture === "tap") for (const stroke of strokes) mark("tap", stroke, stroke + TAP_LASTS);
    else mark(gesture, from, until);
  }
  return truth;
}

function actedOf({ made }: Labels, file: string): Acted[] {
  return made.map(({ gesture, from, until, strokes }) => {
    if (until < from) throw new Refusal(`${file}: a label ends at ${until} s, before it begins at ${from} s.`);
    if (gesture === "tap" && strokes.length === 0) {
      throw new Refusal(`${basename(file)}: the taps at ${from} s have no strokes: write when each of them fell.`);
    }
    const given = strokes.length > 0 ? strokes : [from];
    const [begins, ends] = [1_000 * from, 1_000 * until];
    return { kind: gesture, name: gesture, begins, from: begins, until: ends, strokes: given.map((at) => 1_000 * at) };
  });
}
