import type { SetFeatures } from "../../engine/music/ruler/set-features.ts";
import type { FigureInfo } from "./window-figures.ts";

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
    meaning: "joins of segments over 7 semitones; nothing where there are no joins",
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
