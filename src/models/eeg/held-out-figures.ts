import { areaUnderCurve, balancedAccuracy, brierScore, calibrationError, confusionOf } from "./evaluation/figures.ts";
import type { Foretelling } from "./reliability.ts";
import { crossEntropy, equalOdds, probabilityOf } from "./temperature.ts";

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

/** The figures of foretellings. Throws RangeError where nobody had both classes. */
export function heldOutFigures(foretellings: readonly Foretelling[]): HeldOutFigures {
  const people = [...new Set(foretellings.map(({ participant }) => participant))];
  const accuracies = people.flatMap(
    (person) => balancedAccuracy(confusionOf(foretellings.filter(({ participant }) => participant === person))) ?? [],
  );
  if (accuracies.length === 0) throw new RangeError("nobody was left out who both rested and listened");
  const mean = accuracies.reduce((sum, one) => sum + one, 0) / accuracies.length;
  const spread = accuracies.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, accuracies.length - 1);
  const outcomes = equalOdds(
    foretellings.map(({ logit }) => logit),
    foretellings.map(({ label }) => label),
  );
  const forecasts = outcomes.map(({ logit, ...rest }) => ({ ...rest, probability: probabilityOf(logit) }));
  return {
    balancedAccuracy: { mean, deviation: Math.sqrt(spread), least: Math.min(...accuracies) },
    auc: areaUnderCurve(foretellings) ?? Number.NaN,
    brier: brierScore(forecasts),
    ece: calibrationError(forecasts),
    crossEntropy: crossEntropy(outcomes, 1),
  };
}
