import { dirname } from "node:path";
import { AbcError } from "../../engine/music/abc-error.ts";
import type { Melody } from "../../engine/music/melody.ts";
import type { Millis } from "../../engine/time/units.ts";
import { MidiReader } from "../../files/midi-reader.ts";
import { MidiRefusal } from "../../files/midi-refusal.ts";
import { FEWEST_NOTES } from "../../files/tune-from-score.ts";
import { splitOf } from "../../models/dataset.ts";
import { isSimple } from "../../models/simple.ts";
import { INCIPIT, SEGMENT_LASTS, TuneSelection } from "../../models/tune-selection.ts";
import { readTuneFile, type TuneFile } from "./tune-file.ts";
import type { TuneSource } from "./tune-source.ts";
import type { LeftOutReason, Verdict } from "./verdict.ts";

/** What decides the split: each tune for itself, or all tunes of a folder together (a set, a cycle, a book). */
export const SPLIT_BY = ["tune", "folder"] as const;
export type SplitBy = (typeof SPLIT_BY)[number];

export interface Judging {
  /** "tune" when left out. */
  readonly splitBy?: SplitBy;
  readonly signal?: AbortSignal;
}

function leftOut(file: string, reason: LeftOutReason, sentence: string, melody?: Melody): Verdict {
  return { kind: "left out", file, reason, sentence, ...(melody ? { melody } : {}) };
}

/** What the split is drawn from: a tune that lies in no folder stands for itself. */
function splitName({ id }: TuneSource, splitBy: SplitBy): string {
  const folder = dirname(id);
  return splitBy === "folder" && folder !== "." ? folder : id;
}

function meterSentence({ meter, tempo }: Melody, lasts: Millis): string {
  const [least, most] = SEGMENT_LASTS;
  const name = `${meter.beats}/${meter.unit}`;
  return (
    `a segment in ${name} at ${Math.round(tempo)} quarter notes a minute would last ${(lasts / 1000).toPrecision(2)} s, ` +
    `but ${least / 1000} to ${most / 1000} s can be used. Correct the file's time signature and tempo.`
  );
}

/** One file must not end the reading of ten thousand, so that a fault of ours is a verdict as well. */
function refused(file: string, error: unknown): Verdict {
  if (error instanceof MidiRefusal) return leftOut(file, error.kind, error.reason);
  if (error instanceof AbcError) return leftOut(file, "not readable as ABC", error.message);
  return leftOut(file, "fault", `Antiphon failed on it (${(error as Error).message}). Please report this file.`);
}

/** Reads a file, and gives or throws what came of it when it is asked. */
function readAhead(source: TuneSource | undefined, reader: MidiReader): Promise<() => TuneFile> | undefined {
  if (!source) return undefined;
  return readTuneFile(source.path, source.id, reader).then(
    (read) => () => read,
    (error: unknown) => () => {
      throw error;
    },
  );
}

/** The verdict on a tune that was read. `files`: those that are taken, by their tunes' ids; grows. */
function judgeTune(
  source: TuneSource,
  { melody, steady }: TuneFile,
  selection: TuneSelection,
  files: Map<string, string>,
  splitBy: SplitBy,
): Verdict {
  const { file, id } = source;
  if (melody.notes.length < FEWEST_NOTES) {
    const sentence = `there are ${melody.notes.length} notes; a tune needs at least ${FEWEST_NOTES}.`;
    return leftOut(file, "too few notes", sentence, melody);
  }
  const choice = selection.choose(melody);
  switch (choice.kind) {
    case "taken": {
      files.set(id, file);
      const entry = { melody, simple: isSimple(melody, steady), split: splitOf(splitName(source, splitBy)), file };
      return { kind: "taken", file, entry, segments: choice.segments.length };
    }
    case "duplicate": {
      const count = Math.min(INCIPIT, melody.notes.length - 1);
      const of = files.get(choice.of) ?? choice.of;
      const sentence = `its first ${count} intervals are those of "${of}", which is taken.`;
      return leftOut(file, "duplicate", sentence, melody);
    }
    case "too short": {
      const sentence = "the tune is shorter than two segments, so there is nothing to continue.";
      return leftOut(file, "fewer than two segments", sentence, melody);
    }
    case "meter":
      return leftOut(file, "meter or tempo unusable", meterSentence(melody, choice.lasts), melody);
  }
}

/**
 * Reads files one after the other and says of each whether it is taken into a corpus, or why not. Sources come in order of
 * id: of equal tunes the first is taken. Two files are in memory at a time, the one that is judged and the one that is read
 * meanwhile; of those before them only names and incipits are. Throws the signal's reason when aborted, between two files.
 */
export async function* judge(
  sources: readonly TuneSource[],
  { splitBy = "tune", signal }: Judging = {},
): AsyncGenerator<Verdict, void, undefined> {
  const reader = new MidiReader();
  const selection = new TuneSelection();
  const files = new Map<string, string>();
  let ahead = readAhead(sources[0], reader);
  try {
    for (const [i, source] of sources.entries()) {
      signal?.throwIfAborted();
      const read = await ahead;
      ahead = readAhead(sources[i + 1], reader);
      let verdict: Verdict | undefined;
      try {
        if (read) verdict = judgeTune(source, read(), selection, files, splitBy);
      } catch (error) {
        verdict = refused(source.file, error);
      }
      if (verdict) yield verdict;
    }
  } finally {
    // The reader answers one file at a time, so it is closed when it has answered the last.
    await ahead;
    await reader.close();
  }
}
