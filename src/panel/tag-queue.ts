import { type ReadonlySignal, signal } from "@preact/signals";
import type { Ack, Millis, TagDetail, TagName } from "../server/protocol.ts";
import { UNREACHABLE } from "./link.ts";

/** A tag that the engine has not taken yet. */
export interface WaitingTag {
  /** Names the tap, so that one that is sent twice counts once. */
  readonly key: string;
  readonly name: TagName;
  readonly detail: TagDetail | null;
  /** A word to it. */
  readonly note?: string;
  /** Session time of the tap. */
  readonly seen: Millis;
  /** The room it was seen in. */
  readonly room: string;
}

const KEPT = "antiphon.tags";
/** More than these are not kept for later. */
const MOST = 500;
/** A tag that is sent so soon was not kept waiting: the engine's own clock tells its time. */
const AT_ONCE: Millis = 500;

/**
 * Tags wait here until the engine has taken them, in the browser's own store: a lost link or a page that is loaded again loses none.
 * They go in their order, each with the time of its tap.
 */
export class TagQueue {
  readonly #waiting = signal<readonly WaitingTag[]>(remembered());
  #sending = false;

  get waiting(): ReadonlySignal<readonly WaitingTag[]> {
    return this.#waiting;
  }

  add(tag: Omit<WaitingTag, "key">): WaitingTag {
    const named = { key: newKey(), ...tag };
    this.#keep([...this.#waiting.peek(), named].slice(-MOST));
    return named;
  }

  /** Takes a tag back that still waits; false when it does not. */
  takeBack(key: string): boolean {
    const left = this.#waiting.peek().filter((tag) => tag.key !== key);
    if (left.length === this.#waiting.peek().length) return false;
    this.#keep(left);
    return true;
  }

  /** The tags of other rooms: their session is over. They wait no longer. */
  dropOthers(room: string): readonly WaitingTag[] {
    const others = this.#waiting.peek().filter((tag) => tag.room !== room);
    if (others.length > 0) this.#keep(this.#waiting.peek().filter((tag) => tag.room === room));
    return others;
  }

  /**
   * Sends what waits, one after another, until the engine cannot be reached. `refused` hears why one was not taken.
   * @param now session time
   */
  async send(
    say: (tag: Omit<WaitingTag, "seen" | "room"> & { seen?: Millis }) => Promise<Ack>,
    now: () => Millis | undefined,
    refused: (why: string) => void,
  ): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let tag = this.#waiting.peek()[0]; tag; tag = this.#waiting.peek()[0]) {
        const { room: _, seen, ...said } = tag;
        const time = now();
        const late = time === undefined || time - seen > AT_ONCE;
        const ack = await say({ ...said, ...(late ? { seen: Math.max(0, seen) } : {}) });
        if (ack === UNREACHABLE) return;
        this.takeBack(said.key);
        if (!ack.ok) refused(ack.error);
      }
    } finally {
      this.#sending = false;
    }
  }

  #keep(tags: readonly WaitingTag[]): void {
    this.#waiting.value = tags;
    try {
      if (tags.length === 0) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, JSON.stringify(tags));
    } catch {
      // A browser that keeps nothing: they wait in this page alone.
    }
  }
}

function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(36)).join("");
}

function remembered(): readonly WaitingTag[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(value) ? value.filter(isWaiting) : [];
  } catch {
    return [];
  }
}

function isWaiting(value: unknown): value is WaitingTag {
  if (typeof value !== "object" || value === null) return false;
  const { key, name, seen, room } = value as Record<string, unknown>;
  return typeof key === "string" && typeof name === "string" && typeof seen === "number" && typeof room === "string";
}
