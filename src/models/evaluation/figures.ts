import type { SetFeatures } from "../../engine/music/ruler/set-features.ts";
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

/** Lengths of stream, in notes, at which the repetition of interval 8-grams is taken. */
export const GROWTH_LENGTHS = [300, 600, 1_200, 3_600] as const;

/** Upper bounds of the classes of note lengths, in quarters. */
export const LENGTH_BOUNDS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4] as const;

/** Figures of a whole stream; those of metrics 9–12 are means over its windows of 64 notes. */
export const STREAM_FIGURES = [
  "mutations",
  "mutationsOverSource",
  "wideJoins",
  "longNotes",
  "found",
  "rangeDistance",
  "intervalDistance",
  "sharedIntervals",
  "sharedTokens",
  "dfa",
  "psdSlope",
  "pitchClassEntropy",
  "barEntropy",
  "fourBarEntropy",
  "scaleConsistency",
  "groove",
  "intervalEntropy",
  "durationContrast",
] as const;
export type StreamFigure = (typeof STREAM_FIGURES)[number];

/** How they are called. `share`: shown in per cent. */
export const STREAM_INFO: Readonly<
  Record<StreamFigure, Pick<FigureInfo, "title" | "unit" | "digits" | "meaning"> & { readonly share?: true }>
> = {
  mutations: {
    title: "Mutations",
    unit: "",
    digits: 1,
    share: true,
    meaning: "intervals over 7 semitones",
  },
  mutationsOverSource: {
    title: "Mutations over the source's",
    unit: "points",
    digits: 1,
    share: true,
    meaning: "the same less the source tune's",
  },
  wideJoins: {
    title: "Wide joins",
    unit: "",
    digits: 1,
    share: true,
    meaning: "joins of segments over 7 semitones; undefined where there are no joins",
  },
  longNotes: {
    title: "Notes over 2 s",
    unit: "",
    digits: 2,
    share: true,
    meaning: "notes held for over 2 s at the tune's tempo: prolonged pitches",
  },
  found: {
    title: "Source found",
    unit: "",
    digits: 1,
    share: true,
    meaning: "the classifier of identity names the tune that the stream was made from",
  },
  rangeDistance: {
    title: "PR distance",
    unit: "semitones",
    digits: 2,
    meaning: "of the histogram of segment ranges to the source's (earth mover's)",
  },
  intervalDistance: {
    title: "PV distance",
    unit: "semitones",
    digits: 2,
    meaning: "of the histogram of interval sizes to the source's",
  },
  sharedIntervals: {
    title: "Shared interval 8-grams",
    unit: "",
    digits: 1,
    share: true,
    meaning: "interval 8-grams found in a tune of the library other than the source",
  },
  sharedTokens: {
    title: "Shared token 8-grams",
    unit: "",
    digits: 1,
    share: true,
    meaning: "the same with durations",
  },
  dfa: {
    title: "DFA exponent",
    unit: "",
    digits: 2,
    meaning: "detrended fluctuation of the pitch series: 0.5 noise, 1 1/f",
  },
  psdSlope: {
    title: "Spectral slope",
    unit: "",
    digits: 2,
    meaning: "log–log slope of the pitch series' power spectrum; −0.5 to −1.5 is 1/f-like",
  },
  pitchClassEntropy: { title: "Pitch-class entropy", unit: "bit", digits: 2, meaning: "of the window's notes" },
  barEntropy: { title: "The same per bar", unit: "bit", digits: 2, meaning: "H1" },
  fourBarEntropy: { title: "The same per four bars", unit: "bit", digits: 2, meaning: "H4" },
  scaleConsistency: {
    title: "Scale consistency",
    unit: "",
    digits: 3,
    meaning: "notes within the best diatonic scale",
  },
  groove: { title: "Groove similarity", unit: "", digits: 3, meaning: "likeness of the onsets of neighbouring bars" },
  intervalEntropy: {
    title: "Interval entropy",
    unit: "bit",
    digits: 2,
    meaning: "of an interval when the one before is known",
  },
  durationContrast: { title: "nPVI", unit: "", digits: 0, meaning: "contrast of neighbouring durations" },
};

/** What sets of music are compared by, and how that is called. */
export const SET_FEATURES = [
  "pitchCount",
  "noteCount",
  "pitchClasses",
  "pitchClassSteps",
  "pitchRange",
  "meanInterval",
  "meanOnsetGap",
  "lengths",
  "lengthSteps",
] as const satisfies readonly (keyof SetFeatures)[];

export const SET_TITLES: Readonly<Record<keyof SetFeatures, string>> = {
  pitchCount: "different pitches",
  noteCount: "notes a bar",
  pitchClasses: "pitch classes",
  pitchClassSteps: "steps of pitch classes",
  pitchRange: "pitch range",
  meanInterval: "mean interval",
  meanOnsetGap: "time between onsets",
  lengths: "note lengths",
  lengthSteps: "steps of note lengths",
};
