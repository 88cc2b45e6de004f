import { randomBytes } from "node:crypto";
import { writeEntry } from "../engine/run/replay.ts";
import type { Command } from "../engine/session/command.ts";
import type { SessionEvent } from "../engine/session/event.ts";
import { isUrgent } from "../engine/session/event.ts";
import type { SessionSettings } from "../engine/session/session.ts";
import type { SessionLog } from "./store/session-log.ts";
import type { Store } from "./store/store.ts";

/** What a log begins with, besides what the store wants. */
export interface RecordedSettings {
  readonly rig: string;
  readonly settings: SessionSettings;
  /** Digest of networks and library; see resources.ts. */
  readonly resources: string;
  /** The corpus file that the library was taken from, where it was not the default one. */
  readonly corpus?: string | undefined;
}

/** Before Start at most so many events are kept to be written with the session. */
const BEFORE_START = 10_000;

/** Names a session so that names sort by time and do not collide: 20261122-184500-3f9a. */
function sessionId(now: Date): string {
  const stamp = now.toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  return `${stamp}-${randomBytes(2).toString("hex")}`;
}

/**
 * Writes a session's log. The record begins with Start, but holds what came before it too: a replay needs every event.
 */
export class Recorder {
  readonly #store: Store;
  readonly #child: string;
  readonly #recorded: RecordedSettings;
  readonly #before: string[] = [];
  readonly #trouble: (text: string) => void;
  #log: SessionLog | undefined;
  #may: boolean;
  /** Start came without anybody's consent: of this session nothing is written. */
  #refused = false;
  #withdrawn: Promise<void> | undefined;
  /** Of the EEG: number of the last part, and of its next piece. */
  #part = -1;
  #pieces = 0;

  /** `may`: whether somebody has agreed to it. */
  constructor(store: Store, child: string, recorded: RecordedSettings, trouble: (text: string) => void, may = true) {
    this.#may = may;
    this.#store = store;
    this.#child = child;
    this.#recorded = recorded;
    this.#trouble = trouble;
  }

  /** The running session's id, from Start on. */
  get id(): string | undefined {
    return this.#log?.id;
  }

  /** Whether a session is being written, or will be from Start on. */
  get records(): boolean {
    return this.#may && !this.#refused && this.#withdrawn === undefined;
  }

  /**
   * What was agreed to has changed. Withdrawn, the record ends at once with what it has; agreed to again, it begins with the next
   * session, because one with a gap could not be replayed.
   */
  follow(may: boolean): void {
    this.#may = may;
    if (may || !this.#log) return;
    this.#withdrawn = this.#log.end();
    this.#log = undefined;
    this.#trouble(
      "Consent was withdrawn: from now on this session is not recorded. What was recorded until now is kept.",
    );
  }

  record(event: SessionEvent, commands: readonly Command[]): void {
    if (this.#withdrawn) return;
    const line = writeEntry(event, commands);
    if (event.kind === "start" && !this.#log && !this.#refused) this.#begin();
    if (this.#log) this.#log.append(line, { urgent: isUrgent(event) });
    else if (this.#before.length < BEFORE_START && !this.#refused) this.#before.push(line);
  }

  /** Raw samples of the EEG follow, of this form. Without a session nothing is kept. */
  beginEeg(form: Uint8Array): void {
    this.#part += 1;
    this.#pieces = 0;
    this.keepEeg(form);
  }

  /** The next piece of the part that was begun last. */
  keepEeg(piece: Uint8Array): void {
    this.#log?.keepEeg(this.#part, this.#pieces, piece);
    this.#pieces += 1;
  }

  /** Ends the record; resolves when it is on disk. */
  async end(): Promise<void> {
    await this.#withdrawn;
    await this.#log?.end();
  }

  #begin(): void {
    if (!this.#may) {
      this.#refused = true;
      this.#before.length = 0;
      this.#trouble(
        "This session is not recorded: nobody has agreed to it. The child's card, Consent, says what is agreed to.",
      );
      return;
    }
    const now = new Date();
    try {
      this.#log = this.#store.beginSession({
        version: 1,
        id: sessionId(now),
        child: this.#child,
        seed: this.#recorded.settings.seed,
        startedAt: now.toISOString(),
        settings: JSON.parse(JSON.stringify(this.#recorded)),
      });
      for (const line of this.#before) this.#log.append(line);
      this.#before.length = 0;
    } catch (error) {
      this.#trouble(`This session is not recorded. ${(error as Error).message}`);
    }
  }
}
