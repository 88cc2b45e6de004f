import { z } from "zod";
import { type Note, noteEnd } from "../../engine/music/note.ts";
import { TEMPO_RANGE } from "../../files/midi-score.ts";
import { SPLITS } from "../../models/dataset.ts";
import { SPLIT_BY } from "./judge.ts";
import type { CorpusEntry } from "./verdict.ts";

/** The version of the corpus file that is written and read. */
export const CORPUS_VERSION = 1;

/** The first line of a corpus file. */
const HEAD = z.strictObject({
  format: z.literal("antiphon-corpus"),
  version: z.literal(CORPUS_VERSION),
  splitBy: z.enum(SPLIT_BY),
  /** How many lines follow, one tune each. */
  tunes: z.int().min(0),
});
export type CorpusHead = z.infer<typeof HEAD>;

/** Numbers that a note is written as: onset and duration in ticks, pitch, velocity. */
const FIELDS = 4;
/** Sums of fractions of a beat may miss each other by so much. */
const ROUNDING = 1e-6;

function notesOf(numbers: readonly number[]): Note[] {
  const notes: Note[] = [];
  for (let i = 0; i + FIELDS <= numbers.length; i += FIELDS) {
    const [onset = 0, duration = 0, pitch = 0, velocity = 0] = numbers.slice(i, i + FIELDS);
    notes.push({ onset, duration, pitch, velocity });
  }
  return notes;
}

function within(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

/** What is wrong with the notes of a melody, or undefined. */
function faultOf(numbers: readonly number[]): string | undefined {
  if (numbers.length === 0 || numbers.length % FIELDS !== 0)
    return "must be four numbers a note, and at least one note";
  let end = 0;
  for (const [i, note] of notesOf(numbers).entries()) {
    if (!(note.onset >= end - ROUNDING)) return `note ${i + 1} begins before the one before it has ended`;
    if (!(note.duration > 0)) return `note ${i + 1} has no duration`;
    if (!within(note.pitch, 0, 127)) return `note ${i + 1} has a pitch that is not 0 to 127`;
    if (!within(note.velocity, 1, 127)) return `note ${i + 1} has a velocity that is not 1 to 127`;
    end = noteEnd(note);
  }
  return undefined;
}

/** Every other line of a corpus file. */
const TUNE = z.strictObject({
  id: z.string().min(1),
  title: z.string(),
  file: z.string().min(1),
  split: z.enum(SPLITS),
  simple: z.boolean(),
  key: z.strictObject({ tonic: z.int().min(0).max(11), mode: z.enum(["major", "minor"]) }),
  meter: z.strictObject({
    beats: z.int().min(1).max(99),
    unit: z.literal([1, 2, 4, 8, 16, 32, 64]),
  }),
  tempo: z.number().min(TEMPO_RANGE[0]).max(TEMPO_RANGE[1]),
  pickup: z.number().min(0),
  /** Four numbers a note, one note after the other: onset and duration in ticks, pitch, velocity. */
  notes: z.array(z.number()).superRefine((numbers, context) => {
    const message = faultOf(numbers);
    if (message) context.addIssue({ code: "custom", message });
  }),
});

/** The head as a line, without its line break. */
export function writeHead(head: Pick<CorpusHead, "splitBy" | "tunes">): string {
  return JSON.stringify({ format: "antiphon-corpus", version: CORPUS_VERSION, ...head } satisfies CorpusHead);
}

/** A tune as a line, without its line break. */
export function writeTune({ melody, split, simple, file }: CorpusEntry): string {
  const { id, title, key, meter, tempo, pickup } = melody;
  const notes = melody.notes.flatMap(({ onset, duration, pitch, velocity }) => [onset, duration, pitch, velocity]);
  return JSON.stringify({ id, title, file, split, simple, key, meter, tempo, pickup, notes });
}

/** A line that is not what it should be. The message names what is wrong in it, without file and line. */
export class LineError extends Error {
  override readonly name = "LineError";
}

function parse<T>(line: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineError("this is not JSON");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new LineError(`${issue?.path.join(".") || "the line"}: ${issue?.message ?? "is not right"}`);
}

/** Reads the first line. Throws LineError. */
export function readHead(line: string): CorpusHead {
  const { format, version } = parse(
    line,
    z.looseObject({ format: z.unknown().optional(), version: z.unknown().optional() }),
  );
  if (format !== "antiphon-corpus") throw new LineError("this is not the head of a corpus");
  if (version !== CORPUS_VERSION) {
    throw new LineError(`the corpus is of version ${version}, and version ${CORPUS_VERSION} is read here`);
  }
  return parse(line, HEAD);
}

/** Reads any other line. Throws LineError. */
export function readTune(line: string): CorpusEntry {
  const { notes, split, simple, file, ...rest } = parse(line, TUNE);
  return { melody: { ...rest, notes: notesOf(notes) }, split, simple, file };
}
