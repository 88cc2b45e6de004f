/** Plain statistics of the ruler. NaN where a number would not exist. */

/** Arithmetic mean. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** Shannon entropy, in bits, of how often each kind occurs; 0 for one kind or none. */
export function entropyOf(counts: Iterable<number>): number {
  let total = 0;
  let weighted = 0;
  for (const count of counts) {
    if (!(count > 0)) continue;
    total += count;
    weighted += count * Math.log2(count);
  }
  return total > 0 ? Math.max(0, Math.log2(total) - weighted / total) : 0;
}

/** Slope of the least-squares line of y on x; NaN below two points or where x does not vary. */
export function slopeOf(x: readonly number[], y: readonly number[]): number {
  const centreX = meanOf(x);
  const centreY = meanOf(y);
  let xx = 0;
  let xy = 0;
  for (const [i, value] of x.entries()) {
    xx += (value - centreX) ** 2;
    xy += (value - centreX) * ((y[i] ?? centreY) - centreY);
  }
  return x.length > 1 && xx > 0 ? xy / xx : Number.NaN;
}
