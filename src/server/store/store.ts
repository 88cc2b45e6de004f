import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Backup, backUp } from "./backup.ts";
import { column, type Database, openChecked } from "./database.ts";
import { freeSpace, sizeText } from "./disk.ts";
import { FolderLock } from "./folder-lock.ts";
import { eraseRows } from "./job.ts";
import { readKeyFile } from "./key-file.ts";
import type { Opener } from "./key-lock.ts";
import { KeyRing } from "./key-ring.ts";
import { type EegPart, type SessionHeader, type SessionRecord, type SessionSummary, sessionHeader } from "./record.ts";
import { StoreRefusal } from "./refusal.ts";
import type { Trouble } from "./report.ts";
import {
  cardKey,
  networksKey,
  picturesKey,
  placeOfCard,
  placeOfNetworks,
  placeOfPicture,
  seal,
  sessionKey,
} from "./seal.ts";
import { SessionLog } from "./session-log.ts";
import { SessionReader } from "./session-reader.ts";
import { Troubles } from "./troubles.ts";
import { Writer } from "./writer.ts";

export interface StoreOptions {
  /** The data folder; made, for this user alone, when it is absent. */
  readonly folder: string;
  /** Unlocks the key file: the passphrase, with which a new key file is locked from the start, or the recovery key. */
  readonly passphrase?: Opener | undefined;
  /** Hears of everything that goes wrong with the record. Nothing of it stops a session. */
  readonly onTrouble: (trouble: Trouble) => void;
  /** Free bytes on the disk without which no session is begun: 50 MB last a busy one (60 kB/s) for over ten minutes. */
  readonly floor?: number;
  /** Characters that may wait in memory for a disk that refuses: 64 M are at least a quarter of an hour. */
  readonly memory?: number;
}

/** How long the disk lasts. */
export interface DiskRoom {
  /** Free bytes; Infinity where the system does not tell. */
  readonly free: number;
  /** Bytes that a minute of a session took; null before the first session of a minute. */
  readonly bytesPerMinute: number | null;
}

/** So many sessions are looked at for what a minute takes. */
const MEASURED = 5;

/** The record of all sessions of one data folder. */
export class Store {
  readonly #options: StoreOptions;
  readonly #lock: FolderLock;
  readonly #keys: KeyRing;
  readonly #writer: Writer;
  readonly #reader: SessionReader;
  readonly #troubles: Troubles;
  /** Children of the sessions that run now, by session. */
  readonly #running = new Map<string, string>();
  /** Bytes of sessions that are over: they stay so, and counting them again would keep a session's music waiting. */
  readonly #sizes = new Map<string, number>();
  #closing: Promise<void> | undefined;

  /** Made by {@link openStore}. */
  constructor(parts: {
    options: StoreOptions;
    lock: FolderLock;
    keys: KeyRing;
    writer: Writer;
    reader: SessionReader;
    troubles: Troubles;
  }) {
    this.#options = parts.options;
    this.#lock = parts.lock;
    this.#keys = parts.keys;
    this.#writer = parts.writer;
    this.#reader = parts.reader;
    this.#troubles = parts.troubles;
  }

  /** Begins to record. Throws StoreRefusal when the header is unsound, its id is taken, or the disk is nearly full. */
  beginSession(header: SessionHeader): SessionLog {
    const sound = sessionHeader.safeParse(header);
    if (!sound.success) {
      const issue = sound.error.issues[0];
      throw new StoreRefusal(`The session's header is unsound: ${issue?.path.join(".")}: ${issue?.message}.`);
    }
    const { id, child, startedAt } = sound.data;
    const taken = this.#running.has(id) || this.#reader.has(id);
    if (taken) throw new StoreRefusal(`There is a session ${id} already. Begin this one under another id.`);
    const free = freeSpace(this.#options.folder);
    const floor = this.#options.floor ?? 50e6;
    if (free < floor) {
      throw new StoreRefusal(
        `No session can be begun: ${sizeText(free)} are free on the disk, ${sizeText(floor)} are needed. Make room first.`,
      );
    }
    this.#troubles.space(free);
    const key = this.#keys.key(child);
    const secret = sessionKey(key.secret, id);
    const log = new SessionLog(id, this.#writer, () => new Date().toISOString());
    this.#running.set(id, child);
    this.#writer.begin(
      { kind: "begin", session: id, child, key: key.id, secret, startedAt, header: JSON.stringify(sound.data) },
      {
        committedUpTo: (seq) => log.committedUpTo(seq),
        ended: () => {
          this.#running.delete(id);
          log.ended();
        },
        stopped: (reason) => {
          this.#running.delete(id);
          log.stopped(reason);
        },
      },
    );
    return log;
  }

  /** All sessions, the newest first. */
  sessions(): SessionSummary[] {
    return this.#reader.sessions();
  }

  /** Opens a session's seal. Throws StoreRefusal when it is unknown, erased, damaged or its key is missing. */
  read(id: string): SessionRecord {
    return this.#reader.read(id);
  }

  /** A session's raw EEG; no part where none was recorded. Throws as read does. */
  readEeg(id: string): EegPart[] {
    return this.#reader.readEeg(id);
  }

  /** The session as NDJSON, line by line without line ends: the header, then what was appended. Throws as read does. */
  *exportLog(id: string): Generator<string> {
    const { header, lines } = this.read(id);
    yield JSON.stringify(header);
    yield* lines;
  }

  /**
   * Erases a child: its key is destroyed, then what was sealed under it is removed. Returns the number of its sessions;
   * they stay listed as erased. Throws StoreRefusal while one of them runs. Copies made elsewhere of both the key file and
   * the record stay readable: they are the caller's to list.
   */
  async eraseChild(child: string): Promise<number> {
    for (const [id, of] of this.#running) {
      if (of === child) throw new StoreRefusal(`Session ${id} of ${child} is running. End it, then erase.`);
    }
    const past = this.#reader.keysOf(child);
    const current = this.#keys.idOf(child);
    this.#keys.destroy(child);
    const keys = new Set(past);
    if (current !== undefined) keys.add(current);
    await this.#writer.carryOut({ kind: "erase", keys: [...keys] });
    return past.length;
  }

  /** The children with networks of their own, and when each were tuned (ISO 8601 in UTC). */
  childrenWithNetworks(): { readonly child: string; readonly tunedAt: string }[] {
    return this.#reader.childrenWithNetworks();
  }

  /** The child's own networks as {@link keepNetworks} got them; undefined where there are none. Throws StoreRefusal when damaged. */
  networks(child: string): Uint8Array | undefined {
    return this.#reader.networks(child);
  }

  /**
   * Keeps networks that were tuned to a child, in place of those before, sealed with a key derived from the child's:
   * erasing the child erases them. Resolves when they are on disk.
   */
  keepNetworks(child: string, networks: Uint8Array, tunedAt: string): Promise<void> {
    const key = this.#keys.key(child);
    const sealed = seal(networksKey(key.secret), placeOfNetworks(key.id), networks);
    return this.#writer.carryOut({ kind: "keepNetworks", child, key: key.id, tunedAt, sealed });
  }

  /** What is known of each child, as {@link keepCard} got it; `text` is undefined where it cannot be opened. */
  cards(): { readonly child: string; readonly changedAt: string; readonly text: string | undefined }[] {
    return this.#reader.cards();
  }

  /** Keeps what is known of a child, in place of what was known before, sealed as networks are. Resolves when it is on disk. */
  keepCard(child: string, text: string, changedAt: string): Promise<void> {
    const key = this.#keys.key(child);
    const sealed = seal(cardKey(key.secret), placeOfCard(key.id), text);
    return this.#writer.carryOut({ kind: "keepCard", child, key: key.id, changedAt, sealed });
  }

  /** A small text of the house, such as the day's plan; undefined where none was kept under the name. */
  kept(name: string): string | undefined {
    return this.#reader.kept(name);
  }

  /** Keeps a small text of the house in place of the one before. Not sealed: nothing of a child but its code. Resolves when it is on disk. */
  keep(name: string, text: string): Promise<void> {
    return this.#writer.carryOut({ kind: "keepText", name, text });
  }

  /** What the disk has left, and what a minute of a session takes of it, by the newest ended sessions of a minute and more. */
  room(): DiskRoom {
    const free = freeSpace(this.#options.folder);
    const minutes = (one: SessionSummary) => (Date.parse(one.lastAt ?? "") - Date.parse(one.startedAt)) / 60_000;
    const measured = this.sessions()
      .filter((one) => one.state !== "erased" && !this.#running.has(one.id) && minutes(one) >= 1)
      .slice(0, MEASURED);
    const bytes = measured.reduce((sum, { id }) => sum + this.#sizeOf(id), 0);
    const span = measured.reduce((sum, one) => sum + minutes(one), 0);
    return { free, bytesPerMinute: span > 0 ? Math.ceil(bytes / span) : null };
  }

  #sizeOf(ended: string): number {
    const known = this.#sizes.get(ended);
    if (known !== undefined) return known;
    const bytes = this.#reader.sizeOf(ended);
    this.#sizes.set(ended, bytes);
    return bytes;
  }

  /**
   * Copies record and key file into a folder of their own under `into`, and reads the copy back. Throws StoreRefusal where the keys
   * are not locked (the copy could be read by whoever finds it), and where the copy cannot be made or read.
   */
  backUp(into: string): Promise<Backup> {
    const { folder } = this.#options;
    if (!this.#keys.locked) {
      throw new StoreRefusal(
        "Set a passphrase first: without one, whoever finds the copy can read it. Settings, People and passphrase.",
      );
    }
    if (this.#running.size > 0) throw new StoreRefusal("A session is running. Finish it, then back up.");
    return backUp({ folder, into, keys: this.#keys, now: new Date() });
  }

  /** A child's own pictures in the order they came; `about` is undefined where it cannot be opened. */
  pictures(child: string): { readonly id: string; readonly about: string | undefined }[] {
    return this.#reader.pictures(child);
  }

  /** One of them, opened; undefined where there is none or it cannot be opened. */
  picture(child: string, id: string): { readonly about: string; readonly bytes: Uint8Array } | undefined {
    return this.#reader.picture(child, id);
  }

  /** Keeps a picture of a child's own, sealed as its card is. Resolves when it is on disk. */
  keepPicture(child: string, id: string, about: string, bytes: Uint8Array): Promise<void> {
    const key = this.#keys.key(child);
    const secret = picturesKey(key.secret);
    return this.#writer.carryOut({
      kind: "keepPicture",
      child,
      id,
      key: key.id,
      about: seal(secret, placeOfPicture(key.id, id, "about"), about),
      sealed: seal(secret, placeOfPicture(key.id, id, "bytes"), bytes),
    });
  }

  /** Takes a picture away; resolves when it is gone from the disk. */
  dropPicture(child: string, id: string): Promise<void> {
    return this.#writer.carryOut({ kind: "dropPicture", child, id });
  }

  /** Removes a child's own networks; resolves when they are gone from the disk. */
  dropNetworks(child: string): Promise<void> {
    return this.#writer.carryOut({ kind: "dropNetworks", child });
  }

  /** Whether it takes a passphrase to open it. */
  get locked(): boolean {
    return this.#keys.locked;
  }

  /** Locks the key file with another passphrase, or (undefined) with none. Resolves to the recovery key, which is kept nowhere. */
  changePassphrase(passphrase: string | undefined): Promise<string | undefined> {
    return this.#keys.changePassphrase(passphrase);
  }

  /** How the writing goes: entries not yet on disk, entries lost, transactions so far. */
  get writing(): { waiting: number; dropped: number; commits: number } {
    return { waiting: this.#troubles.waiting, dropped: this.#troubles.dropped, commits: this.#writer.commits };
  }

  /** Writes all that waits, ends the thread and lets the folder go. Sessions still running will show as interrupted. */
  close(): Promise<void> {
    this.#closing ??= this.#writer.close().finally(() => {
      this.#reader.close();
      this.#lock.release();
    });
    return this.#closing;
  }
}

/**
 * Opens the record in a data folder. Sessions that were still open are marked as interrupted; a damaged record is moved
 * aside. Throws StoreRefusal: folder in use or unusable, passphrase wrong or missing, key file damaged or missing.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const lock = FolderLock.take(options.folder);
  try {
    const path = join(options.folder, "antiphon.db");
    const troubles = new Troubles(options.onTrouble);
    const { database, aside } = openChecked(path);
    if (aside !== undefined) troubles.damaged(aside);
    let keys: KeyRing;
    try {
      keys = await openKeys(database, options);
      settlePast(database, keys);
    } finally {
      database.close();
    }
    const memory = options.memory ?? 64e6;
    const writer = await Writer.open({ path, troubles, memory, onReplaced: () => reader.reopen() });
    const reader = new SessionReader(path, keys);
    return new Store({ options, lock, keys, writer, reader, troubles });
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Whether the record of a data folder takes a passphrase to open. Throws StoreRefusal where its key file cannot be read. */
export function isLocked(folder: string): boolean {
  return readKeyFile(join(folder, "keys.json"))?.protection === "passphrase";
}

function openKeys(database: Database, { folder, passphrase }: StoreOptions): Promise<KeyRing> {
  const path = join(folder, "keys.json");
  const sealed = Number(column(database, "count(*)", "sessions WHERE state <> 'erased'")[0]);
  if (sealed > 0 && !existsSync(path)) {
    throw new StoreRefusal(
      `The key file ${path} is missing, so ${sealed} recorded sessions cannot be read. Put it back from a backup, or move antiphon.db elsewhere to begin anew.`,
    );
  }
  return KeyRing.open(path, passphrase);
}

/** What a crash left undone: sessions without an end, and erasures whose key is gone but whose rows are not. */
function settlePast(database: Database, keys: KeyRing): void {
  database.exec("BEGIN IMMEDIATE");
  for (const key of keys.erased) eraseRows(database, key);
  database.exec("UPDATE sessions SET state = 'interrupted' WHERE state = 'open'");
  database.exec("COMMIT");
}
