/** What a string of tokens repeats of itself. */
export interface Repetition {
  /** Lempel–Ziv 1976 complexity c·log_k(n)/n; c phrases, k kinds of token. About 1 for noise, towards 0 for a loop. */
  readonly lz76: number;
  /** Length of the longest string that comes twice without overlapping itself, as a share of n. */
  readonly longestRepeat: number;
  /** Share of the 4-grams that came before: 1 − distinct/total. */
  readonly repeated4: number;
  /** The same of the 8-grams. */
  readonly repeated8: number;
}

// Written over by every call: a window is measured for every candidate of a choice, and nothing is to be allocated there.
let longestAt = new Int32Array(256);
let row = new Int32Array(257);

/**
 * Repetition in the first `count` tokens. NaN where a figure is undefined: no tokens, or too few for an n-gram.
 *
 * One scan of all pairs i > j finds how far the string from i agrees with the string from j. The furthest agreement at i
 * (`longestAt`) gives all: a Lempel–Ziv phrase is one longer than what was seen, an n-gram came before where it is ≥ n, a
 * kind of token is new where it is 0. k counts as 2 at least, so that a stuck note has a complexity.
 */
export function measureRepetition(tokens: Int32Array, count: number = tokens.length): Repetition {
  if (row.length < count + 1) {
    longestAt = new Int32Array(2 * count);
    row = new Int32Array(2 * count + 1);
  }
  row.fill(0, 0, count + 1);
  const furthest = longestAt;
  const agreement = row;
  let repeat = 0;
  for (let i = count - 1; i >= 0; i--) {
    const token = tokens[i];
    let most = 0;
    // agreement[j] holds that of (i + 1, j) and becomes that of (i, j): one more than its right neighbour held.
    for (let j = 0; j < i; j++) {
      if (tokens[j] !== token) {
        agreement[j] = 0;
        continue;
      }
      const length = (agreement[j + 1] as number) + 1;
      agreement[j] = length;
      if (length > most) most = length;
      const apart = Math.min(length, i - j);
      if (apart > repeat) repeat = apart;
    }
    furthest[i] = most;
  }
  let kinds = 0;
  let again4 = 0;
  let again8 = 0;
  for (let i = 0; i < count; i++) {
    const length = furthest[i] as number;
    if (length === 0) kinds++;
    if (length >= 4) again4++;
    if (length >= 8) again8++;
  }
  let phrases = 0;
  for (let i = 0; i < count; i += (furthest[i] as number) + 1) phrases++;
  return {
    lz76: count > 0 ? (phrases * Math.log(count)) / Math.log(Math.max(2, kinds)) / count : Number.NaN,
    longestRepeat: count > 0 ? repeat / count : Number.NaN,
    repeated4: count >= 4 ? again4 / (count - 3) : Number.NaN,
    repeated8: count >= 8 ? again8 / (count - 7) : Number.NaN,
  };
}
