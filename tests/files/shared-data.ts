import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** ../shared/data beside the checkout, or where ANTIPHON_SHARED_DATA points. */
const DATA =
  process.env.ANTIPHON_SHARED_DATA ?? join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "shared", "data");

/** A path in the shared data. */
export function sharedData(...parts: string[]): string {
  return join(DATA, ...parts);
}

/** A folder of MIDI files in the shared data. */
export function sharedFolder(name: string): string {
  return join(DATA, name, "midi");
}

/** The MIDI files of a shared folder in order of name; none where the shared data is not there. */
export function sharedFiles(name: string): { file: string; bytes: Uint8Array }[] {
  const folder = sharedFolder(name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".mid"))
    .sort()
    .map((file) => ({ file, bytes: new Uint8Array(readFileSync(join(folder, file))) }));
}
