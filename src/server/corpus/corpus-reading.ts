import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { Refusal } from "../refusal.ts";
import { LineError, readHead, readTune } from "./corpus-line.ts";
import type { CorpusEntry } from "./verdict.ts";

const CHUNK = 65_536;
/** A tune of a whole 1 MiB MIDI file is a line of a few MiB; a longer one is another kind of file. */
const LONGEST_LINE = 16_777_216;
const AGAIN = `Make it again with "antiphon corpus".`;

/** The lines of an open file, one in memory at a time. Throws LineError at a line that is too long. */
function* linesOf(file: number): Generator<string, void, undefined> {
  const buffer = Buffer.alloc(CHUNK);
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
    const lines = (rest + decoder.write(buffer.subarray(0, read))).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (rest.length > LONGEST_LINE) throw new LineError("the line is too long for a tune");
  }
  if (rest !== "") yield rest;
}

function open(path: string): number {
  try {
    const file = openSync(path, "r");
    if (fstatSync(file).isFile()) return file;
    closeSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT")
      throw new Refusal(`There is no corpus file ${path}. Make one with "antiphon corpus FOLDER".`);
    throw new Refusal(`The corpus file ${path} cannot be read: ${message}. Check its permissions.`);
  }
  throw new Refusal(`${path} is not a file. Name the corpus file that "antiphon corpus FOLDER" has written.`);
}

/**
 * The tunes of a corpus file, one after the other; one is in memory at a time.
 * @throws Refusal, one sentence with file and line, when it is missing, damaged, cut off, or of another version
 */
export function* readCorpus(path: string): Generator<CorpusEntry, void, undefined> {
  const file = open(path);
  let number = 1;
  try {
    const lines = linesOf(file);
    const head = lines.next();
    if (head.done) throw new LineError("the file is empty");
    const { tunes } = readHead(head.value);
    for (number = 2; ; number++) {
      const line = lines.next();
      if (line.done) break;
      yield readTune(line.value);
    }
    number--;
    const read = number - 1;
    if (read !== tunes) throw new LineError(`the file ends here with ${read} tunes, but its head counts ${tunes}`);
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    throw new Refusal(`${path}, line ${number}: ${error.message}. ${AGAIN}`);
  } finally {
    closeSync(file);
  }
}
