import {
  findBouts,
  findOnsets,
  type HeardNote,
  type Onset,
  type Run,
} from "../../../src/engine/measures/preprocessing.ts";

/** A key pressed at `onset` for `duration` ms. */
export function key(onset: number, pitch = 60, velocity = 64, duration = 100): HeardNote {
  return { onset, duration, pitch, velocity, pad: false };
}

/** A stroke on a pad. */
export function stroke(onset: number, pad = 38, velocity = 64): HeardNote {
  return { onset, duration: 20, pitch: pad, velocity, pad: true };
}

/** `count` keys, one every `interval` ms. */
export function keysEvery(interval: number, count: number, from = 0, pitch = 60): HeardNote[] {
  return Array.from({ length: count }, (_, i) => key(from + i * interval, pitch));
}

export function onsetsOf(notes: readonly HeardNote[], until = 1e9): Onset[] {
  return findOnsets(notes, until);
}

export function boutsOf(notes: readonly HeardNote[]): Run[] {
  return findBouts(findOnsets(notes, 1e9));
}
