import { DatabaseSync } from "@photostructure/sqlite";
import { PATIENCE } from "./database.ts";
import type { KeyRing } from "./key-ring.ts";
import {
  type EegPart,
  type EegPiece,
  type SessionHeader,
  type SessionRecord,
  type SessionState,
  type SessionSummary,
  sessionHeader,
} from "./record.ts";
import { StoreRefusal } from "./refusal.ts";
import {
  cardKey,
  networksKey,
  picturesKey,
  placeOf,
  placeOfCard,
  placeOfEeg,
  placeOfNetworks,
  placeOfPicture,
  sessionKey,
  unseal,
} from "./seal.ts";

/** Entries read at a time, so that no reader stands in the way of the writer's checkpoints. */
const PAGE = 500;

interface SessionRow {
  readonly id: string;
  readonly child: string;
  readonly key: string;
  readonly started: string;
  readonly header: Uint8Array | null;
  readonly ended: string | null;
  readonly state: SessionState;
  readonly last_seq: number;
  readonly last_at: string | null;
  readonly entries: number;
}

const SESSIONS =
  "SELECT id, child, started, ended, state, last_seq, last_at, entries FROM sessions ORDER BY started DESC, rowid DESC";

function openForReading(path: string) {
  const database = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE });
  return {
    database,
    sessions: database.prepare(SESSIONS),
    session: database.prepare("SELECT * FROM sessions WHERE id = ?"),
    keys: database.prepare("SELECT key FROM sessions WHERE child = ? AND state <> 'erased'"),
    tuned: database.prepare("SELECT child, tuned AS tunedAt FROM networks ORDER BY child"),
    networks: database.prepare("SELECT key, sealed FROM networks WHERE child = ?"),
    cards: database.prepare("SELECT child, key, changed, sealed FROM cards ORDER BY child"),
    kept: database.prepare("SELECT text FROM kept WHERE name = ?"),
    size: database.prepare(
      "SELECT (SELECT total(length(sealed)) FROM entries WHERE session = ?1) + (SELECT total(length(sealed)) FROM eeg WHERE session = ?1) AS bytes",
    ),
    pictures: database.prepare("SELECT id, key, about FROM pictures WHERE child = ? ORDER BY rowid"),
    picture: database.prepare("SELECT key, about, sealed FROM pictures WHERE child = ? AND id = ?"),
    parts: database.prepare("SELECT DISTINCT part FROM eeg WHERE session = ? ORDER BY part"),
    pieces: database.prepare(
      "SELECT seq, sealed FROM eeg WHERE session = ? AND part = ? AND seq > ? ORDER BY seq LIMIT ?",
    ),
    page: database.prepare("SELECT seq, sealed FROM entries WHERE session = ? AND seq > ? ORDER BY seq LIMIT ?"),
  };
}

/** Reads the record beside the writer. */
export class SessionReader {
  readonly #path: string;
  readonly #keys: KeyRing;
  #open: ReturnType<typeof openForReading>;

  constructor(path: string, keys: KeyRing) {
    this.#path = path;
    this.#keys = keys;
    this.#open = openForReading(path);
  }

  /** All sessions, the newest first. */
  sessions(): SessionSummary[] {
    const rows = ask(() => this.#open.sessions.all()) as Omit<SessionRow, "header" | "key">[];
    return rows.map((row) => ({
      id: row.id,
      child: row.child,
      startedAt: row.started,
      ...(row.last_at === null ? {} : { lastAt: row.last_at }),
      ...(row.ended === null ? {} : { endedAt: row.ended }),
      state: row.state,
      lastSeq: row.last_seq,
      missing: row.last_seq - row.entries,
    }));
  }

  has(id: string): boolean {
    return ask(() => this.#open.session.get(id)) !== undefined;
  }

  /** Ids of the keys of a child's sessions, one for each session that is not erased. */
  keysOf(child: string): string[] {
    return (ask(() => this.#open.keys.all(child)) as { key: string }[]).map(({ key }) => key);
  }

  /** The children with networks of their own. */
  childrenWithNetworks(): { child: string; tunedAt: string }[] {
    return ask(() => this.#open.tuned.all()) as { child: string; tunedAt: string }[];
  }

  /** A child's own networks; undefined where there are none. Throws StoreRefusal when they cannot be opened. */
  networks(child: string): Uint8Array | undefined {
    const row = ask(() => this.#open.networks.get(child)) as { key: string; sealed: Uint8Array } | undefined;
    if (!row) return undefined;
    const key = this.#keys.find(row.key);
    try {
      if (typeof key !== "string") return unseal(networksKey(key.secret), placeOfNetworks(row.key), row.sealed);
    } catch {
      // Said below, as for a key that is not there.
    }
    throw new StoreRefusal(
      `The networks of ${child} cannot be opened. Take them away with "antiphon tune ${child} --reset".`,
    );
  }

  /** What is known of each child, opened; `text` is undefined where it cannot be. */
  cards(): { readonly child: string; readonly changedAt: string; readonly text: string | undefined }[] {
    const rows = ask(() => this.#open.cards.all()) as {
      child: string;
      key: string;
      changed: string;
      sealed: Uint8Array;
    }[];
    return rows.map(({ child, key, changed, sealed }) => ({
      child,
      changedAt: changed,
      text: this.#openCard(key, sealed),
    }));
  }

  /** A small text of the house; undefined where none was kept. */
  kept(name: string): string | undefined {
    return (ask(() => this.#open.kept.get(name)) as { text: string } | undefined)?.text;
  }

  /** Bytes that a session takes on the disk, EEG and all, without what SQLite adds. */
  sizeOf(id: string): number {
    return (ask(() => this.#open.size.get(id)) as { bytes: number }).bytes;
  }

  /** A child's own pictures, and what is said about each; `about` is undefined where it cannot be opened. */
  pictures(child: string): { readonly id: string; readonly about: string | undefined }[] {
    const rows = ask(() => this.#open.pictures.all(child)) as { id: string; key: string; about: Uint8Array }[];
    return rows.map(({ id, key, about }) => ({
      id,
      about: this.#openPicture(key, id, "about", about)?.toString("utf8"),
    }));
  }

  /** A child's picture with what is said about it; undefined where there is none, or it cannot be opened. */
  picture(child: string, id: string): { readonly about: string; readonly bytes: Uint8Array } | undefined {
    const row = ask(() => this.#open.picture.get(child, id)) as
      | { key: string; about: Uint8Array; sealed: Uint8Array }
      | undefined;
    const about = row && this.#openPicture(row.key, id, "about", row.about);
    const bytes = row && this.#openPicture(row.key, id, "bytes", row.sealed);
    return about && bytes && { about: about.toString("utf8"), bytes };
  }

  #openPicture(key: string, id: string, part: "about" | "bytes", sealed: Uint8Array): Buffer | undefined {
    const found = this.#keys.find(key);
    if (typeof found === "string") return undefined;
    try {
      return unseal(picturesKey(found.secret), placeOfPicture(key, id, part), sealed);
    } catch {
      return undefined;
    }
  }

  #openCard(id: string, sealed: Uint8Array): string | undefined {
    const key = this.#keys.find(id);
    if (typeof key === "string") return undefined;
    try {
      return unseal(cardKey(key.secret), placeOfCard(id), sealed).toString("utf8");
    } catch {
      return undefined;
    }
  }

  /** Opens a session's seal; lines are read as they are asked for. Throws StoreRefusal when it cannot be read. */
  read(id: string): SessionRecord {
    const { row, secret } = this.#unlock(id);
    const header = openHeader(secret, id, row.header);
    const lines = { [Symbol.iterator]: () => this.#lines(id, secret) };
    return { header, missing: row.last_seq - row.entries, lines };
  }

  /** Opens the seals of a session's EEG, part by part. Throws StoreRefusal when it cannot be read. */
  readEeg(id: string): EegPart[] {
    const { secret } = this.#unlock(id);
    const parts = ask(() => this.#open.parts.all(id)) as { part: number }[];
    return parts.map(({ part }) => ({ part, pieces: { [Symbol.iterator]: () => this.#pieces(id, part, secret) } }));
  }

  #unlock(id: string): { row: SessionRow & { header: Uint8Array }; secret: Uint8Array } {
    const row = ask(() => this.#open.session.get(id)) as SessionRow | undefined;
    if (!row) throw new StoreRefusal(`There is no session ${id} in the record.`);
    const key = this.#keys.find(row.key);
    if (row.state === "erased" || row.header === null || key === "erased") {
      throw new StoreRefusal(`Session ${id} was erased; it cannot be read any more.`);
    }
    if (key === "unknown") {
      throw new StoreRefusal(
        `The key file does not hold the key of session ${id}. Put back the key file that belongs to this record.`,
      );
    }
    return { row: { ...row, header: row.header }, secret: sessionKey(key.secret, id) };
  }

  /** Opens the record again, after it was begun anew. */
  reopen(): void {
    this.#open.database.close();
    this.#open = openForReading(this.#path);
  }

  close(): void {
    this.#open.database.close();
  }

  *#pieces(id: string, part: number, secret: Uint8Array): Generator<EegPiece> {
    for (let after = -1; ; ) {
      const rows = ask(() => this.#open.pieces.all(id, part, after, PAGE)) as { seq: number; sealed: Uint8Array }[];
      for (const { seq, sealed } of rows) yield { seq, piece: openPiece(secret, id, part, seq, sealed) };
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = last.seq;
    }
  }

  *#lines(id: string, secret: Uint8Array): Generator<string> {
    let after = 0;
    for (;;) {
      const rows = ask(() => this.#open.page.all(id, after, PAGE)) as { seq: number; sealed: Uint8Array }[];
      for (const { seq, sealed } of rows) yield openEntry(secret, id, seq, sealed);
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = last.seq;
    }
  }
}

/** Runs a query; a record that cannot be read is told in a sentence. */
function ask<T>(query: () => T): T {
  try {
    return query();
  } catch (error) {
    throw new StoreRefusal(
      `The record cannot be read (${(error as Error).message}). Restart Antiphon after the session: it checks it then.`,
    );
  }
}

function openHeader(secret: Uint8Array, id: string, sealed: Uint8Array): SessionHeader {
  try {
    return sessionHeader.parse(JSON.parse(unseal(secret, placeOf(id, 0), sealed).toString("utf8")));
  } catch {
    throw new StoreRefusal(`The header of session ${id} is damaged; the session cannot be read.`);
  }
}

function openEntry(secret: Uint8Array, id: string, seq: number, sealed: Uint8Array): string {
  try {
    return unseal(secret, placeOf(id, seq), sealed).toString("utf8");
  } catch {
    throw new StoreRefusal(`Entry ${seq} of session ${id} is damaged; the entries before it can be read.`);
  }
}

function openPiece(secret: Uint8Array, id: string, part: number, seq: number, sealed: Uint8Array): Uint8Array {
  try {
    return unseal(secret, placeOfEeg(id, part, seq), sealed);
  } catch {
    throw new StoreRefusal(`Piece ${seq} of the EEG of session ${id} is damaged; it cannot be read.`);
  }
}
