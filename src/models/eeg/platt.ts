import { fitLogistic, linearScore } from "./logistic.ts";

/** Platt's scaling: a slope and a shift that make logits at equal odds of scores that are none (Platt 1999). */
export function fitPlatt(scores: readonly number[], labels: readonly number[]): (score: number) => number {
  const rule = fitLogistic(
    scores.map((score) => Float64Array.of(score)),
    labels,
    1e3,
  );
  return (score) => linearScore(rule, Float64Array.of(score));
}
