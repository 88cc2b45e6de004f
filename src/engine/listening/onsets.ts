import type { Millis, Pitch } from "../time/units.ts";

/** A stick on a pad rings on: the same pad again sooner than this is a bounce, not a stroke. measures.md section 2. */
export const BOUNCE: Millis = 30;
/** Notes this near together are one onset (a chord). measures.md section 2. */
export const CHORD_MERGE: Millis = 35;

/** What one player has struck, as onsets. Immutable. */
export interface Strokes {
  /** The strike, not a bounce, that was heard last on each pad, as far as it can still bounce. */
  readonly ringing: readonly { readonly pitch: Pitch; readonly at: Millis }[];
  /** The last onset: the first strike of the last chord. Undefined before the first. */
  readonly onset: Millis | undefined;
}

/** What a strike is: the beginning of an onset, one more note of the chord that began it, or a pad's bounce. */
export type Strike = "onset" | "chord" | "bounce";

/** Nothing struck yet. */
export const NO_STROKES: Strokes = { ringing: [], onset: undefined };

/**
 * One more strike, in order of time. A bounce comes under 30 ms after a stroke of the same pad (keys do not bounce); a chord's
 * notes come at most 35 ms after its first.
 */
export function hearStrike(
  strokes: Strokes,
  at: Millis,
  pitch: Pitch,
  pad = true,
): { strokes: Strokes; strike: Strike } {
  const ringing = strokes.ringing.filter((strike) => at - strike.at < BOUNCE);
  if (pad && ringing.some((strike) => strike.pitch === pitch)) return { strokes, strike: "bounce" };
  const chord = strokes.onset !== undefined && at - strokes.onset <= CHORD_MERGE;
  const onset = chord ? strokes.onset : at;
  const next = { ringing: pad ? [...ringing, { pitch, at }] : ringing, onset };
  return { strokes: next, strike: chord ? "chord" : "onset" };
}

/** The onsets of a whole list of pad strikes, in any order: bounces and chords merged. */
export function onsetsOf(strikes: readonly { readonly onset: Millis; readonly pitch: Pitch }[]): Millis[] {
  const onsets: Millis[] = [];
  let strokes = NO_STROKES;
  for (const { onset, pitch } of [...strikes].sort((a, b) => a.onset - b.onset)) {
    const heard = hearStrike(strokes, onset, pitch);
    strokes = heard.strokes;
    if (heard.strike === "onset") onsets.push(onset);
  }
  return onsets;
}
