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
let room = 0;
let earlier = new Int32Array(0);
let furthest = new Int32Array(0);
let run = new Int32Array(0);
let runFrom = new Int32Array(0);
let table = new Int32Array(0);

function makeRoom(count: number): void {
  if (count <= room) return;
  room = 256;
  while (room < count) room *= 2;
  earlier = new Int32Array(room);
  furthest = new Int32Array(room);
  run = new Int32Array(room);
  runFrom = new Int32Array(room);
}

/** Writes to `earlier`, of each place, the last one before it with an equal token; −1 for a new kind. Returns the kinds. */
function linkEqualTokens(tokens: Int32Array, count: number): number {
  let size = 128;
  while (size < 2 * count) size *= 2;
  if (table.length < size) table = new Int32Array(size);
  const mask = size - 1;
  table.fill(-1, 0, size);
  let kinds = 0;
  for (let i = 0; i < count; i++) {
    const token = tokens[i] as number;
    let slot = (Math.imul(token, 0x9e3779b1) >>> 16) & mask;
    let last = table[slot] as number;
    while (last >= 0 && tokens[last] !== token) {
      slot = (slot + 1) & mask;
      last = table[slot] as number;
    }
    if (last < 0) kinds++;
    earlier[i] = last;
    table[slot] = i;
  }
  return kinds;
}

/**
 * Writes to `furthest`, of each place i, how far the string from i agrees with the string from some place before it
 * (the two may overlap). Returns the longest agreement that does not overlap.
 *
 * Only pairs of equal tokens are looked at, from the last place to the first: a pair goes on the agreement of the pair one
 * place later at the same distance, if there was one.
 */
function findAgreements(count: number): number {
  runFrom.fill(0, 0, count);
  let repeat = 0;
  for (let i = count - 1; i >= 0; i--) {
    let most = 0;
    for (let j = earlier[i] as number; j >= 0; j = earlier[j] as number) {
      const distance = i - j;
      const length = runFrom[distance] === i + 1 ? (run[distance] as number) + 1 : 1;
      run[distance] = length;
      runFrom[distance] = i;
      if (length > most) most = length;
      const apart = Math.min(length, distance);
      if (apart > repeat) repeat = apart;
    }
    furthest[i] = most;
  }
  return repeat;
}

/**
 * Repetition in the first `count` tokens. NaN where a figure is undefined: no tokens, or too few for an n-gram.
 *
 * The furthest agreement with what came before gives all: a Lempel–Ziv phrase is one token longer, an n-gram came before
 * where it is ≥ n. k counts as 2 at least, so that a stuck note has a complexity.
 */
export function measureRepetition(tokens: Int32Array, count: number = tokens.length): Repetition {
  makeRoom(count);
  const kinds = linkEqualTokens(tokens, count);
  const repeat = findAgreements(count);
  let again4 = 0;
  let again8 = 0;
  for (let i = 0; i < count; i++) {
    const length = furthest[i] as number;
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
