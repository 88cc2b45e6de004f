import type { Foretelling } from "./reliability.ts";
import { crossEntropy, equalOdds, type Outcome, probabilityOf } from "./temperature.ts";

/** How good foretellings about people left out are. Classes count alike. */
export interface HeldOutFigures {
  /** Over people who had both classes. */
  readonly balancedAccuracy: { readonly mean: number; readonly deviation: number; readonly least: number };
  readonly auc: number;
  readonly brier: number;
  /** Expected calibration error, ten bins. */
  readonly ece: number;
  /** Nats. */
  readonly crossEntropy: number;
}

const BINS = 10;

/** Expected calibration error in ten equal bins of the probability: Σ share of a bin × |mean said − mean true|. */
export function calibrationError(outcomes: readonly Outcome[]): number {
  const gaps = new Float64Array(BINS);
  let all = 0;
  for (const { logit, label, weight } of outcomes) {
    const said = probabilityOf(logit);
    const bin = Math.min(BINS - 1, Math.floor(said * BINS));
    gaps[bin] = (gaps[bin] as number) + weight * (said - label);
    all += weight;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / all;
}

/** Share of pairs of one example of each class whose order is right; half for a tie. */
function areaUnder(foretellings: readonly Foretelling[]): number {
  const sorted = [...foretellings].sort((a, b) => a.logit - b.logit);
  let [ones, zerosBelow, right] = [0, 0, 0];
  for (let i = 0; i < sorted.length; ) {
    let [tiedOnes, tiedZeros] = [0, 0];
    const { logit } = sorted[i] as Foretelling;
    for (; sorted[i]?.logit === logit; i++) {
      if (sorted[i]?.label === 1) tiedOnes += 1;
      else tiedZeros += 1;
    }
    right += tiedOnes * (zerosBelow + tiedZeros / 2);
    zerosBelow += tiedZeros;
    ones += tiedOnes;
  }
  return right / (ones * zerosBelow);
}

function balancedAccuracy(own: readonly Foretelling[]): number {
  const recalls = ([0, 1] as const).map((wanted) => {
    const those = own.filter(({ label }) => label === wanted);
    return those.filter(({ logit }) => logit > 0 === (wanted === 1)).length / those.length;
  });
  return recalls.reduce((sum, recall) => sum + recall / 2, 0);
}

/** The figures of foretellings; there must be someone who had both classes. Throws RangeError otherwise. */
export function heldOutFigures(foretellings: readonly Foretelling[]): HeldOutFigures {
  const people = [...new Set(foretellings.map(({ participant }) => participant))];
  const accuracies = people
    .map((person) => balancedAccuracy(foretellings.filter(({ participant }) => participant === person)))
    .filter(Number.isFinite);
  if (accuracies.length === 0) throw new RangeError("nobody was left out who both rested and listened");
  const mean = accuracies.reduce((sum, one) => sum + one, 0) / accuracies.length;
  const spread = accuracies.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, accuracies.length - 1);
  const outcomes = equalOdds(
    foretellings.map(({ logit }) => logit),
    foretellings.map(({ label }) => label),
  );
  return {
    balancedAccuracy: { mean, deviation: Math.sqrt(spread), least: Math.min(...accuracies) },
    auc: areaUnder(foretellings),
    brier:
      outcomes.reduce((sum, { logit, label, weight }) => sum + weight * (probabilityOf(logit) - label) ** 2, 0) /
      outcomes.length,
    ece: calibrationError(outcomes),
    crossEntropy: crossEntropy(outcomes, 1),
  };
}
