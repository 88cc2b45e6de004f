import { signal } from "@preact/signals";
import type { KeySource, Pitch } from "../server/protocol.ts";

/** A key that this page holds down: where it is, and whether its pitch is a drum of General MIDI's percussion. */
export interface HeldKey {
  readonly source: KeySource;
  readonly pad?: true;
}

/** Keys that this page holds down, each until it lets go of it. */
export class HeldKeys {
  readonly down = signal<ReadonlySet<Pitch>>(new Set());
  readonly #held = new Map<Pitch, HeldKey>();

  /** False where it is down already. */
  press(pitch: Pitch, key: HeldKey): boolean {
    if (this.#held.has(pitch)) return false;
    this.#held.set(pitch, key);
    this.#show();
    return true;
  }

  /** The key that was let go; undefined where it was not down. */
  release(pitch: Pitch): HeldKey | undefined {
    const key = this.#held.get(pitch);
    if (this.#held.delete(pitch)) this.#show();
    return key;
  }

  get pitches(): readonly Pitch[] {
    return [...this.#held.keys()];
  }

  /** The engine has ended them: nothing is let go any more. */
  forget(): void {
    this.#held.clear();
    this.#show();
  }

  #show(): void {
    this.down.value = new Set(this.#held.keys());
  }
}
