import type { EegEvaluation, EegRow, EegTaskReport, Over } from "../../../models/eeg/evaluation/eeg-evaluation.ts";
import { chanceWords, NOTHING, numberWords, shareWords } from "../words.ts";

/** "0.803 [0.74–0.86]". */
export function overWords({ mean, low, high }: Over, digits = 3): string {
  return `${numberWords(mean, digits)} [${numberWords(low, digits)}–${numberWords(high, digits)}]`;
}

export const ROW_HEADS = [
  "",
  "balanced accuracy [95 %]",
  "SD",
  "worst",
  "AUC",
  "ECE",
  "ECE before",
  "Brier",
  "p",
  "0 as 0 / 1",
  "1 as 0 / 1",
] as const;

/** The cells of a row of the main table, its head left out. */
export function rowCells(row: EegRow): string[] {
  const { zeroAsZero, zeroAsOne, oneAsZero, oneAsOne } = row.confusion;
  return [
    overWords(row.balancedAccuracy),
    numberWords(row.balancedAccuracy.deviation, 3),
    numberWords(row.balancedAccuracy.least, 3),
    numberWords(row.area.mean, 3),
    numberWords(row.calibrationError, 3),
    numberWords(row.calibrationErrorBefore, 3),
    numberWords(row.brier, 3),
    row.permutation ? chanceWords(row.permutation.p) : NOTHING,
    `${zeroAsZero} / ${zeroAsOne}`,
    `${oneAsZero} / ${oneAsOne}`,
  ];
}

/** The rows of a task that are compared: tuned inside, on unseen participants; then the controls. */
export function mainRows({ rows }: EegEvaluation, task: string): EegRow[] {
  return rows.filter(
    (row) =>
      row.task === task &&
      row.examples === "sequences" &&
      row.baseline === "causal" &&
      row.split === "participant" &&
      !row.learner.endsWith("C 0.1"),
  );
}

/** The rows that show what a figure depends on, leaky ones the last. */
export function viewRows({ rows }: EegEvaluation, task: string): EegRow[] {
  const own = rows.filter(
    (row) => row.task === task && (row.learner.endsWith("C 0.1") || row.learner === "one nearest neighbour"),
  );
  return [...own.filter(({ leaky }) => !leaky), ...own.filter(({ leaky }) => leaky)];
}

const SPLIT_WORDS: Readonly<Record<EegRow["split"], string>> = {
  participant: "unseen participants",
  session: "unseen sessions of the same participant",
  parts: "fifths of recordings, those that touch kept apart",
  windows: "random windows",
};

/** What a row of the second table was held against. */
export function viewWords({ examples, baseline, split, leaky }: EegRow): string {
  const what = examples === "sequences" ? "eight windows" : "one window";
  const against = baseline === "causal" ? "own rest before" : "whole session (transductive)";
  return `${leaky ? "LEAKY, no result: " : ""}${SPLIT_WORDS[split]}; ${what}; ${against}`;
}

/** The size of a task, and what guessing may reach. */
export function taskWords(task: EegTaskReport): string {
  const [zero, one] = task.classes;
  const recordings = task.recordings[0] + task.recordings[1];
  return `${task.recordings[0]} recordings of ${zero} (${task.examples[0]} sequences) and ${task.recordings[1]} of ${one} (${task.examples[1]}). Guessing over ${recordings} independent recordings stays at or below ${shareWords(task.chanceLimit, 1)} in 95 of 100 times.`;
}

/** One sentence on the null in which everything was learnt anew. */
export function refitWords({ refitNull }: EegTaskReport): string {
  if (!refitNull) return "";
  const { observed, draws, mean, high, p } = refitNull;
  return `Exact test, a discriminant in the tangent space learnt anew from ${numberWords(draws, 0)} permutations: seen ${numberWords(observed, 3)}; permuted ${numberWords(mean, 3)}, 95 % point ${numberWords(high, 3)}; p ${numberWords(p, 3)}.`;
}

/** What the eyes explain, in a sentence a kind of recording. */
export function eyeWords({ eyes }: EegEvaluation): string[] {
  if (!eyes) return [];
  return Object.entries(eyes.closed).map(
    ([kind, share]) =>
      `${kind}: ${shareWords(share.mean, 0)} [${numberWords(100 * share.low, 0)}–${numberWords(100 * share.high, 0)}]`,
  );
}

/** What a data set holds. */
export function datasetWords({ dataset }: EegEvaluation): string {
  const { participants, recordings, hours, channels, rate, abstained, name } = dataset;
  return `${name}: ${participants} participants, ${recordings} recordings, ${numberWords(hours, 1)} hours, ${channels.length} channels (${channels.join(", ")}) at ${rate} Hz; ${shareWords(abstained, 1)} of the epochs had too few good channels for a score.`;
}

/** How everything was measured, one sentence a point. */
export const METHOD = [
  "Cleaning, epochs of 2 s, quality and features are the ones that run live: causal filters from the start of each recording, nothing zero-phase over time. Band covariances are cross-spectra of one epoch.",
  "Every participant is held against the own first rest, which is judged nowhere. “Transductive” holds against everything the participant did, the music too: no live score can.",
  "Eight windows a second apart are one example; no window stands in two. “One window” is a single epoch of 2 s.",
  "Learning, choice of settings and temperature see the participants that are not judged, and within them again groups of whole participants. Windows of one recording never lie on both sides; the evaluator refuses a split where they do, and marks those that are made so on purpose. Where a set names no sessions, each recording counts as one.",
  "Intervals are percentiles of 2,000 bootstrap resamples of participants. ECE (ten bins) and Brier count both classes alike, as the score is at equal odds.",
  "p: labels change places between whole recordings of one participant 4,999 times, the scores stay, and the null of the mean is widened by √2: two participants judge each other, and what was learnt is good or bad for both together. Of 300 made-up sets without any effect, scores that merely stay call 31 significant at 0.05, widened 9, and the exact test, which learns everything anew, 10.",
  "Controls: the class that is more frequent; alpha at the back alone; 30–40 Hz everywhere and delta at the front (muscle and eyes); and a classifier of open and closed eyes, learnt from rest alone, its “closed” taken for the second class.",
] as const;
