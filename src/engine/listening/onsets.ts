import type { Millis, Pitch } from "../time/units.ts";
import { CHORD_MERGE } from "./phrase.ts";

/** A stick on a pad rings on: the same pad again sooner than this is a bounce, not a stroke. measures.md section 2. */
export const BOUNCE: Millis = 30;

/** What one player has struck, as onsets. Immutable. */
export interface Strokes {
  /** The strike, not a bounce, that was heard last on each pad or key, as far as it can still bounce. */
  readonly ringing: readonly { readonly pitch: Pitch; readonly at: Millis }[];
  /** The last onset: the first strike of the last chord. Undefined before the first. */
  readonly onset: Millis | undefined;
}

/** Nothing struck yet. */
export const NO_STROKES: Strokes = { ringing: [], onset: undefined };

/**
 * One more strike, in order of time. `onset` is true when it begins a new onset: it is neither a bounce of the same pad
 * (under 30 ms after the stroke) nor part of a chord (at most 35 ms after its first strike).
 */
export function hearStrike(strokes: Strokes, at: Millis, pitch: Pitch): { strokes: Strokes; onset: boolean } {
  const ringing = strokes.ringing.filter((strike) => at - strike.at < BOUNCE);
  if (ringing.some((strike) => strike.pitch === pitch)) return { strokes, onset: false };
  const chord = strokes.onset !== undefined && at - strokes.onset <= CHORD_MERGE;
  const onset = chord ? strokes.onset : at;
  return { strokes: { ringing: [...ringing, { pitch, at }], onset }, onset: !chord };
}

/** The onsets of a whole list of strikes, in any order: bounces and chords merged. */
export function onsetsOf(strikes: readonly { readonly onset: Millis; readonly pitch: Pitch }[]): Millis[] {
  const onsets: Millis[] = [];
  let strokes = NO_STROKES;
  for (const strike of [...strikes].sort((a, b) => a.onset - b.onset)) {
    const heard = hearStrike(strokes, strike.onset, strike.pitch);
    strokes = heard.strokes;
    if (heard.onset) onsets.push(strike.onset);
  }
  return onsets;
}
