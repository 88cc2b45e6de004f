import { type ListeningEffect, WANDERING, WANDERING_TIME } from "../../engine/eeg/simulated-brain.ts";

/** Share of a standard normal distribution below x (Abramowitz & Stegun 7.1.26, error below 2e-7). */
function normalShare(x: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(x) / Math.SQRT2));
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = 0.5 * series * Math.exp((-x * x) / 2);
  return x >= 0 ? 1 - tail : tail;
}

/**
 * The share of right answers that no rule can exceed which sees `seconds` of a simulated brain, rest and listening being as frequent. The
 * EEG depends on the state through the log power of each rhythm alone, which wanders of itself: even who saw those powers free of noise,
 * and knew own rest perfectly, would have to tell a shift of the mean of an Ornstein–Uhlenbeck process, whose best estimate over T has the
 * variance σ² / (1 + T / 2τ). The three rhythms wander apart from each other.
 */
export function listeningCeiling({ alpha, theta, beta }: ListeningEffect, seconds: number): number {
  const information = (1 + seconds / (2 * WANDERING_TIME)) / WANDERING ** 2;
  const distance = Math.sqrt((alpha ** 2 + theta ** 2 + beta ** 2) * information);
  return normalShare(distance / 2);
}
