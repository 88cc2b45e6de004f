import type { WindowMeasures } from "../../engine/music/ruler/window-measures.ts";

/** How a figure is called and drawn. */
export interface FigureInfo {
  readonly title: string;
  /** "semitones", "bit" …; empty for shares and ratios. */
  readonly unit: string;
  /** Digits after the point. */
  readonly digits: number;
  /** What a plot shows; values beyond stand at its edge. */
  readonly domain: readonly [low: number, high: number];
  /** One sentence: what it is. */
  readonly meaning: string;
}

export type WindowFigure = keyof WindowMeasures;

/** The figures of metrics 1–8, in the ruler's order. */
export const WINDOW_FIGURES = [
  "lz76",
  "longestRepeat",
  "repeated4",
  "repeated8",
  "bestLag",
  "bestBar",
  "meanInterval",
  "leapShare",
  "largestInterval",
  "reversal",
  "longestRatio",
  "longShare",
] as const satisfies readonly WindowFigure[];

/** How they are called; `metric` is the row of the ruler. */
export const WINDOW_INFO: Readonly<Record<WindowFigure, FigureInfo & { readonly metric: number }>> = {
  lz76: {
    metric: 1,
    title: "Lempel–Ziv complexity",
    unit: "",
    digits: 2,
    domain: [0, 1.2],
    meaning: "how much of the music is new: about 1 for noise, towards 0 for a loop",
  },
  longestRepeat: {
    metric: 2,
    title: "Longest repeat",
    unit: "",
    digits: 2,
    domain: [0, 0.5],
    meaning: "the longest passage that comes twice, as a share of the window",
  },
  repeated4: {
    metric: 3,
    title: "Repeated 4-grams",
    unit: "",
    digits: 2,
    domain: [0, 1],
    meaning: "the share of four-token strings that came before",
  },
  repeated8: {
    metric: 3,
    title: "Repeated 8-grams",
    unit: "",
    digits: 2,
    domain: [0, 1],
    meaning: "the share of eight-token strings that came before",
  },
  bestLag: {
    metric: 4,
    title: "Likeness at the best distance",
    unit: "",
    digits: 2,
    domain: [0, 1],
    meaning: "how alike bars are that lie one certain number of bars apart",
  },
  bestBar: {
    metric: 5,
    title: "Likeness to the best earlier bar",
    unit: "",
    digits: 2,
    domain: [0, 1],
    meaning: "how alike each bar is to the earlier bar that is most like it",
  },
  meanInterval: {
    metric: 6,
    title: "Mean interval",
    unit: "semitones",
    digits: 2,
    domain: [0, 8],
    meaning: "the mean size of the steps from note to note",
  },
  leapShare: {
    metric: 6,
    title: "Intervals over 7",
    unit: "",
    digits: 3,
    domain: [0, 0.3],
    meaning: "the share of intervals over a fifth: pitch mutations",
  },
  largestInterval: {
    metric: 6,
    title: "Largest interval",
    unit: "semitones",
    digits: 0,
    domain: [0, 24],
    meaning: "the widest leap of the window",
  },
  reversal: {
    metric: 7,
    title: "Reversal after a leap",
    unit: "",
    digits: 2,
    domain: [0, 1],
    meaning: "the share of leaps of a fourth and more after which the melody turns back",
  },
  longestRatio: {
    metric: 8,
    title: "Longest note",
    unit: "medians",
    digits: 1,
    domain: [0, 16],
    meaning: "the longest note in median notes",
  },
  longShare: {
    metric: 8,
    title: "Notes over 4 medians",
    unit: "",
    digits: 3,
    domain: [0, 0.12],
    meaning: "the share of notes longer than four median notes",
  },
};
