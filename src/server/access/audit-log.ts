import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { appendFile, truncate } from "node:fs/promises";
import { z } from "zod";

/** What is noted. Nothing of it speaks of a child. */
export type AuditSubject =
  | "engine"
  | "network"
  | "pairing"
  | "revocation"
  | "expiry"
  | "control"
  | "export"
  | "refusal"
  | "record"
  | "stop"
  | "cut";

const ENTRY = z.strictObject({
  at: z.iso.datetime(),
  what: z.string(),
  /** The device's id ("own": the engine's own screen), never its name, which may be a child's. */
  who: z.string(),
  detail: z.string(),
  /** SHA-256 of the entry before, and of this one with all that stands before it. */
  before: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof ENTRY>;

const BEGINNING = "0".repeat(64);
/** The same entry of the same device is written once in so many ms, with a count: a flood must not fill the disk. */
const ONCE_IN = 1_000;

function hashOf(entry: Omit<AuditEntry, "hash">): string {
  const { at, what, who, detail, before } = entry;
  return createHash("sha256")
    .update(JSON.stringify([at, what, who, detail, before]))
    .digest("hex");
}

/** The entries of an audit log, and the line (from 1) at which the chain is broken: something was altered or taken out. */
export function readAuditLog(path: string): { readonly entries: AuditEntry[]; readonly broken: number | null } {
  const entries: AuditEntry[] = [];
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
  for (const [index, line] of lines.entries()) {
    const entry = parseEntry(line);
    const before = entries.at(-1)?.hash ?? BEGINNING;
    if (!entry || entry.before !== before || entry.hash !== hashOf(entry)) return { entries, broken: index + 1 };
    entries.push(entry);
  }
  return { entries, broken: null };
}

function parseEntry(line: string): AuditEntry | undefined {
  try {
    return ENTRY.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/**
 * Who did what to access and safety: a file to which lines are added, each with the hash of the one before, so that what was
 * altered or taken out shows. Writing waits for nobody and holds nobody up.
 */
export class AuditLog {
  readonly path: string;
  readonly #trouble: (text: string) => void;
  readonly #now: () => number;
  readonly #recent = new Map<string, { since: number; more: number }>();
  #last: string;
  #writing: Promise<void> = Promise.resolve();
  #troubled = false;

  /** `now`: milliseconds since 1970. */
  constructor(path: string, trouble: (text: string) => void, now: () => number = Date.now) {
    this.path = path;
    this.#trouble = trouble;
    this.#now = now;
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    // A crash may leave half a line behind; nothing can be chained to it.
    if (whole.length < text.length) this.#queue(() => truncate(path, Buffer.byteLength(whole)));
    this.#last = parseEntry(whole.trimEnd().split("\n").at(-1) ?? "")?.hash ?? BEGINNING;
  }

  note(what: AuditSubject, who: string, detail: string): void {
    const now = this.#now();
    this.#settle(now);
    const key = JSON.stringify([what, who, detail]);
    const recent = this.#recent.get(key);
    if (recent) recent.more++;
    else {
      this.#recent.set(key, { since: now, more: 0 });
      this.#append(what, who, detail);
    }
  }

  /** Resolves when what was noted so far is written. */
  settled(): Promise<void> {
    return this.#writing;
  }

  /** Resolves when all is written. */
  async close(): Promise<void> {
    this.#settle(Number.POSITIVE_INFINITY);
    await this.#writing;
  }

  /** Writes how often what was noted came again. */
  #settle(now: number): void {
    for (const [key, { since, more }] of this.#recent) {
      if (now - since < ONCE_IN) continue;
      this.#recent.delete(key);
      const [what, who, detail] = JSON.parse(key);
      if (more > 0) this.#append(what, who, `${detail} (${more} times more)`);
    }
  }

  #append(what: AuditSubject, who: string, detail: string): void {
    const entry = { at: new Date(this.#now()).toISOString(), what, who, detail, before: this.#last };
    const hash = hashOf(entry);
    this.#last = hash;
    const line = `${JSON.stringify({ ...entry, hash })}\n`;
    this.#queue(() => appendFile(this.path, line, { mode: 0o600 }));
  }

  #queue(write: () => Promise<void>): void {
    this.#writing = this.#writing.then(write).catch((error: Error) => {
      if (!this.#troubled) this.#trouble(`The audit log cannot be written (${error.message}). Check the disk.`);
      this.#troubled = true;
    });
  }
}
