/** A note of a finished piece, in ticks. */
interface Placed {
  readonly onset: number;
  readonly duration: number;
  readonly pitch: number;
}

/**
 * The longest stretch (ticks, first onset to last end) that comes twice with equal pitches, durations and distances, the
 * second time from note `from` on. Looks at every pair of places along the diagonals: slow, and independent of how the
 * engine keeps itself from repeating.
 */
export function longestRepetition(notes: readonly Placed[], from = 0): number {
  let longest = 0;
  for (let lag = 1; lag < notes.length; lag++) {
    let start = -1;
    for (let i = Math.max(0, from - lag); i + lag < notes.length; i++) {
      const a = notes[i];
      const b = notes[i + lag];
      if (!a || !b || a.pitch !== b.pitch || a.duration !== b.duration) {
        start = -1;
        continue;
      }
      const before = notes[i - 1];
      const beforeLater = notes[i + lag - 1];
      const sameStep = before && beforeLater && a.onset - before.onset === b.onset - beforeLater.onset;
      if (start < 0 || !sameStep) start = i;
      longest = Math.max(longest, a.onset + a.duration - (notes[start]?.onset ?? 0));
    }
  }
  return longest;
}
