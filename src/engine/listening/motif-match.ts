import type { LineNote } from "./motif-line.ts";

/** Notes of a motif, at the least and at the most. practice.md 5, Incorporate. */
export const FEWEST = 2;
export const MOST = 6;
/** Intervals between onsets of one motif, played twice, differ by no more than this (natural logarithms), and on average by that. */
const TIMING = { most: 0.6, mean: 0.32 } as const;
/** The second time may be faster or slower by this, as a logarithm. */
const TEMPO = 0.45;
/** Of the intervals of a motif, the share that may be a semitone larger or smaller: it was moved within a scale. */
const BENT = 0.5;

/** How a place of the line matches another: for each interval going back, how far it is off. */
export interface Match {
  /** Notes that match, counted back from the end. */
  readonly length: number;
  /** Semitones between the two intervals, the last interval first. */
  readonly bends: readonly number[];
}

/**
 * How many notes up to `end` were played as those up to `earlier`, at most `most`: the same intervals (on pads, the same pads),
 * in the same rhythm but for small differences and the tempo.
 */
export function matchBack(
  line: readonly LineNote[],
  earlier: number,
  end: number,
  most: number,
  pad: boolean,
  other: readonly LineNote[] = line,
): Match {
  const bends: number[] = [];
  const drifts: number[] = [];
  let length = 1;
  let bent = 0;
  if (pad && line[end]?.pitch !== other[earlier]?.pitch) return { length: 0, bends };
  for (let back = 0; back + 1 < most; back++) {
    const [now, past] = [line[end - back], other[earlier - back]];
    const [before, beforePast] = [line[end - back - 1], other[earlier - back - 1]];
    if (!now || !past || !before || !beforePast || now.gap === undefined || past.gap === undefined) break;
    const [interval, pastInterval] = [now.pitch - before.pitch, past.pitch - beforePast.pitch];
    const bend = Math.abs(interval - pastInterval);
    if (bend > (pad ? 0 : 1) || Math.sign(interval) !== Math.sign(pastInterval)) break;
    drifts.push(now.gap - past.gap);
    if (bend > 0) bent++;
    bends.push(bend);
    if (fits(drifts) && bent <= BENT * bends.length) length = back + 2;
  }
  return { length, bends: bends.slice(0, Math.max(0, length - 1)) };
}

/** Whether intervals that differ so are one rhythm in two tempos. */
function fits(drifts: readonly number[]): boolean {
  let sum = 0;
  for (const drift of drifts) sum += drift;
  const tempo = Math.max(-TEMPO, Math.min(TEMPO, sum / drifts.length));
  let squares = 0;
  for (const drift of drifts) {
    if (Math.abs(drift - tempo) > TIMING.most) return false;
    squares += (drift - tempo) ** 2;
  }
  return squares <= TIMING.mean ** 2 * drifts.length;
}
