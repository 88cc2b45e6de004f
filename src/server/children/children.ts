import { randomInt } from "node:crypto";
import { isSameTune, type KeptTune, MOST_TUNES } from "../../engine/partner/kept-tune.ts";
import type { Consented } from "../consented.ts";
import type { SessionSummary } from "../store/record.ts";
import type { Store } from "../store/store.ts";
import { Album } from "./album/album.ts";
import { type ChildCard, isAgreed, newCard, readCard } from "./child-card.ts";
import { newChildCode } from "./child-code.ts";
import type { ChildEntry, PastSession } from "./child-entry.ts";

/** What the children's cards need of the house. */
export interface ChildrenPlace {
  readonly store: Pick<
    Store,
    | "cards"
    | "keepCard"
    | "sessions"
    | "eraseChild"
    | "exportLog"
    | "pictures"
    | "picture"
    | "keepPicture"
    | "dropPicture"
  >;
  /** The code of the child whose room is open. */
  readonly here: () => string;
  /** Opens the room for a child; undefined: for practice. Throws RangeError while a session runs. */
  readonly open: (card: ChildCard | undefined) => Promise<void>;
  /** Something of it changed. */
  readonly changed: () => void;
  /** What may be kept of a child's session, as its card says now. */
  readonly consented?: (code: string, consented: Consented) => void;
  /** A child was erased. */
  readonly erased?: (code: string) => Promise<void>;
}

/** Past sessions that are listed. */
const MOST_PAST = 100;

function pastSession({ id, startedAt, endedAt, lastAt, state }: SessionSummary, { planned }: ChildCard): PastSession {
  const lasted = Date.parse(endedAt ?? lastAt ?? startedAt) - Date.parse(startedAt);
  const minutes = Math.max(0, Math.round(lasted / 60_000));
  return { id, startedAt, minutes, planned: planned[id] ?? null, state: state === "erased" ? "ended" : state };
}

function* exportLines(card: ChildCard, store: Pick<Store, "sessions" | "exportLog">): Generator<string> {
  yield JSON.stringify({ card });
  for (const { id, child, state } of store.sessions()) {
    if (child !== card.code || state === "erased" || state === "open") continue;
    yield* store.exportLog(id);
  }
}

/** The children that are known, and the room that is opened for one of them. */
export class Children {
  readonly #place: ChildrenPlace;
  /** The own pictures of the child whose room is open. */
  readonly album: Album;

  constructor(place: ChildrenPlace) {
    this.#place = place;
    const card = () => this.#cards().find(({ code }) => code === place.here());
    this.album = new Album({ store: place.store, card });
  }

  /** All children whose cards can be opened, by code. */
  list(): ChildEntry[] {
    const sessions = this.#place.store.sessions().filter(({ state }) => state !== "erased");
    return this.#cards().map((card) => {
      const own = sessions.filter(({ child }) => child === card.code);
      const past = own.slice(0, MOST_PAST).map((session) => pastSession(session, card));
      return { card, lastSession: own[0]?.startedAt ?? null, sessions: own.length, past };
    });
  }

  /** A new child, with a code that nobody has. */
  async add(nickname: string): Promise<void> {
    const taken = new Set([
      ...this.#cards().map(({ code }) => code),
      ...this.#place.store.sessions().map(({ child }) => child),
    ]);
    const code = newChildCode(taken, (below) => randomInt(below));
    await this.save({ ...newCard(code), nickname });
  }

  /**
   * Keeps a card in place of the one before. What it changes of limits holds from the next time the room is opened. Its instruments
   * stay as they are: they are set where they are played.
   */
  async save(card: ChildCard): Promise<void> {
    const before = this.#cards().find(({ code }) => code === card.code);
    const whole = before
      ? { ...card, instruments: before.instruments, tunes: before.tunes, planned: before.planned }
      : card;
    const now = new Date().toISOString();
    // A stream that was withdrawn ends before anything is written.
    const today = now.slice(0, 10);
    const consented = { sessionData: isAgreed(card, "sessionData", today), eeg: isAgreed(card, "eeg", today) };
    this.#place.consented?.(card.code, consented);
    await this.#place.store.keepCard(card.code, JSON.stringify(whole), now);
    this.#place.changed();
  }

  /** A session had a plan of so many minutes. */
  async notePlan(code: string, session: string, minutes: number): Promise<void> {
    const card = this.#cards().find((one) => one.code === code);
    if (!card) return;
    const planned = { ...card.planned, [session]: minutes };
    await this.#place.store.keepCard(code, JSON.stringify({ ...card, planned }), new Date().toISOString());
    this.#place.changed();
  }

  /** All that is kept of a child, a line each: the card, then of each session its header and its log. Undefined for one that is not known. */
  export(code: string): Iterable<string> | undefined {
    const card = this.#cards().find((one) => one.code === code);
    return card && exportLines(card, this.#place.store);
  }

  /** A session has kept a tune of a child's, or let one go. */
  async noteTune(code: string, tune: KeptTune, kept: boolean): Promise<void> {
    const tunes = this.#cards().find((one) => one.code === code)?.tunes ?? [];
    const others = tunes.filter((one) => !isSameTune(one, tune));
    await this.keepTunes(code, kept ? [...others, tune].slice(-MOST_TUNES) : others);
  }

  /** Keeps a child's tunes in place of those before; for a child without a card, as in practice, nothing is kept. */
  async keepTunes(code: string, tunes: readonly KeptTune[]): Promise<void> {
    const card = this.#cards().find((one) => one.code === code);
    if (!card) return;
    const text = JSON.stringify({ ...card, tunes });
    await this.#place.store.keepCard(code, text, new Date().toISOString());
    this.#place.changed();
  }

  /** Opens the room for a child; null: for practice. Throws RangeError for one that is not known. */
  async open(code: string | null): Promise<void> {
    const card = code === null ? undefined : this.#cards().find((one) => one.code === code);
    if (code !== null && !card) throw new RangeError(`there is no child ${code}`);
    await this.#place.open(card);
    this.#place.changed();
  }

  /** Destroys the child's key, and with it all that was recorded. The room must be another child's. */
  async erase(code: string): Promise<void> {
    await this.#place.store.eraseChild(code);
    await this.#place.erased?.(code);
    this.#place.changed();
  }

  /** One more picture of the child whose room is open. Throws as {@link Album.add} does. */
  async addPicture(word: string, file: Buffer): Promise<void> {
    await this.album.add(word, file);
    this.#place.changed();
  }

  async removePicture(name: string): Promise<void> {
    await this.album.remove(name);
    this.#place.changed();
  }

  #cards(): ChildCard[] {
    return this.#place.store.cards().flatMap(({ text }) => {
      const card = text === undefined ? undefined : readCard(text);
      return card ? [card] : [];
    });
  }
}
