import { setTimeout as wait } from "node:timers/promises";
import { type AwaitedJob, type Job, removes } from "./job.ts";
import { RecorderThread } from "./recorder-thread.ts";
import { StoreRefusal } from "./refusal.ts";
import type { Report } from "./report.ts";
import type { Troubles } from "./troubles.ts";

export interface WriterOptions {
  readonly path: string;
  readonly troubles: Troubles;
  /** How much may wait for the disk, in characters. Urgent entries may take as much again. */
  readonly memory: number;
  /** The record was begun anew: who reads it must open it again. */
  readonly onReplaced: () => void;
}

/** What a session hears from the writer. */
export interface Progress {
  committedUpTo(seq: number): void;
  ended(): void;
  /** Nothing more will be written. */
  stopped(reason: StoreRefusal): void;
}

interface Awaited {
  readonly job: AwaitedJob;
  readonly resolve: () => void;
  readonly reject: (reason: StoreRefusal) => void;
}

/** How long after a recorder could not be started the next one is tried, in milliseconds. */
const RESTART = 1000;

/**
 * The main thread's end of the recorder: hands jobs over without waiting, and keeps each until it is on disk. When the
 * recorder's thread dies or mistrusts the disk, a new one gets what is kept.
 */
export class Writer {
  readonly #options: WriterOptions;
  #heldOfEeg = 0;
  readonly #sessions = new Map<string, { begin: Job; progress: Progress }>();
  #awaited: Awaited[] = [];
  /** Jobs not yet on disk, in order. */
  #kept: Job[] = [];
  #held = 0;
  #thread: RecorderThread | undefined;
  #restarting: Promise<void> | undefined;
  #closing = false;
  #closed: StoreRefusal | undefined;
  #whenClosed: (() => void) | undefined;
  /** Transactions since the writer was opened. */
  commits = 0;

  private constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Starts the recorder; rejects with StoreRefusal when it cannot open the record. */
  static async open(options: WriterOptions): Promise<Writer> {
    const writer = new Writer(options);
    const { first, thread } = await writer.#start(false);
    if (first.kind === "refused") {
      await thread.stop();
      throw new StoreRefusal(first.reason);
    }
    writer.#thread = thread;
    return writer;
  }

  begin(job: Job & { kind: "begin" }, progress: Progress): void {
    if (this.#closed) {
      progress.stopped(this.#closed);
      return;
    }
    this.#sessions.set(job.session, { begin: job, progress });
    this.#keep(job);
  }

  /** True when the entry was taken; false when it is lost, because too much waits already or the store is closed. */
  append(job: Job & { kind: "append" }): boolean {
    const size = job.line.length;
    const room = this.#options.memory * (job.urgent ? 2 : 1);
    if (this.#closed || this.#held + size > room) {
      this.#options.troubles.drop();
      return false;
    }
    this.#held += size;
    this.#options.troubles.waiting += 1;
    this.#keep(job);
    return true;
  }

  /** As append does, for pieces of EEG: they have an eighth of the memory, so that the log outlasts them. */
  keepEeg(job: Job & { kind: "keepEeg" }): boolean {
    const size = job.piece.length;
    if (this.#closed || this.#heldOfEeg + size > this.#options.memory / 8) {
      this.#options.troubles.drop();
      return false;
    }
    this.#heldOfEeg += size;
    this.#options.troubles.waiting += 1;
    this.#keep(job);
    return true;
  }

  end(job: Job & { kind: "end" }): void {
    if (!this.#closed) this.#keep(job);
  }

  /** Resolves when the job is done on disk, and what it took away is gone from there. */
  carryOut(job: AwaitedJob): Promise<void> {
    if (this.#closed) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => {
      this.#awaited.push({ job, resolve, reject });
      this.#keep(job);
    });
  }

  /** Writes all that waits, if the disk takes it, and ends the thread. */
  async close(): Promise<void> {
    this.#closing = true;
    // A recorder that comes to mistrust the disk at the very end is replaced once.
    for (let round = 0; round < 2; round++) {
      await this.#restarting;
      const thread = this.#thread;
      if (!thread) break;
      await new Promise<void>((resolve) => {
        this.#whenClosed = resolve;
        thread.post({ kind: "close" });
      });
      if (this.#thread === thread) break;
    }
    await this.#restarting;
    await this.#thread?.stop();
    this.#thread = undefined;
    const reason = new StoreRefusal("The record is closed.");
    this.#closed = reason;
    this.#options.troubles.lose(this.#kept.filter(({ kind }) => kind === "append" || kind === "keepEeg").length);
    for (const { progress } of this.#sessions.values()) progress.stopped(reason);
    for (const { reject } of this.#awaited) reject(reason);
  }

  #keep(job: Job): void {
    this.#kept.push(job);
    this.#thread?.post(job);
  }

  #start(check: boolean): Promise<{ first: Report; thread: RecorderThread }> {
    return RecorderThread.start(
      { path: this.#options.path, check },
      (report) => this.#hear(report),
      (reason) => this.#replace(reason),
    );
  }

  #hear(report: Report): void {
    switch (report.kind) {
      case "settled":
        this.#settle(report.count);
        this.#options.troubles.wrote();
        return;
      case "failing":
        this.#options.troubles.fail(report.full, report.reason);
        if (report.suspect) this.#replace(report.reason);
        return;
      case "disk":
        this.#options.troubles.space(report.free);
        return;
      case "closed":
        this.#whenClosed?.();
        return;
      case "ready":
      case "refused":
        return;
    }
  }

  #settle(count: number): void {
    this.commits += 1;
    const committed = new Map<string, number>();
    const settled = this.#kept.splice(0, count);
    for (const job of settled) {
      if (job.kind === "keepEeg") {
        this.#heldOfEeg -= job.piece.length;
        this.#options.troubles.waiting -= 1;
      }
      if (job.kind !== "append") continue;
      committed.set(job.session, job.seq);
      this.#held -= job.line.length;
      this.#options.troubles.waiting -= 1;
    }
    for (const [session, seq] of committed) this.#sessions.get(session)?.progress.committedUpTo(seq);
    for (const job of settled) {
      if (job.kind === "end") {
        this.#sessions.get(job.session)?.progress.ended();
        this.#sessions.delete(job.session);
      } else if (removes(job)) {
        this.#awaited.find((one) => one.job === job)?.resolve();
        this.#awaited = this.#awaited.filter((one) => one.job !== job);
      }
    }
  }

  /** Puts a new recorder, which checks the record first, in the place of one that died or mistrusts the disk. */
  #replace(reason: string): void {
    const old = this.#thread;
    if (!old) return;
    this.#thread = undefined;
    this.#options.troubles.fail(false, reason);
    this.#restarting = this.#restart(old).finally(() => {
      this.#restarting = undefined;
    });
    // A close that waits for the old one must not wait for ever.
    this.#whenClosed?.();
  }

  async #restart(old: RecorderThread): Promise<void> {
    await old.stop();
    for (;;) {
      const { first, thread } = await this.#start(true);
      if (first.kind === "ready") {
        this.#resume(thread);
        if (first.aside === undefined) return;
        this.#options.troubles.damaged(first.aside);
        this.#options.onReplaced();
        return;
      }
      await thread.stop();
      if (this.#closing) return;
      await wait(RESTART);
    }
  }

  /** Hands a new recorder all that is kept. */
  #resume(thread: RecorderThread): void {
    // A record begun anew must hear of the running sessions again; an old one ignores it.
    const kept = new Set(this.#kept);
    const begins = [...this.#sessions.values()].map(({ begin }) => begin).filter((begin) => !kept.has(begin));
    this.#kept.unshift(...begins);
    for (const job of this.#kept) thread.post(job);
    this.#thread = thread;
  }
}
