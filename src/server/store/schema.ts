import type { DatabaseSync } from "@photostructure/sqlite";
import { StoreRefusal } from "./refusal.ts";

type Database = InstanceType<typeof DatabaseSync>;

/**
 * One step for each version of the schema; `user_version` counts those done. A released step is never changed.
 * In the open stand only codes, numbers and times; header and entries are sealed. `entries` counts the rows written, so
 * that a gap shows without counting them again. `kept` holds small texts of the house (the day's plan, the last room check), which
 * name no child but by its code. `networks` holds those that were fine-tuned to a child, the newest alone; `eeg` the raw
 * samples of a session, one part for each time that recording was begun; `cards` what is known of a child,
 * `pictures` the child's own.
 */
const STEPS: readonly string[] = [
  `CREATE TABLE sessions (
     id TEXT PRIMARY KEY,
     child TEXT NOT NULL,
     key TEXT NOT NULL,
     started TEXT NOT NULL,
     header BLOB,
     ended TEXT,
     state TEXT NOT NULL CHECK (state IN ('open', 'ended', 'interrupted', 'erased')),
     last_seq INTEGER NOT NULL DEFAULT 0,
     last_at TEXT,
     entries INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE INDEX sessions_by_start ON sessions (started);
   CREATE TABLE entries (
     session TEXT NOT NULL REFERENCES sessions (id),
     seq INTEGER NOT NULL,
     sealed BLOB NOT NULL,
     PRIMARY KEY (session, seq)
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE networks (
     child TEXT PRIMARY KEY,
     key TEXT NOT NULL,
     tuned TEXT NOT NULL,
     sealed BLOB NOT NULL
   ) STRICT;`,
  `CREATE TABLE eeg (
     session TEXT NOT NULL REFERENCES sessions (id),
     part INTEGER NOT NULL,
     seq INTEGER NOT NULL,
     sealed BLOB NOT NULL,
     PRIMARY KEY (session, part, seq)
   ) STRICT;`,
  `CREATE TABLE cards (
     child TEXT PRIMARY KEY,
     key TEXT NOT NULL,
     changed TEXT NOT NULL,
     sealed BLOB NOT NULL
   ) STRICT;`,
  `CREATE TABLE kept (
     name TEXT PRIMARY KEY,
     text TEXT NOT NULL
   ) STRICT;`,
  `CREATE TABLE pictures (
     child TEXT NOT NULL,
     id TEXT NOT NULL,
     key TEXT NOT NULL,
     about BLOB NOT NULL,
     sealed BLOB NOT NULL,
     PRIMARY KEY (child, id)
   ) STRICT;`,
];

/** Brings the database from schema `version` to the newest, all steps that are missing or none. */
export function migrate(database: Database, version: number, name: string): void {
  if (version > STEPS.length) {
    throw new StoreRefusal(`The record ${name} was written by a newer Antiphon. Start that one, or update this one.`);
  }
  const missing = STEPS.slice(version).join(" ");
  if (missing) database.exec(`BEGIN IMMEDIATE; ${missing} PRAGMA user_version = ${STEPS.length}; COMMIT;`);
}
