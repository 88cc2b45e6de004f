import { quantile } from "../../engine/measures/statistics.ts";
import type { Spread } from "./evaluation.ts";

/** Bins of a distribution that is drawn. */
const BINS = 48;

/** Quantiles of the values and, over a domain, their shares in equal bins; null without values. */
export function spreadOf(values: readonly number[], domain?: readonly [low: number, high: number]): Spread | null {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => quantile(sorted, share) ?? Number.NaN;
  if (sorted.length === 0) return null;
  const bins = new Array<number>(domain ? BINS : 0).fill(0);
  if (domain) {
    const [low, high] = domain;
    for (const value of sorted) {
      const bin = Math.max(0, Math.min(BINS - 1, Math.floor(((value - low) / (high - low)) * BINS)));
      bins[bin] = (bins[bin] ?? 0) + 1 / sorted.length;
    }
  }
  return { p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95), bins };
}
