import type { Ticks } from "../../time/units.ts";
import type { Note } from "../note.ts";
import { type BarSimilarity, measureBars } from "./bars.ts";
import { type Leaps, measureLeaps } from "./leaps.ts";
import { type Lengths, measureLengths } from "./lengths.ts";
import { measureRepetition, type Repetition } from "./repetition.ts";
import { writeTokens } from "./token.ts";

/** The figures of one window of a melody: metrics 1–8 of the ruler. NaN where a figure is undefined. */
export interface WindowMeasures extends Repetition, BarSimilarity, Leaps, Lengths {}

let tokens = new Int32Array(256);

/**
 * Measures a monophonic line, by rights of {@link WINDOW} notes, with bars of `bar` ticks. The place of the bar lines does
 * not matter: the bars are counted from the first note.
 */
export function measureWindow(notes: readonly Note[], bar: Ticks): WindowMeasures {
  if (tokens.length < notes.length) tokens = new Int32Array(2 * notes.length);
  const { lz76, longestRepeat, repeated4, repeated8 } = measureRepetition(tokens, writeTokens(notes, tokens));
  const { bestLag, bestBar } = measureBars(notes, bar);
  const { meanInterval, leapShare, largestInterval, reversal } = measureLeaps(notes);
  const { longestRatio, longShare } = measureLengths(notes);
  return {
    lz76,
    longestRepeat,
    repeated4,
    repeated8,
    bestLag,
    bestBar,
    meanInterval,
    leapShare,
    largestInterval,
    reversal,
    longestRatio,
    longShare,
  };
}
