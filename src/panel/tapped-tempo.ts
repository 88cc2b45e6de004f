import type { Millis } from "../server/protocol.ts";

const TAPS = 4;
/** A longer pause begins anew. */
const PAUSE: Millis = 2_000;
const SLOWEST = 40;
const FASTEST = 200;

/** The taps with one more, and, from the fourth on, the tempo in BPM of the last four. */
export function tappedTempo(taps: readonly Millis[], at: Millis): { taps: Millis[]; tempo: number | undefined } {
  const last = taps.at(-1);
  const kept = (last !== undefined && at - last > PAUSE ? [at] : [...taps, at]).slice(-TAPS);
  const first = kept[0];
  if (kept.length < TAPS || first === undefined || at <= first) return { taps: kept, tempo: undefined };
  const tempo = Math.round((60_000 * (TAPS - 1)) / (at - first));
  return { taps: kept, tempo: Math.min(FASTEST, Math.max(SLOWEST, tempo)) };
}
