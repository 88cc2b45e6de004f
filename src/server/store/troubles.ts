import { asideText } from "./database.ts";
import { sizeText } from "./disk.ts";
import type { Trouble } from "./report.ts";

/** Below this much free space the therapist is told; sensory-safety.md 8. At the rate of a busy session (60 kB/s) it is hours, not minutes. */
export const LOW = 2e9;

/** Turns what goes wrong with the disk into sentences, each told once until things change. */
export class Troubles {
  readonly #onTrouble: (trouble: Trouble) => void;
  /** Entries handed over and not yet on disk. */
  waiting = 0;
  /** Entries lost since the store was opened. */
  dropped = 0;
  #droppedBefore = 0;
  #failing = false;
  #dropping = false;
  #low = false;

  constructor(onTrouble: (trouble: Trouble) => void) {
    this.#onTrouble = onTrouble;
  }

  /** A try to write failed. */
  fail(full: boolean, reason: string): void {
    if (this.#failing) return;
    this.#failing = true;
    const what = full ? "The disk of the record is full" : `The record cannot be written (${reason})`;
    const advice = full ? " Delete something else to make room." : "";
    this.#say("writing", `${what}. The session goes on; its record waits in memory and is tried again.${advice}`);
  }

  /** Something was written. */
  wrote(): void {
    if (this.#failing || this.#dropping) {
      const lost = this.dropped - this.#droppedBefore;
      const text = lost === 0 ? "nothing was lost" : `${lost} of its entries were lost`;
      this.#say("recovered", `The record is being written again; ${text}.`);
    }
    this.#failing = false;
    this.#dropping = false;
    this.#droppedBefore = this.dropped;
  }

  space(free: number): void {
    const low = free < LOW;
    if (low && !this.#low) {
      this.#say("space", `Only ${sizeText(free)} are left on the disk of the record. Make room soon.`);
    }
    this.#low = low;
  }

  damaged(aside: string): void {
    this.#say("damaged", asideText(aside));
  }

  /** One more entry had to be let go. */
  drop(): void {
    this.dropped += 1;
    if (this.#dropping) return;
    this.#dropping = true;
    this.#say("dropping", "Too much waits for the disk: entries are lost until it takes them. The session goes on.");
  }

  /** The store closes, and so many entries are not on disk. */
  lose(count: number): void {
    if (count === 0) return;
    this.dropped += count;
    this.waiting -= count;
    this.#say("lost", `The disk did not take the last ${count} entries; they are lost.`);
  }

  #say(kind: Trouble["kind"], text: string): void {
    try {
      this.#onTrouble({ kind, text, waiting: this.waiting, dropped: this.dropped });
    } catch {
      // A listener that throws must not take the music with it.
    }
  }
}
