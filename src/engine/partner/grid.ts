import type { SteadyBeat } from "../listening/pulse-tracker.ts";
import { TEMPO_SLOPE } from "../music/tempo.ts";
import type { Bpm, Millis } from "../time/units.ts";
import { type Parameters, USUAL } from "./parameters.ts";

/** The beat the partner keeps. The next one may still be moved a little; those before it have sounded. */
export interface Grid {
  /** When the next beat falls. */
  readonly beat: Millis;
  /** Its number, 0 for the first; every fourth begins a bar. */
  readonly index: number;
  /** When the beat before it fell, and how long after the one before that. */
  readonly last: Millis;
  readonly interval: Millis;
}

/** Beats in a bar of the accompaniment. */
export const BEATS_IN_BAR = 4;
/** Notes of a beat are planned this long before it, so that they reach every device in time. */
export const AHEAD: Millis = 250;
/** Of the distance to the child's beat, so much is made up by the next of its beats. More would follow every stray stroke. */
const CATCHING_UP = 0.45;

export const periodOf = (tempo: Bpm): Millis => 60_000 / tempo;

/** A grid whose next beat, the first of a bar, falls at `at`. */
export function openGrid(at: Millis, tempo: Bpm): Grid {
  const period = periodOf(tempo);
  return { beat: at, index: 0, last: at - period, interval: period };
}

/** Whether the next beat begins a bar. */
export function beginsBar({ index }: Grid): boolean {
  return index % BEATS_IN_BAR === 0;
}

/** A tempo brought by halves and doubles as near as it comes to another (both within an octave of each other). */
export function foldTempo(tempo: Bpm, near: Bpm): Bpm {
  let folded = tempo;
  while (folded > near * Math.SQRT2) folded /= 2;
  while (folded < near / Math.SQRT2) folded *= 2;
  return folded;
}

/**
 * The tempo after a beat of `period`, on its way to `wanted`: first order, bounded for each bar and each second. `gain`: the
 * share of the way that is the child's to ask for, 0–1. The time constant and the bound are the therapist's (practice.md 8).
 */
export function followTempo(
  tempo: Bpm,
  wanted: Bpm,
  period: Millis,
  gain: number,
  { followBars, tempoChange }: Pick<Parameters, "followBars" | "tempoChange"> = USUAL,
): Bpm {
  const bars = period / (BEATS_IN_BAR * periodOf(tempo));
  const towards = gain * (1 - Math.exp(-bars / followBars)) * (wanted - tempo);
  const most = Math.min(tempoChange * tempo * bars, TEMPO_SLOPE * (period / 1_000));
  return tempo + Math.max(-most, Math.min(most, towards));
}

/** How far a time lies after the nearest beat that child and partner share: the coarser of the two pulses counts. */
function distanceToBeat(at: Millis, child: SteadyBeat, period: Millis): Millis {
  const ratio = child.period / period;
  const unit = ratio > 1 ? child.period / Math.round(ratio) : child.period;
  const beats = (at - child.beat) / unit;
  return (beats - Math.round(beats)) * unit;
}

/**
 * The next beat, moved towards the child's. The interval before it differs from the last one by no more than the tempo may
 * change in that time, and from the tempo's by no more than can be taken back before the beats meet.
 */
export function settleBeat(grid: Grid, tempo: Bpm, child: SteadyBeat | undefined, gain: number): Grid {
  if (grid.index === 0) return grid;
  const period = periodOf(tempo);
  const miss = child ? distanceToBeat(grid.last + period, child, period) : 0;
  const most = Math.sqrt(2 * slopeOf(period) * Math.abs(miss));
  const share = child ? gain * CATCHING_UP * Math.min(1, period / child.period) : 0;
  const wish = period - Math.sign(miss) * Math.min(share * Math.abs(miss), most);
  const change = slopeOf(grid.interval);
  const interval = Math.max(grid.interval - change, Math.min(grid.interval + change, wish));
  return { ...grid, beat: grid.last + interval };
}

/**
 * How much an interval may differ from the one before it: what the tempo may change meanwhile. The divisor keeps an interval
 * that gets shorter from changing the tempo faster than one that gets longer.
 */
function slopeOf(interval: Millis): Millis {
  const change = (TEMPO_SLOPE * interval ** 3) / 60_000_000;
  return change / (1 + (1.5 * change) / interval);
}

/** The beat after the next, at a tempo. */
export function passBeat({ beat, last, index }: Grid, tempo: Bpm): Grid {
  return { beat: beat + periodOf(tempo), index: index + 1, last: beat, interval: beat - last };
}
