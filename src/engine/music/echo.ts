import type { Semitones } from "../time/units.ts";
import type { Segment } from "./segment.ts";
import { RHYTHM_SLOTS } from "./segment.ts";
import { TREND_STEPS } from "./trend.ts";

/**
 * An earlier moment of a stream, and what followed on it. Melodies come back: what followed on the segment most like the
 * present one is the best single guess at what follows now, and no network of this size finds it by itself.
 */
export interface Echo {
  /** How unlike that moment is to the present one; 0 for the same two segments. */
  readonly distance: number;
  /** What came next, then. */
  readonly followed: Segment;
  /** How many segments ago, from 1. */
  readonly ago: number;
}

/** How many segments a stream looks back. */
export const LOOKS_BACK = 64;
/** What the segments before count for in a likeness. */
const BEFORE = 0.35;
/** Segments farther apart than this are just different. */
const FAR = 4;
/** What a semitone between the initial pitch that is told and that of an echo costs. */
const TOLD = 0.6;
/** The pitches are then just different. */
const FAR_PITCH: Semitones = 6;

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Mean distance of two courses in semitones, and 2 for wholly other onsets. */
export function unlikeness(a: Segment, b: Segment): number {
  let sum = 0;
  for (let i = 0; i < TREND_STEPS; i++) sum += Math.abs((a.course[i] as number) - (b.course[i] as number));
  return sum / TREND_STEPS + (2 * bits(a.rhythm ^ b.rhythm)) / RHYTHM_SLOTS;
}

/** The echoes of the present moment, oldest first. `past`: the segments heard, the present one last. */
export function echoesOf(past: readonly Segment[]): Echo[] {
  const now = past.length - 1;
  const present = past[now];
  const echoes: Echo[] = [];
  if (!present) return echoes;
  const before = past[now - 1];
  for (let i = Math.max(0, now - LOOKS_BACK); i < now; i++) {
    const [then, earlier, followed] = [past[i], past[i - 1], past[i + 1]];
    if (!then || !followed) continue;
    const context = before && earlier ? Math.min(FAR, unlikeness(earlier, before)) : FAR;
    echoes.push({ distance: unlikeness(then, present) + BEFORE * context, followed, ago: now - i });
  }
  return echoes;
}

/** The same echoes when the next initial pitch is known: those that went on from another pitch are farther off. */
export function tellEchoes(echoes: readonly Echo[], initialPitch: Semitones): Echo[] {
  return echoes.map((echo) => ({
    ...echo,
    distance: echo.distance + TOLD * Math.min(FAR_PITCH, Math.abs(echo.followed.initialPitch - initialPitch)),
  }));
}
