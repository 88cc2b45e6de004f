import { extname } from "node:path";
import { parseAbc } from "../../engine/music/abc.ts";
import type { Melody } from "../../engine/music/melody.ts";
import { readGuarded } from "../../files/guarded-file.ts";
import type { MidiReader } from "../../files/midi-reader.ts";
import { isSteady, melodyFromScore } from "../../files/tune-from-score.ts";

/** Endings of the files that a tune can be read from, in small letters. */
export const TUNE_ENDINGS: readonly string[] = [".mid", ".midi", ".kar", ".abc"];

/** Whether a file's name has one of the {@link TUNE_ENDINGS}, in large or small letters. */
export function isTuneFile(name: string): boolean {
  return TUNE_ENDINGS.includes(extname(name).toLowerCase());
}

/** A tune in ABC is a few hundred bytes, so a longer file is none; its parser is not guarded by a time limit. */
const MOST_ABC_BYTES = 65_536;

/** What a file holds. */
export interface TuneFile {
  readonly melody: Melody;
  /** Neither key signature nor meter changes in the file. */
  readonly steady: boolean;
}

/** Text as it was meant: UTF-8, or what Western European computers wrote before it. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/**
 * Reads a tune from a Standard MIDI File or an ABC file (by its ending).
 * @param id the melody's stable name
 * @throws MidiRefusal or AbcError, one sentence each
 */
export async function readTuneFile(path: string, id: string, reader: MidiReader): Promise<TuneFile> {
  // An ABC tune that changes key or meter is refused by the parser.
  if (extname(path).toLowerCase() === ".abc") {
    return { melody: parseAbc(decode(await readGuarded(path, MOST_ABC_BYTES)), id).melody, steady: true };
  }
  const score = await reader.read(path);
  return { melody: melodyFromScore(score, id), steady: isSteady(score) };
}
