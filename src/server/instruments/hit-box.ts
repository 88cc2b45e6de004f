import type { InstrumentNote } from "../../engine/instruments/key-event.ts";
import type { Millis, Pitch, Velocity } from "../../engine/time/units.ts";
import type { KeyHit } from "./instruments-picture.ts";

/** A panel is sent keys twenty times a second; nobody plays more in between. */
const MOST = 64;

interface Key {
  readonly device: string;
  readonly key: Pitch;
  readonly pad: boolean;
}

/** Keys on their way to the panel, which shows what comes from an instrument and what is made of it. */
export class HitBox {
  readonly #now: () => Millis;
  #hits: KeyHit[] = [];

  /** `now`: session time. */
  constructor(now: () => Millis) {
    this.#now = now;
  }

  /** A key went down, and led to these notes; `unused`: nobody plays the instrument. */
  press(
    key: Key & { readonly velocity: Velocity; readonly behind: Millis | null },
    notes: readonly InstrumentNote[],
    unused: boolean,
  ): void {
    const played = notes.findLast((note) => note.kind === "noteOn");
    const leftOut = notes.find((note) => note.kind === "leftOut");
    const why = leftOut?.why ?? (unused ? "unused" : null);
    this.#put({ ...key, at: this.#now(), played: played?.velocity ?? null, why });
  }

  /** A key came up. */
  lift(key: Key): void {
    this.#put({ ...key, at: this.#now(), velocity: 0, played: null, why: null, behind: null });
  }

  /** All that came since; they are gone from here. */
  take(): readonly KeyHit[] {
    const hits = this.#hits;
    if (hits.length > 0) this.#hits = [];
    return hits;
  }

  #put(hit: KeyHit): void {
    if (this.#hits.length < MOST) this.#hits.push(hit);
  }
}
