import type { Bpm, Millis } from "../time/units.ts";

/** By no path does the tempo change faster, in beats a minute for each second (practice.md 7). */
export const TEMPO_SLOPE: Bpm = 5;

/**
 * The tempo `elapsed` after it was `from`, on its way to `wanted`: inside the range, and nearer by 5 BPM for each second at the
 * most. A tempo that was outside the range (or is no number) counts as its nearest end (or its middle): the range wins.
 */
export function limitTempo(
  from: Bpm,
  wanted: Bpm,
  elapsed: Millis,
  range: { readonly least: Bpm; readonly most: Bpm },
): Bpm {
  const inside = (tempo: Bpm, otherwise: Bpm) =>
    Number.isNaN(tempo) ? otherwise : Math.max(range.least, Math.min(range.most, tempo));
  const start = inside(from, (range.least + range.most) / 2);
  const most = elapsed > 0 ? (TEMPO_SLOPE * Math.min(elapsed, 60_000)) / 1_000 : 0;
  const way = inside(wanted, start) - start;
  return start + Math.max(-most, Math.min(most, way));
}
