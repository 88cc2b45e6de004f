import type { StoreRefusal } from "./refusal.ts";
import type { Writer } from "./writer.ts";

/** The log of one running session. */
export class SessionLog {
  readonly id: string;
  readonly #writer: Writer;
  readonly #now: () => string;
  #seq = 0;
  #committed = 0;
  /** Number of the last line that was taken, not lost. */
  #taken = 0;
  #stopped: StoreRefusal | undefined;
  #waiting: { seq: number; resolve: () => void; reject: (reason: StoreRefusal) => void }[] = [];
  #ending: { promise: Promise<void>; resolve: () => void; reject: (reason: StoreRefusal) => void } | undefined;

  /** `now` gives the wall clock, ISO 8601 in UTC. Made by Store.beginSession. */
  constructor(id: string, writer: Writer, now: () => string) {
    this.id = id;
    this.#writer = writer;
    this.#now = now;
  }

  /** Everything up to this number is on disk; 0 before the first entry is. */
  get committed(): number {
    return this.#committed;
  }

  /** Number of the last appended line; 0 before the first. */
  get appended(): number {
    return this.#seq;
  }

  /**
   * Hands a line over to be written: within 50 ms, or at once, with all before it, when urgent. Returns its number.
   * Never waits and never throws; a line appended after the end is not recorded.
   */
  append(line: string, { urgent = false }: { urgent?: boolean } = {}): number {
    if (this.#ending) return this.#seq;
    // A line that is lost keeps its number, so that the gap shows.
    this.#seq += 1;
    const seq = this.#seq;
    if (this.#writer.append({ kind: "append", session: this.id, seq, line, at: this.#now(), urgent }))
      this.#taken = seq;
    return this.#seq;
  }

  /**
   * Hands a piece of the session's EEG over to be written within 50 ms; piece 0 of a part says what the part holds. False when
   * it is lost: the session has ended, or too much waits for the disk. Never waits and never throws.
   */
  keepEeg(part: number, seq: number, piece: Uint8Array): boolean {
    return !this.#ending && this.#writer.keepEeg({ kind: "keepEeg", session: this.id, part, seq, piece });
  }

  /**
   * Resolves when `seq` (without it: all that was appended so far) is on disk; while the disk refuses, that is when it
   * takes the lines again. Lines lost for want of memory are not waited for. Rejects with StoreRefusal when the store closes
   * before.
   */
  whenCommitted(seq: number = this.#seq): Promise<void> {
    if (this.#stopped && seq > this.#committed) return Promise.reject(this.#stopped);
    if (Math.min(seq, this.#taken) <= this.#committed) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({ seq: Math.min(seq, this.#taken), resolve, reject }));
  }

  /** Ends the session; resolves when that is on disk. Rejects with StoreRefusal when the store closes before. */
  end(): Promise<void> {
    if (!this.#ending) {
      this.#ending = withResolvers();
      // Nobody need wait for the end: a rejection that is not looked at must not end the process.
      this.#ending.promise.catch(() => {});
      if (this.#stopped) this.#ending.reject(this.#stopped);
      else this.#writer.end({ kind: "end", session: this.id, at: this.#now() });
    }
    return this.#ending.promise;
  }

  committedUpTo(seq: number): void {
    this.#committed = seq;
    const due = this.#waiting.filter((one) => one.seq <= seq);
    this.#waiting = this.#waiting.filter((one) => one.seq > seq);
    for (const { resolve } of due) resolve();
  }

  ended(): void {
    this.#ending?.resolve();
  }

  stopped(reason: StoreRefusal): void {
    this.#stopped = reason;
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
    this.#ending?.reject(reason);
  }
}

// Promise.withResolvers comes with Node 22.
function withResolvers(): { promise: Promise<void>; resolve: () => void; reject: (reason: unknown) => void } {
  let resolve: () => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
