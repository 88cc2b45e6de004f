/** Plain statistics over numbers. Every function gives undefined where the number would not exist. */

/** Sum of the values; 0 for none. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Arithmetic mean; undefined for no values. */
export function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : sum(values) / values.length;
}

/** Sample standard deviation (N − 1); undefined below two values. */
export function deviation(values: readonly number[]): number | undefined {
  const centre = mean(values);
  if (centre === undefined || values.length < 2) return undefined;
  return Math.sqrt(sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
}

/** Quantile with linear interpolation between order statistics (Hyndman & Fan type 7); `share` is 0–1. */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  if (lower === undefined || upper === undefined) return undefined;
  return lower + (upper - lower) * (place - Math.floor(place));
}

/** The middle value; of an even number of values the mean of the two. */
export function median(values: readonly number[]): number | undefined {
  return quantile(values, 0.5);
}

/** Interquartile range: quantile 0.75 − quantile 0.25. */
export function quartileRange(values: readonly number[]): number | undefined {
  const upper = quantile(values, 0.75);
  const lower = quantile(values, 0.25);
  return upper === undefined || lower === undefined ? undefined : upper - lower;
}

/** Sums of squares and products about the means, of the pairs (x, y). */
function products(x: readonly number[], y: readonly number[]): { xx: number; yy: number; xy: number } {
  const meanX = mean(x) ?? 0;
  const meanY = mean(y) ?? 0;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const [i, value] of x.entries()) {
    const dx = value - meanX;
    const dy = (y[i] ?? meanY) - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return { xx, yy, xy };
}

/** Too little spread to divide by: rounding of equal values leaves a little. */
const NO_SPREAD = 1e-12;

/** Pearson's r of two lists of equal length; undefined below three pairs or when one list does not vary. */
export function correlation(x: readonly number[], y: readonly number[]): number | undefined {
  if (x.length !== y.length || x.length < 3) return undefined;
  const { xx, yy, xy } = products(x, y);
  return xx < NO_SPREAD || yy < NO_SPREAD ? undefined : xy / Math.sqrt(xx * yy);
}

/** Slope of the least-squares line of y on x; undefined below two pairs or when x does not vary. */
export function slope(x: readonly number[], y: readonly number[]): number | undefined {
  if (x.length !== y.length || x.length < 2) return undefined;
  const { xx, xy } = products(x, y);
  return xx < NO_SPREAD ? undefined : xy / xx;
}

/** Shannon entropy in bits of how often each item occurs; 0 when there is one kind or none. */
export function entropy(items: readonly (string | number)[]): number {
  const counts = new Map<string | number, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  const parts = [...counts.values()].map((count) => (count / items.length) * Math.log2(items.length / count));
  return sum(parts);
}

/** 95 % interval of a share of `n` (Wilson 1927); `n` ≥ 1. */
export function shareInterval(hits: number, n: number): readonly [low: number, high: number] {
  const z = 1.959964;
  const p = hits / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** 1 − edit distance (Levenshtein 1966) / longer length; two empty strings are alike (1). */
export function stringSimilarity(first: string, second: string): number {
  const longer = Math.max(first.length, second.length);
  if (longer === 0) return 1;
  let row = Array.from({ length: second.length + 1 }, (_, i) => i);
  for (let i = 1; i <= first.length; i++) {
    const next = [i];
    for (let j = 1; j <= second.length; j++) {
      const swap = (row[j - 1] ?? 0) + (first[i - 1] === second[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return 1 - (row[second.length] ?? 0) / longer;
}
