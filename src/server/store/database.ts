import { closeSync, existsSync, openSync, renameSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { StoreRefusal } from "./refusal.ts";
import { migrate } from "./schema.ts";

export type Database = InstanceType<typeof DatabaseSync>;

/** How long a connection waits for another one's lock, in milliseconds. */
export const PATIENCE = 2000;
// Measured at 1 GB/s from the page cache: beyond this size the check of every page would hold up the start. A larger
// record is checked in its table of sessions only; a damaged entry then shows when it is read, since each is authenticated.
const CHECKED_WHOLE = 2 ** 30;

/** SQLite's primary result code of an error, or undefined when the error is not SQLite's. */
export function sqliteCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === "number" ? code & 0xff : undefined;
}
export const SQLITE_BUSY = 5;
export const SQLITE_IOERR = 10;
export const SQLITE_CORRUPT = 11;
export const SQLITE_FULL = 13;
export const SQLITE_NOTADB = 26;

/** Opens the record for writing, with all that makes a commit last. Makes it, mode 0600, when it is absent. */
export function openForWriting(path: string): Database {
  if (!existsSync(path)) closeSync(openSync(path, "a", 0o600));
  const database = new DatabaseSync(path, { timeout: PATIENCE });
  try {
    // WAL with FULL: a commit survives a power cut, not only a crash. secure_delete: erased rows become zeros.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
    // A short log: on a full disk the checkpoint and the log need room at the same time, and freeing less than the log's
    // length would help neither.
    database.exec("PRAGMA wal_autocheckpoint = 200; PRAGMA journal_size_limit = 1048576;");
    migrate(database, Number(column(database, "user_version", "pragma_user_version")[0]), basename(path));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * The first column of what `select` gives. It runs as a plain exec whose rows a function of ours picks up: this binding
 * keeps a prepared statement, and with it the file, open beyond close() until it is collected; and a record that is moved
 * aside while a connection still has it would take the new one's log with it.
 */
export function column(database: Database, name: string, from: string): unknown[] {
  const values: unknown[] = [];
  database.function("pick", (value: unknown) => {
    values.push(value);
    return null;
  });
  database.exec(`SELECT pick(${name}) FROM ${from}`);
  return values;
}

/** `text` as SQL writes it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function passesCheck(database: Database, path: string): boolean {
  const whole = statSync(path).size <= CHECKED_WHOLE;
  const answers = column(database, "quick_check", whole ? "pragma_quick_check" : "pragma_quick_check('sessions')");
  return answers.length === 1 && answers[0] === "ok";
}

function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

/** Renames a damaged record, and what belongs to it, to a name with the date; returns the new path. */
function moveAside(path: string): string {
  const stamp = new Date().toISOString().replace(/[:.]/g, "");
  const aside = join(dirname(path), `${basename(path, ".db")}-damaged-${stamp}.db`);
  for (const part of ["", "-wal", "-shm"]) {
    if (existsSync(path + part)) renameSync(path + part, aside + part);
  }
  return aside;
}

/**
 * Opens the record for writing after a check. A damaged one is moved aside (`aside` says where) and a new one begun.
 * Throws StoreRefusal where nothing can be opened at all.
 */
export function openChecked(path: string): { database: Database; aside?: string } {
  let database: Database | undefined;
  try {
    database = openForWriting(path);
    if (passesCheck(database, path)) return { database };
  } catch (error) {
    if (!isDamage(error)) {
      database?.close();
      throw error instanceof StoreRefusal ? error : cannotOpen(path, error);
    }
  }
  database?.close();
  const aside = moveAside(path);
  return { database: openForWriting(path), aside };
}

/** What the user reads when a record was moved aside. */
export function asideText(aside: string): string {
  return `The record of past sessions is damaged. It was moved to ${aside} and a new one was begun.`;
}

function cannotOpen(path: string, error: unknown): StoreRefusal {
  return new StoreRefusal(
    `The record ${path} cannot be opened (${(error as Error).message}). Check the disk and the folder's rights.`,
  );
}
