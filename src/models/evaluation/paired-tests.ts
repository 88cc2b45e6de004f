/** Outcome of a signed-rank test. */
export interface SignedRank {
  /** Pairs that differ; equal pairs say nothing and are left out. */
  readonly n: number;
  /** Sum of the ranks of the positive differences. */
  readonly positive: number;
  /** Sum of the ranks of the negative differences. */
  readonly negative: number;
  /** Two-sided. 1 when no pair differs. */
  readonly p: number;
}

/** Ranks 1…n of the absolute differences, doubled so that the mean rank of a tie is whole. */
function doubledRanks(differences: readonly number[]): number[] {
  const order = differences.map((value, i) => ({ size: Math.abs(value), i })).sort((a, b) => a.size - b.size);
  const ranks = new Array<number>(differences.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.size === order[from]?.size) to++;
    for (let k = from; k <= to; k++) ranks[order[k]?.i ?? 0] = from + to + 2;
    from = to + 1;
  }
  return ranks;
}

/**
 * Wilcoxon's signed-rank test of paired differences (Wilcoxon 1945), exact: the distribution of the rank sum over all 2ⁿ
 * signs, ties with their mean ranks, zeros left out.
 */
export function signedRank(differences: readonly number[]): SignedRank {
  const kept = differences.filter((value) => value !== 0);
  const ranks = doubledRanks(kept);
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const positive = ranks.reduce((sum, rank, i) => sum + ((kept[i] ?? 0) > 0 ? rank : 0), 0);
  let chances = new Float64Array(total + 1);
  chances[0] = 1;
  for (const rank of ranks) {
    const next = new Float64Array(total + 1);
    for (let sum = 0; sum <= total; sum++) {
      next[sum] = ((chances[sum] ?? 0) + (sum >= rank ? (chances[sum - rank] ?? 0) : 0)) / 2;
    }
    chances = next;
  }
  const smaller = Math.min(positive, total - positive);
  let tail = 0;
  for (let sum = 0; sum <= smaller; sum++) tail += chances[sum] ?? 0;
  return { n: kept.length, positive: positive / 2, negative: (total - positive) / 2, p: Math.min(1, 2 * tail) };
}

/**
 * Holm's step-down correction (Holm 1979): the p values as they count when all tests are looked at together, in the order
 * they came.
 */
export function holm(values: readonly number[]): number[] {
  const order = values.map((p, i) => ({ p, i })).sort((a, b) => a.p - b.p);
  const corrected = new Array<number>(values.length).fill(1);
  let most = 0;
  for (const [k, { p, i }] of order.entries()) {
    most = Math.max(most, Math.min(1, (values.length - k) * p));
    corrected[i] = most;
  }
  return corrected;
}
