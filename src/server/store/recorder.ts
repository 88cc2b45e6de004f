import type { Cancel, Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import { type Database, SQLITE_CORRUPT, SQLITE_FULL, SQLITE_IOERR, SQLITE_NOTADB, sqliteCode } from "./database.ts";
import { type Job, JobWriter, removes } from "./job.ts";
import type { Report } from "./report.ts";

/** How long an entry waits for company, at most. With the commit itself it stays under 50 ms. */
const BATCH: Millis = 40;
/** How long after a failed commit the next try comes, unless something urgent comes first. */
const RETRY: Millis = 250;
/** Jobs in one transaction, at most, so that a long queue drains in steps. */
const STEP = 1000;
/** How often the free space is looked at while something is written. */
const LOOK: Millis = 10_000;

export interface RecorderOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly report: (report: Report) => void;
  /** Free bytes on the disk. */
  readonly freeSpace: () => number;
}

/**
 * Writes jobs to the record in the order they came: in batches, or at once when one is urgent. What cannot be written
 * waits here and is tried again; nothing that SQLite throws leaves this class.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #writer: JobWriter;
  /** Jobs not yet on disk, in order. */
  #waiting: Job[] = [];
  /** The keys of running sessions. */
  readonly #secrets = new Map<string, Uint8Array>();
  #wake: Cancel | undefined;
  #suspect = false;
  #looked = Number.NEGATIVE_INFINITY;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#writer = new JobWriter(options.database);
  }

  take(job: Job): void {
    this.#waiting.push(job);
    if (job.kind === "begin") this.#secrets.set(job.session, job.secret);
    const waits = job.kind === "keepEeg" || (job.kind === "append" && !job.urgent);
    if (!waits) this.flush();
    else if (!this.#wake) this.#wakeIn(BATCH);
  }

  /** Writes all that waits, as far as the disk takes it. */
  flush(): void {
    this.#wake?.();
    this.#wake = undefined;
    while (this.#waiting.length > 0 && !this.#suspect) {
      const step = this.#waiting.slice(0, STEP);
      try {
        this.#writer.commit(step, this.#secretOf);
      } catch (error) {
        this.#fail(error);
        return;
      }
      this.#waiting.splice(0, step.length);
      this.#settle(step);
    }
  }

  /** Writes what waits if the disk takes it, and closes the record. */
  close(): void {
    this.flush();
    this.#wake?.();
    this.#wake = undefined;
    // So that nothing is left in the log: the connection itself ends only with the thread, since this build of SQLite's
    // binding keeps statements, and with them the file, until they are collected.
    this.#clearLog();
    try {
      this.#writer.database.close();
    } catch {
      // A disk that failed may fail here too; what was committed is safe in the log.
    }
    this.#options.report({ kind: "closed" });
  }

  #wakeIn(span: Millis): void {
    this.#wake?.();
    this.#wake = this.#options.clock.at(this.#options.clock.now() + span, () => {
      this.#wake = undefined;
      this.flush();
    });
  }

  readonly #secretOf = (session: string): Uint8Array => {
    const secret = this.#secrets.get(session);
    if (!secret) throw new RangeError(`recorder: session ${session} has not begun`);
    return secret;
  };

  #settle(jobs: readonly Job[]): void {
    for (const job of jobs) {
      if (job.kind === "end") this.#secrets.delete(job.session);
      if (removes(job)) this.#clearLog();
    }
    this.#options.report({ kind: "settled", count: jobs.length });
    const now = this.#options.clock.now();
    if (now - this.#looked < LOOK) return;
    this.#looked = now;
    this.#options.report({ kind: "disk", free: this.#options.freeSpace() });
  }

  /** Empties the log into the record. After an erasure it still holds the pages as they were. */
  #clearLog(): void {
    try {
      this.#writer.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch {
      // Erased rows are gone and their key is destroyed all the same; the next checkpoint clears the log.
    }
  }

  #fail(error: unknown): void {
    const code = sqliteCode(error);
    const full = code === SQLITE_FULL;
    this.#suspect = code === SQLITE_IOERR || code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
    this.#options.report({ kind: "failing", full, suspect: this.#suspect, reason: (error as Error).message });
    if (!this.#suspect) this.#wakeIn(RETRY);
  }
}
