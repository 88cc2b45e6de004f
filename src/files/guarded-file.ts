import { open, stat } from "node:fs/promises";
import { tooLarge } from "./midi-reading.ts";
import { MidiRefusal } from "./midi-refusal.ts";
import { MOST_BYTES } from "./midi-score.ts";

/**
 * The bytes of an ordinary file of at most `most` bytes (1 MiB when left out). Its size is checked before it is read; a device or a named pipe is not
 * opened at all.
 * @throws MidiRefusal with one sentence: missing file, folder, no permission, too large, not readable
 */
export async function readGuarded(path: string, most = MOST_BYTES): Promise<Uint8Array> {
  try {
    // Looked at before it is opened: opening a named pipe would wait for ever.
    const about = await stat(path);
    if (about.isDirectory()) throw noAccess(path, "this is a folder. Choose a .mid file in it.");
    if (!about.isFile()) throw noAccess(path, "this is not an ordinary file. Choose a .mid file.");
    if (about.size > most) throw tooLarge(path, about.size, most);
    const file = await open(path, "r");
    try {
      // One byte more than is allowed, in case the file has grown since.
      const buffer = new Uint8Array(Math.min(about.size, most) + 1);
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
      throw noAccess(path, "there is no such file. Check the name and the folder.");
    }
    if (code === "EACCES" || code === "EPERM") {
      throw noAccess(path, "the file may not be read. Give this user permission to read it.");
    }
    throw noAccess(path, `the file cannot be read (${code}). Copy it to this machine's disk and try again.`);
  }
}

function noAccess(path: string, reason: string): MidiRefusal {
  return new MidiRefusal("no access", path, reason);
}
