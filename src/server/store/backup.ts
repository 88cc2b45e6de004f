import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { backup, DatabaseSync } from "@photostructure/sqlite";
import { column, type Database } from "./database.ts";
import { readKeyFile } from "./key-file.ts";
import type { KeyRing } from "./key-ring.ts";
import { StoreRefusal } from "./refusal.ts";
import { placeOf, sessionKey, unseal } from "./seal.ts";

/** A copy that was made and read back. */
export interface Backup {
  /** Wall clock, ISO 8601 in UTC. */
  readonly at: string;
  /** The folder that holds it: `antiphon.db` and `keys.json`. Put back, it is the record. */
  readonly folder: string;
  readonly sessions: number;
  readonly bytes: number;
}

export interface BackupParts {
  /** The data folder. */
  readonly folder: string;
  /** The folder, on another disk, that gets the copy. */
  readonly into: string;
  readonly keys: KeyRing;
  readonly now: Date;
}

const RECORD = "antiphon.db";
const KEYS = "keys.json";
/** Sessions of the copy that are unsealed to see that its keys fit. */
const TRIED = 5;

/** Makes the copy and reads it back; what cannot be read back is taken away again. Throws StoreRefusal. */
export async function backUp({ folder, into, keys, now }: BackupParts): Promise<Backup> {
  const wanted = placeFor(folder, into);
  const copy = join(wanted, `antiphon-${now.toISOString().slice(0, 19).replace(/:/g, "")}`);
  try {
    mkdirSync(copy, { mode: 0o700 });
  } catch (error) {
    throw new StoreRefusal(
      `${wanted} cannot take a backup (${(error as Error).message}). Choose a folder that you may write to.`,
    );
  }
  try {
    await copyRecord(join(folder, RECORD), join(copy, RECORD));
    copyFileSync(join(folder, KEYS), join(copy, KEYS));
    chmodSync(join(copy, KEYS), 0o600);
    const sessions = readBack(copy, folder, keys);
    const bytes = [RECORD, KEYS].reduce((sum, name) => sum + statSync(join(copy, name)).size, 0);
    return { at: now.toISOString(), folder: copy, sessions, bytes };
  } catch (error) {
    rmSync(copy, { recursive: true, force: true });
    throw new StoreRefusal(
      `The backup was not made (${(error as Error).message}). Is there room on that disk? Try again, or choose another.`,
    );
  }
}

function placeFor(folder: string, into: string): string {
  if (!isAbsolute(into)) throw new StoreRefusal("Name the folder by its whole path, for instance that of a USB stick.");
  const inside = relative(resolve(folder), resolve(into));
  if (inside === "" || !(inside.startsWith("..") || isAbsolute(inside))) {
    throw new StoreRefusal("That is the data folder itself: a backup belongs on another disk.");
  }
  if (!statSync(into, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StoreRefusal(`There is no folder ${into}. Is the stick plugged in?`);
  }
  return resolve(into);
}

/** By SQLite's own backup, so that a writer beside it does no harm; then one file without a log beside it. */
async function copyRecord(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    await backup(source, to, { rate: 1_000 });
  } finally {
    source.close();
  }
  chmodSync(to, 0o600);
  const copied = new DatabaseSync(to);
  try {
    copied.exec("PRAGMA journal_mode = DELETE");
  } finally {
    copied.close();
  }
}

/** Reads the copy as a restore would. Returns the number of its sessions. */
function readBack(copy: string, folder: string, keys: KeyRing): number {
  const keyFile = readKeyFile(join(copy, KEYS));
  if (keyFile?.protection !== "passphrase") throw new Error("its keys are not locked");
  if (!readFileSync(join(copy, KEYS)).equals(readFileSync(join(folder, KEYS)))) throw new Error("its keys differ");
  const held = new Set(keyFile.keys.map(({ id }) => id));
  const database = new DatabaseSync(join(copy, RECORD), { readOnly: true });
  try {
    if (String(column(database, "quick_check", "pragma_quick_check")) !== "ok") throw new Error("the copy is damaged");
    for (const { id, key, header } of newest(database)) {
      const known = keys.find(key);
      if (typeof known === "string" || !held.has(key)) throw new Error(`the key of session ${id} is not in it`);
      unseal(sessionKey(known.secret, id), placeOf(id, 0), header);
    }
    return Number(column(database, "count(*)", "sessions WHERE state <> 'erased'")[0]);
  } finally {
    database.close();
  }
}

function newest(database: Database): { id: string; key: string; header: Uint8Array }[] {
  const where = `(SELECT id, key, header FROM sessions WHERE state <> 'erased' AND header IS NOT NULL ORDER BY started DESC LIMIT ${TRIED})`;
  const [ids, owners, headers] = ["id", "key", "header"].map((name) => column(database, name, where)) as [
    string[],
    string[],
    Uint8Array[],
  ];
  return ids.map((id, place) => ({
    id,
    key: owners[place] as string,
    header: headers[place] as Uint8Array,
  }));
}
