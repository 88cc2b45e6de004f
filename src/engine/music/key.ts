import type { PitchClass, Semitones } from "../time/units.ts";
import type { Note } from "./note.ts";
import { pitchClass } from "./note.ts";
import type { ScaleChoice } from "./scales.ts";

export type Mode = "major" | "minor";

/** A tonal centre and its mode. */
export interface Key {
  readonly tonic: PitchClass;
  readonly mode: Mode;
  /** The scale that was set for it, of which `mode` is the nearest; left out where the mode says all. */
  readonly scale?: ScaleChoice;
}

/** Krumhansl & Kessler 1982, probe-tone ratings; index 0 is the tonic. */
const PROFILES: Record<Mode, readonly number[]> = {
  major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
  minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
};

/** Sounding time of each pitch class in ticks, 12 numbers. */
export function pitchClassWeights(notes: readonly Pick<Note, "pitch" | "duration">[]): number[] {
  const weights = new Array<number>(12).fill(0);
  for (const note of notes) {
    const pc = pitchClass(note.pitch);
    weights[pc] = (weights[pc] ?? 0) + note.duration;
  }
  return weights;
}

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (v: readonly number[]) => v.reduce((sum, value) => sum + value, 0) / v.length;
  const mx = mean(x);
  const my = mean(y);
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i] ?? 0) - mx;
    const dy = (y[i] ?? 0) - my;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/** The keys in order of fit to the notes (Krumhansl–Schmuckler), best first; fit is a correlation, −1 to 1. */
export function rankKeys(notes: readonly Pick<Note, "pitch" | "duration">[]): { key: Key; fit: number }[] {
  const weights = pitchClassWeights(notes);
  const ranked: { key: Key; fit: number }[] = [];
  for (const mode of ["major", "minor"] as const) {
    for (let tonic = 0; tonic < 12; tonic++) {
      const profile = PROFILES[mode].map((_, pc) => PROFILES[mode][pitchClass(pc - tonic)] ?? 0);
      ranked.push({ key: { tonic, mode }, fit: correlation(weights, profile) });
    }
  }
  return ranked.sort((a, b) => b.fit - a.fit);
}

/**
 * The key of the notes. With a key signature (`fifths`: −7…7, sharps positive) that holds at least 85 % of the sounding
 * time, the better of its major and its relative minor; otherwise the best of all 24.
 */
export function estimateKey(notes: readonly Pick<Note, "pitch" | "duration">[], fifths?: number): Key {
  const ranked = rankKeys(notes);
  if (fifths !== undefined) {
    const major = pitchClass(fifths * 7);
    const minor = pitchClass(major + 9);
    const weights = pitchClassWeights(notes);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const inside = [0, 2, 4, 5, 7, 9, 11].reduce((sum, step) => sum + (weights[pitchClass(major + step)] ?? 0), 0);
    if (total === 0 || inside >= 0.85 * total) {
      const found = ranked.find(({ key }) => key.tonic === (key.mode === "major" ? major : minor));
      if (found) return found.key;
    }
  }
  return ranked[0]?.key ?? { tonic: 0, mode: "major" };
}

/** The mode whose tones, by the probe-tone ratings, those of a scale are nearest to; major where both are as near. */
export function nearestMode(steps: readonly Semitones[]): Mode {
  const members = PROFILES.major.map((_, step) => (steps.includes(step) ? 1 : 0));
  return correlation(members, PROFILES.minor) > correlation(members, PROFILES.major) ? "minor" : "major";
}

/** The key of a mode with the same notes: itself, or its relative. A scale that has no relative in that mode stays. */
export function inMode(key: Key, wanted: Mode): Key {
  const { tonic, mode, scale } = key;
  const plain = scale === undefined || scale === "major" || scale === "minor";
  if (mode === wanted || !plain) return key;
  const relative: Key = { tonic: pitchClass(tonic + (wanted === "minor" ? 9 : 3)), mode: wanted };
  return scale === undefined ? relative : { ...relative, scale: wanted };
}
