import { Draws, seeded } from "../engine/random.ts";
import { shuffle } from "./batches.ts";

/** A case: its cues, and the class that was right. */
export interface Case {
  readonly cues: ArrayLike<number>;
  readonly right: number;
}

/** Probabilities of the classes for a case's cues. The array is used again by the next call. */
export type Classifier = (cues: ArrayLike<number>) => Float64Array;

/** Mean and deviation of each cue. */
function spreadOf(cases: readonly Case[], width: number): { means: Float64Array; deviations: Float64Array } {
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  for (let i = 0; i < width; i++) {
    let sum = 0;
    let squares = 0;
    for (const { cues } of cases) {
      sum += cues[i] ?? 0;
      squares += (cues[i] ?? 0) ** 2;
    }
    const mean = sum / cases.length;
    means[i] = mean;
    // A cue that hardly ever shows (one-hot) is not blown up.
    deviations[i] = Math.max(0.1, Math.sqrt(Math.max(0, squares / cases.length - mean * mean)));
  }
  return { means, deviations };
}

/**
 * Multinomial logistic regression on standardised cues: the baseline that a network has to beat to be worth its weights.
 * Stochastic gradient descent with a falling step, deterministic.
 */
export function fitRegression(cases: readonly Case[], classes: number, passes = 15): Classifier {
  const width = cases[0]?.cues.length ?? 0;
  const { means, deviations } = spreadOf(cases, width);
  const weights = new Float64Array(classes * (width + 1));
  const guess = new Float64Array(classes);
  const x = new Float64Array(width + 1).fill(1);

  const classify = (cues: ArrayLike<number>): Float64Array => {
    for (let i = 0; i < width; i++) x[i] = ((cues[i] ?? 0) - (means[i] ?? 0)) / (deviations[i] ?? 1);
    let total = 0;
    for (let c = 0; c < classes; c++) {
      let score = 0;
      for (let i = 0; i <= width; i++) score += (x[i] as number) * (weights[c * (width + 1) + i] as number);
      // Scores of standardised cues stay far from the range where exp overflows.
      guess[c] = Math.exp(score);
      total += guess[c] as number;
    }
    for (let c = 0; c < classes; c++) guess[c] = (guess[c] as number) / total;
    return guess;
  };

  const draws = new Draws(seeded(1, "regression"));
  const items = [...cases];
  for (let pass = 0; pass < passes; pass++) {
    const rate = 0.02 / (1 + pass / 2) / Math.max(1, Math.sqrt(width / 12));
    shuffle(items, draws);
    for (const { cues, right } of items) {
      classify(cues);
      for (let c = 0; c < classes; c++) {
        const push = rate * ((c === right ? 1 : 0) - (guess[c] as number));
        for (let i = 0; i <= width; i++) {
          const at = c * (width + 1) + i;
          weights[at] = (weights[at] as number) + push * (x[i] as number);
        }
      }
    }
  }
  return classify;
}
