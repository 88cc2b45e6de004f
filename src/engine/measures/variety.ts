import type { Millis } from "../time/units.ts";
import { gate, type Measure } from "./measure.ts";
import { contourLetters, type Line, lineOf, rhythmLetters, stepLetters } from "./phrase-features.ts";
import type { HeardNote, Run, Span } from "./preprocessing.ts";
import { entropy, stringSimilarity } from "./statistics.ts";

/** Onsets of a pattern: three intervals and three steps. */
const PATTERN = 4;
/** A motif has returned when it is this similar. */
const ALIKE = 0.8;

/** Every stretch of `length` neighbouring onsets of a run. */
function stretches(run: Run, length: number): Line[] {
  return run.onsets
    .slice(0, Math.max(0, run.onsets.length - length + 1))
    .map((_, i) => lineOf({ onsets: run.onsets.slice(i, i + length) }));
}

/** Number of different patterns (rhythm S/M/L and contour up/same/down of four onsets; for pads which pad) in the bouts. */
export function countPatterns(bouts: readonly Run[]): number {
  const patterns = bouts
    .flatMap((bout) => stretches(bout, PATTERN))
    .map(({ at, pitches, pad }) => `${rhythmLetters(at)} ${pad ? pitches.join() : contourLetters(pitches)}`);
  return new Set(patterns).size;
}

/** What a note is a choice of: its pitch class, or its pad. */
function choiceOf({ pad, pitch }: HeardNote): string {
  return pad ? `pad ${pitch}` : `${pitch % 12}`;
}

/**
 * `explore`, variety: entropy in bits of the pitch classes and pads of all notes (n = notes, at least one; 12 equally used
 * pitch classes give 3.58), and `explore_new`, patterns not heard before in this phase per minute (n = bouts). Grows with
 * the amount of playing; repeating is not worse.
 */
export function measureVariety(phase: Span, bouts: readonly Run[]): Measure[] {
  const notes = bouts.flatMap(({ onsets }) => onsets.flatMap((onset) => onset.notes));
  const minutes = (phase.end - phase.start) / 60_000;
  return [
    gate("explore", entropy(notes.map(choiceOf)), notes.length, { least: 1, what: "notes" }),
    gate("explore_new", countPatterns(bouts) / minutes, bouts.length, { least: 1, what: "bouts" }),
  ];
}

/** Mean of rhythm similarity (S/M/L) and melody similarity (steps in semitones: any transposition); of pads rhythm alone. */
export function motifLikeness(motif: Line, heard: Line): number {
  const rhythm = stringSimilarity(rhythmLetters(motif.at), rhythmLetters(heard.at));
  if (motif.pad || heard.pad) return rhythm;
  return (rhythm + stringSimilarity(stepLetters(motif.pitches), stepLetters(heard.pitches))) / 2;
}

/** When the motif came back in the bouts: stretches as long as the motif, ≥ 0.8 alike, that do not overlap. */
export function findReturns(motif: Line, bouts: readonly Run[]): Millis[] {
  return bouts.flatMap((bout) => {
    const returns: Millis[] = [];
    let free = 0;
    for (const [i, heard] of stretches(bout, motif.at.length).entries()) {
      if (i < free || motifLikeness(motif, heard) < ALIKE) continue;
      returns.push(heard.at[0] ?? 0);
      free = i + motif.at.length;
    }
    return returns;
  });
}

/**
 * `motif_return`, our tunes: returns of the saved motifs in one player's bouts; n = saved motifs of at least three onsets, at
 * least one (two onsets come back by chance all the time). Shared history (Geretsegger et al. 2015).
 */
export function measureReturns(motifs: readonly Line[], bouts: readonly Run[]): Measure {
  const saved = motifs.filter(({ at }) => at.length >= 3);
  const returns = saved.reduce((total, motif) => total + findReturns(motif, bouts).length, 0);
  return gate("motif_return", returns, saved.length, { least: 1, what: "saved motifs of three or more onsets" });
}
