/**
 * The value that stands at place `n` (from 0) when the values are sorted; infinity where there are no more than n. Hoare's
 * quickselect: linear in the values on average, where sorting thousands of them for each choice would take too long.
 */
export function nthSmallest(values: Float64Array, n: number): number {
  if (n >= values.length) return Number.POSITIVE_INFINITY;
  const sorted = values.slice();
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const pivot = sorted[(low + high) >> 1] as number;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((sorted[i] as number) < pivot) i++;
      while ((sorted[j] as number) > pivot) j--;
      if (i > j) break;
      const swapped = sorted[i] as number;
      sorted[i++] = sorted[j] as number;
      sorted[j--] = swapped;
    }
    if (n <= j) high = j;
    else if (n >= i) low = i;
    else break;
  }
  return sorted[n] as number;
}
