import { type ReadonlySignal, signal } from "@preact/signals";
import type { Millis, Pitch, RollNote } from "../server/protocol.ts";
import { preferences } from "./preferences.ts";

/** What the piano roll shows of what is planned. */
export const AHEAD: Millis = 6_000;
const KEPT: Millis = 130_000;

/** How far back the piano roll goes: as it was chosen in this browser. */
export function pastShown(): Millis {
  return 1_000 * Number(preferences.picture.peek());
}

/** The notes of the last two minutes by id; a later note of the same id replaces the earlier one. */
export class Roll {
  readonly #notes = new Map<number, RollNote>();
  readonly #changes = signal(0);

  /** Goes up when there are other notes; one that only ended is seen soon enough. */
  get changes(): ReadonlySignal<number> {
    return this.#changes;
  }

  merge(notes: readonly RollNote[]): void {
    const known = notes.every(({ id }) => this.#notes.has(id));
    for (const note of notes) this.#notes.set(note.id, note);
    if (!known) this.#changes.value++;
  }

  clear(): void {
    this.#notes.clear();
    this.#changes.value++;
  }

  /** Forgets what ended over two minutes before `now`; what lies ahead of a new session's time is forgotten too. */
  forget(now: Millis): void {
    for (const [id, note] of this.#notes) {
      const end = note.onset + (note.duration ?? Number.POSITIVE_INFINITY);
      if (end < now - KEPT || note.onset > now + KEPT) this.#notes.delete(id);
    }
  }

  /** Notes that touch `from`..`to`, by onset. */
  between(from: Millis, to: Millis): RollNote[] {
    return [...this.#notes.values()]
      .filter((note) => note.onset <= to && note.onset + (note.duration ?? Number.POSITIVE_INFINITY) >= from)
      .sort((a, b) => a.onset - b.onset);
  }
}

/** The lowest and highest pitch to draw: whole octaves around the notes, three at the least. */
export function pitchSpan(notes: readonly RollNote[]): { lowest: Pitch; highest: Pitch } {
  let lowest = 48;
  let highest = 84;
  for (const note of notes) {
    while (note.pitch < lowest) lowest -= 12;
    while (note.pitch > highest) highest += 12;
  }
  return { lowest, highest };
}
