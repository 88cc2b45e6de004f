import { type Database, literal } from "./database.ts";
import { placeOf, placeOfEeg, seal } from "./seal.ts";

/** A thing to write, as the main thread hands it to the recorder. Times are wall clock, ISO 8601 in UTC. */
export type Job =
  | {
      readonly kind: "begin";
      readonly session: string;
      readonly child: string;
      /** Id of the child's key. */
      readonly key: string;
      /** The session's own key. */
      readonly secret: Uint8Array;
      readonly startedAt: string;
      readonly header: string;
    }
  | {
      readonly kind: "append";
      readonly session: string;
      readonly seq: number;
      readonly line: string;
      readonly at: string;
      readonly urgent: boolean;
    }
  /** A piece of the session's EEG: at most half a second of it. */
  | {
      readonly kind: "keepEeg";
      readonly session: string;
      readonly part: number;
      readonly seq: number;
      readonly piece: Uint8Array;
    }
  | { readonly kind: "end"; readonly session: string; readonly at: string }
  | { readonly kind: "erase"; readonly keys: readonly string[] }
  /** Puts a child's networks, sealed already, in the place of those before. */
  | {
      readonly kind: "keepNetworks";
      readonly child: string;
      readonly key: string;
      readonly tunedAt: string;
      readonly sealed: Uint8Array;
    }
  | { readonly kind: "dropNetworks"; readonly child: string }
  /** Puts what is known of a child, sealed already, in the place of what was known before. */
  | {
      readonly kind: "keepCard";
      readonly child: string;
      readonly key: string;
      readonly changedAt: string;
      readonly sealed: Uint8Array;
    }
  /** Puts a small text of the house in the place of the one of that name before. */
  | { readonly kind: "keepText"; readonly name: string; readonly text: string }
  /** One more of a child's own pictures, sealed already with what is said about it. */
  | {
      readonly kind: "keepPicture";
      readonly child: string;
      readonly id: string;
      readonly key: string;
      readonly about: Uint8Array;
      readonly sealed: Uint8Array;
    }
  | { readonly kind: "dropPicture"; readonly child: string; readonly id: string };

/** What the one who asks for it waits for. */
export type AwaitedJob = Job & {
  readonly kind: "erase" | "keepNetworks" | "dropNetworks" | "keepCard" | "keepText" | "keepPicture" | "dropPicture";
};

/** Whether the job takes something away that must not stay in the log either. */
export function removes({ kind }: Job): boolean {
  return ["erase", "keepNetworks", "dropNetworks", "keepCard", "keepText", "keepPicture", "dropPicture"].includes(kind);
}

const INSERT_SESSION =
  "INSERT OR IGNORE INTO sessions (id, child, key, started, header, state) VALUES (?, ?, ?, ?, ?, 'open')";
const INSERT_ENTRY = "INSERT OR IGNORE INTO entries (session, seq, sealed) VALUES (?, ?, ?)";
const COUNT_ENTRY = "UPDATE sessions SET last_seq = ?, last_at = ?, entries = entries + ? WHERE id = ?";
const KEEP_EEG = "INSERT OR IGNORE INTO eeg (session, part, seq, sealed) VALUES (?, ?, ?, ?)";
const KEEP_NETWORKS = "INSERT OR REPLACE INTO networks (child, key, tuned, sealed) VALUES (?, ?, ?, ?)";
const DROP_NETWORKS = "DELETE FROM networks WHERE child = ?";
const KEEP_CARD = "INSERT OR REPLACE INTO cards (child, key, changed, sealed) VALUES (?, ?, ?, ?)";
const KEEP_TEXT = "INSERT OR REPLACE INTO kept (name, text) VALUES (?, ?)";
const KEEP_PICTURE = "INSERT OR REPLACE INTO pictures (child, id, key, about, sealed) VALUES (?, ?, ?, ?, ?)";
const DROP_PICTURE = "DELETE FROM pictures WHERE child = ? AND id = ?";
const END_SESSION = "UPDATE sessions SET state = 'ended', ended = ? WHERE id = ? AND state = 'open'";

/** A connection with its prepared statements. */
export class JobWriter {
  readonly database: Database;
  readonly #insertSession;
  readonly #insertEntry;
  readonly #countEntry;
  readonly #endSession;
  readonly #keepEeg;
  readonly #keepNetworks;
  readonly #dropNetworks;
  readonly #keepCard;
  readonly #keepText;
  readonly #keepPicture;
  readonly #dropPicture;

  constructor(database: Database) {
    this.database = database;
    this.#insertSession = database.prepare(INSERT_SESSION);
    this.#insertEntry = database.prepare(INSERT_ENTRY);
    this.#countEntry = database.prepare(COUNT_ENTRY);
    this.#endSession = database.prepare(END_SESSION);
    this.#keepEeg = database.prepare(KEEP_EEG);
    this.#keepNetworks = database.prepare(KEEP_NETWORKS);
    this.#dropNetworks = database.prepare(DROP_NETWORKS);
    this.#keepCard = database.prepare(KEEP_CARD);
    this.#keepText = database.prepare(KEEP_TEXT);
    this.#keepPicture = database.prepare(KEEP_PICTURE);
    this.#dropPicture = database.prepare(DROP_PICTURE);
  }

  /**
   * Writes jobs in one transaction, all or none; `secretOf` gives a running session's key. A job may come twice (a commit
   * that failed may have reached the disk all the same): the second time changes nothing.
   */
  commit(jobs: readonly Job[], secretOf: (session: string) => Uint8Array): void {
    this.database.exec("BEGIN IMMEDIATE");
    try {
      for (const job of jobs) this.#write(job, secretOf);
      this.database.exec("COMMIT");
    } catch (error) {
      // On a full disk or an I/O error SQLite may have rolled back by itself.
      if (this.database.isTransaction) this.database.exec("ROLLBACK");
      throw error;
    }
  }

  #write(job: Job, secretOf: (session: string) => Uint8Array): void {
    switch (job.kind) {
      case "begin": {
        const header = seal(job.secret, placeOf(job.session, 0), job.header);
        this.#insertSession.run(job.session, job.child, job.key, job.startedAt, header);
        return;
      }
      case "append": {
        const sealed = seal(secretOf(job.session), placeOf(job.session, job.seq), job.line);
        const { changes } = this.#insertEntry.run(job.session, job.seq, sealed);
        this.#countEntry.run(job.seq, job.at, changes, job.session);
        return;
      }
      case "keepEeg": {
        const { session, part, seq, piece } = job;
        const sealed = seal(secretOf(session), placeOfEeg(session, part, seq), piece);
        this.#keepEeg.run(session, part, seq, sealed);
        return;
      }
      case "end":
        this.#endSession.run(job.at, job.session);
        return;
      case "erase":
        for (const key of job.keys) eraseRows(this.database, key);
        return;
      case "keepNetworks":
        this.#keepNetworks.run(job.child, job.key, job.tunedAt, job.sealed);
        return;
      case "dropNetworks":
        this.#dropNetworks.run(job.child);
        return;
      case "keepCard":
        this.#keepCard.run(job.child, job.key, job.changedAt, job.sealed);
        return;
      case "keepText":
        this.#keepText.run(job.name, job.text);
        return;
      case "keepPicture":
        this.#keepPicture.run(job.child, job.id, job.key, job.about, job.sealed);
        return;
      case "dropPicture":
        this.#dropPicture.run(job.child, job.id);
        return;
    }
  }
}

/** Removes what was sealed under a destroyed key; the sessions stay as empty places. */
export function eraseRows(database: Database, key: string): void {
  const sessions = `SELECT id FROM sessions WHERE key = ${literal(key)}`;
  database.exec(`DELETE FROM entries WHERE session IN (${sessions})`);
  database.exec(`DELETE FROM eeg WHERE session IN (${sessions})`);
  database.exec(`DELETE FROM networks WHERE key = ${literal(key)}`);
  database.exec(`DELETE FROM cards WHERE key = ${literal(key)}`);
  database.exec(`DELETE FROM pictures WHERE key = ${literal(key)}`);
  database.exec(`UPDATE sessions SET header = NULL, state = 'erased' WHERE key = ${literal(key)}`);
}
