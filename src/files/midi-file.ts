import { open, stat } from "node:fs/promises";
import type { Millis } from "../engine/time/units.ts";
import { startWorker } from "../runtime/worker.ts";
import { tooLarge } from "./midi-reading.ts";
import type { MidiAnswer, MidiQuestion } from "./midi-reading-worker.ts";
import { MidiRefusal } from "./midi-refusal.ts";
import { type MidiScore, MOST_BYTES } from "./midi-score.ts";

/** How long the reading itself may take. A dense file of 1 MiB takes a few hundredths of a second. */
const TIME_LIMIT: Millis = 1_000;
/** How long the worker may take to come up; under tsx on a busy machine that is seconds. */
const START_LIMIT: Millis = 20_000;

/**
 * Reads a MIDI file from disk. Its size is checked before it is read; it is parsed in a worker thread that is ended when it
 * takes longer than `limit`, so no file can stop the music.
 * @throws MidiRefusal with one sentence: missing file, folder, no permission, too large, too slow, not readable
 */
export async function readMidiFile(path: string, limit: Millis = TIME_LIMIT): Promise<MidiScore> {
  return parse({ bytes: await load(path), name: path }, limit);
}

async function load(path: string): Promise<Uint8Array> {
  try {
    // Looked at before it is opened: opening a named pipe would wait for ever.
    const about = await stat(path);
    if (about.isDirectory()) throw new MidiRefusal(path, "this is a folder. Choose a .mid file in it.");
    if (!about.isFile()) throw new MidiRefusal(path, "this is not an ordinary file. Choose a .mid file.");
    if (about.size > MOST_BYTES) throw tooLarge(path, about.size);
    const file = await open(path, "r");
    try {
      // One byte more than is allowed, in case the file has grown since.
      const buffer = new Uint8Array(Math.min(about.size, MOST_BYTES) + 1);
      let length = 0;
      for (let more = -1; more !== 0 && length < buffer.length; length += more) {
        more = (await file.read(buffer, length, buffer.length - length)).bytesRead;
      }
      return buffer.slice(0, length);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof MidiRefusal) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new MidiRefusal(path, "there is no such file. Check the name and the folder.");
    }
    if (code === "EACCES" || code === "EPERM") {
      throw new MidiRefusal(path, "the file may not be read. Give this user permission to read it.");
    }
    throw new MidiRefusal(path, `the file cannot be read (${code}). Copy it to this machine's disk and try again.`);
  }
}

async function parse(question: MidiQuestion, limit: Millis): Promise<MidiScore> {
  const worker = startWorker("midi-reading-worker", import.meta.url, {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  try {
    return await new Promise<MidiScore>((resolve, reject) => {
      const refuse = (reason: string) => reject(new MidiRefusal(question.name, reason));
      let timer = setTimeout(refuse, START_LIMIT, "the file reader did not start. Close other programs and try again.");
      worker.on("message", (answer: MidiAnswer) => {
        clearTimeout(timer);
        if (answer.kind === "ready") {
          timer = setTimeout(
            refuse,
            limit,
            `reading took longer than ${limit / 1000} s and was ended. Export the file again, or choose another.`,
          );
          worker.postMessage(question);
        } else if (answer.kind === "score") {
          resolve(answer.score);
        } else {
          reject(new MidiRefusal(question.name, answer.reason, answer.byte));
        }
      });
      worker.on("error", (error) => {
        clearTimeout(timer);
        refuse(`the file reader failed (${error.message.split("\n")[0]}). Please report this file.`);
      });
      worker.on("exit", () => {
        clearTimeout(timer);
        refuse("the file reader ended without an answer. Please report this file.");
      });
    });
  } finally {
    await worker.terminate();
  }
}
