import { signal } from "@preact/signals";

/** The loudest volume: what the engine's limits allow. */
export const TOP_VOLUME = 10;
const FIRST = 6;
const KEY = "antiphon.volume.2";

/** The volume of this browser, 0–{@link TOP_VOLUME}. Remembered here. */
export const volume = signal(remembered());

/** The volume at which the room was measured: louder than that nothing is known, and nothing is allowed. Null: not measured. */
export const volumeLimit = signal<number | null>(null);

/** From now on it is no louder than this. */
export function limitVolume(limit: number | null): void {
  volumeLimit.value = limit;
  if (limit !== null && volume.peek() > limit) setVolume(limit);
}

export function setVolume(value: number): void {
  volume.value = Math.min(volumeLimit.peek() ?? TOP_VOLUME, Math.max(0, value));
  try {
    localStorage.setItem(KEY, String(volume.value));
  } catch {
    // A browser that keeps nothing starts at the usual volume again.
  }
}

function remembered(): number {
  try {
    const stored = Number.parseInt(localStorage.getItem(KEY) ?? "", 10);
    return stored >= 0 && stored <= TOP_VOLUME ? stored : FIRST;
  } catch {
    return FIRST;
  }
}
