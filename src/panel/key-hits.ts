import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { KeyHit } from "../server/protocol.ts";

/** What came from an instrument lately. */
export interface HitsOf {
  /** Keys that are down, as {@link placeOf} names them. */
  readonly down: ReadonlySet<string>;
  /** The last strokes, newest last. */
  readonly strokes: readonly KeyHit[];
  /** Every key that was struck since the page was opened. */
  readonly seen: ReadonlyMap<string, Pick<KeyHit, "key" | "pad">>;
}

const NOTHING: HitsOf = { down: new Set(), strokes: [], seen: new Map() };
const KEPT = 24;

/** A key's name among those of its instrument: a key and a pad of one number are two. */
export function placeOf({ key, pad }: Pick<KeyHit, "key" | "pad">): string {
  return pad ? `pad ${key}` : `${key}`;
}

/** What comes from instruments, by their names. */
export class KeyHits {
  readonly #devices = new Map<string, Signal<HitsOf>>();

  of(device: string): ReadonlySignal<HitsOf> {
    return this.#signalOf(device);
  }

  hear(hits: readonly KeyHit[]): void {
    for (const hit of hits) {
      const own = this.#signalOf(hit.device);
      own.value = take(own.peek(), hit);
    }
  }

  #signalOf(device: string): Signal<HitsOf> {
    const known = this.#devices.get(device);
    if (known) return known;
    const fresh = signal(NOTHING);
    this.#devices.set(device, fresh);
    return fresh;
  }
}

function take({ down, strokes, seen }: HitsOf, hit: KeyHit): HitsOf {
  const place = placeOf(hit);
  const now = new Set(down);
  if (hit.velocity === 0) {
    now.delete(place);
    return { down: now, strokes, seen };
  }
  now.add(place);
  const { key, pad } = hit;
  return {
    down: now,
    strokes: [...strokes.slice(1 - KEPT), hit],
    seen: seen.has(place) ? seen : new Map(seen).set(place, { key, pad }),
  };
}
