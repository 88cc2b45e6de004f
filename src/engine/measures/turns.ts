import type { Millis } from "../time/units.ts";
import { gate, type Measure, measured } from "./measure.ts";
import type { Span } from "./preprocessing.ts";
import { median, quartileRange } from "./statistics.ts";

/** The floor passing from one player to the other. `offset` (FTO) = start of the new turn − end of the old one; negative: overlap. */
interface Exchange {
  readonly to: "child" | "partner";
  readonly at: Millis;
  readonly offset: Millis;
  /** Whether the exchange before it ended with this one's first turn: they belong to one chain. */
  readonly linked: boolean;
}

/** How early a turn may begin, and how late, to be a turn; a longer set space stretches the latter. */
const LONGEST_OVERLAP: Millis = 500;
export const LONGEST_WAIT: Millis = 10_000;

/**
 * Exchanges between the child's bouts and the partner's (or all adults') bouts: neighbours in order of start, of different
 * players, with −0.5 s ≤ FTO ≤ `wait`.
 */
export function findExchanges(
  child: readonly Span[],
  partner: readonly Span[],
  wait: Millis = LONGEST_WAIT,
): Exchange[] {
  const turns = [
    ...child.map((bout) => ({ who: "child" as const, bout })),
    ...partner.map((bout) => ({ who: "partner" as const, bout })),
  ].sort((a, b) => a.bout.start - b.bout.start);
  const exchanges: Exchange[] = [];
  let linked = false;
  for (const [i, { who, bout }] of turns.entries()) {
    const old = turns[i - 1];
    if (!old) continue;
    const offset = bout.start - old.bout.end;
    const exchanged = old.who !== who && offset >= -LONGEST_OVERLAP && offset <= wait;
    if (exchanged) exchanges.push({ to: who, at: bout.start, offset, linked });
    linked = exchanged;
  }
  return exchanges;
}

/** The greatest number of exchanges in a row; 0 for none. */
export function longestChain(exchanges: readonly Exchange[]): number {
  let longest = 0;
  let chain = 0;
  for (const { linked } of exchanges) {
    chain = linked ? chain + 1 : 1;
    longest = Math.max(longest, chain);
  }
  return longest;
}

/** `turns`, exchanges in both directions, and `turn_chain`, the longest unbroken row of them. No minimum. */
export function measureTurns(exchanges: readonly Exchange[]): Measure[] {
  const n = exchanges.length;
  return [measured("turns", n, n), measured("turn_chain", longestChain(exchanges), n)];
}

const GAPS = {
  child: ["gap_median", "gap_iqr", "overlap_share"],
  partner: ["gap_median_partner", "gap_iqr_partner", "overlap_share_partner"],
} as const;

/**
 * Gaps and overlaps of the turns that go `to` one player: median and interquartile range of the FTO in ms, share with
 * FTO < 0 (Cox et al. 2025); at least 5 exchanges in that direction. Shorter is not better.
 */
export function measureGaps(exchanges: readonly Exchange[], to: Exchange["to"]): Measure[] {
  const offsets = exchanges.filter((exchange) => exchange.to === to).map(({ offset }) => offset);
  const n = offsets.length;
  const needs = { least: 5, what: `turns of the ${to} after the other's` };
  const [middle, spread, overlap] = GAPS[to];
  const overlaps = offsets.filter((offset) => offset < 0).length;
  return [
    gate(middle, median(offsets), n, needs),
    gate(spread, quartileRange(offsets), n, needs),
    gate(overlap, n === 0 ? undefined : overlaps / n, n, needs),
  ];
}
