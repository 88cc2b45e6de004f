import { type Measure, measured, withheld } from "./measure.ts";
import { sum } from "./statistics.ts";

/** A personal goal. `attainment` −2…+2, 0 is what was expected; `weight` = importance × difficulty, 0–9. */
export interface Goal {
  readonly attainment: number;
  readonly weight: number;
}

/** Assumed correlation between goals. */
const RHO = 0.3;

/**
 * T = 50 + 10·Σwᵢxᵢ / √((1−ρ)Σwᵢ² + ρ(Σwᵢ)²), ρ = 0.3: mean 50, SD 10 (Turner-Stokes 2009). Undefined when every weight is 0.
 */
export function goalAttainment(goals: readonly Goal[]): number | undefined {
  const weights = sum(goals.map(({ weight }) => weight));
  const squares = sum(goals.map(({ weight }) => weight ** 2));
  const spread = Math.sqrt((1 - RHO) * squares + RHO * weights ** 2);
  return spread > 0 ? 50 + (10 * sum(goals.map(({ attainment, weight }) => weight * attainment))) / spread : undefined;
}

/**
 * `gas_t`: {@link goalAttainment} as a T-score; n = goals, at least one with a weight. Which level is the baseline (−1 or
 * −2) is a convention to be printed beside it: scores with different baselines must not be compared.
 */
export function measureGoals(goals: readonly Goal[]): Measure {
  const n = goals.length;
  if (goals.some(({ attainment }) => !(attainment >= -2 && attainment <= 2))) {
    return withheld("gas_t", n, "A goal is scored outside −2 to +2: correct that score.");
  }
  if (goals.some(({ weight }) => !(weight >= 0 && weight <= 9))) {
    return withheld("gas_t", n, "A goal's weight (importance × difficulty, each 0–3) is outside 0–9: correct it.");
  }
  const score = goalAttainment(goals);
  if (score === undefined) return withheld("gas_t", n, "No goal has a weight above 0: weigh at least one goal.");
  return measured("gas_t", score, n);
}
