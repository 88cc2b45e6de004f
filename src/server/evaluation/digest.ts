import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JobSetting } from "./job.ts";

function addFolder(hash: Hash, folder: string): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, path);
    else hash.update(entry.name).update(readFileSync(path));
  }
}

/** The folders whose code makes or measures streams. */
const CODE = ["../../engine", "../../models"] as const;

/** A name for all that streams depend on: the code, the networks, the tunes, the library and the length. */
export function digestOf(setting: JobSetting): string {
  const hash = createHash("sha256");
  for (const folder of CODE) addFolder(hash, fileURLToPath(new URL(folder, import.meta.url)));
  addFolder(hash, setting.models);
  const { tunes, library, known, minutes } = setting;
  hash.update(JSON.stringify([tunes, library, known.map(({ id }) => id), minutes]));
  return hash.digest("hex").slice(0, 12);
}
