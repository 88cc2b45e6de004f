/** Shares of the bins 0, 1, 2 …; they sum to 1, or to 0 where nothing was counted. The last bin holds what is more. */
export type Histogram = readonly number[];

/** The histogram of whole numbers ≥ 0 in so many bins. */
export function histogramOf(values: readonly number[], bins: number): Histogram {
  const shares = new Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.max(0, Math.round(value)));
    shares[bin] = (shares[bin] ?? 0) + 1 / values.length;
  }
  return shares;
}

/**
 * Earth mover's distance (Wasserstein 1) of two histograms of as many bins, in bins: how far the shares would have to be
 * carried. For bins that lie in order: a shift by a semitone costs 1, by an octave 12, where the total variation calls
 * both wholly different, and calls any two histograms of few values so. NaN where one of them is empty.
 */
export function moverDistance(a: Histogram, b: Histogram): number {
  let carried = 0;
  let distance = 0;
  let total = 0;
  let other = 0;
  for (const [i, share] of a.entries()) {
    carried += share - (b[i] ?? 0);
    distance += Math.abs(carried);
    total += share;
    other += b[i] ?? 0;
  }
  return total > 0 && other > 0 ? distance : Number.NaN;
}

/** Total variation of two histograms, 0 to 1: the share that lies in other bins. For bins without an order. */
export function totalVariation(a: Histogram, b: Histogram): number {
  let sum = 0;
  for (const [i, share] of a.entries()) sum += Math.abs(share - (b[i] ?? 0));
  return sum / 2;
}
