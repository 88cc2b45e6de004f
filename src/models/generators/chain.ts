import type { Draws } from "../../engine/random.ts";

/** How often each symbol followed each context of up to `order` symbols. */
export class ContextCounts {
  readonly order: number;
  private readonly counts = new Map<string, Map<string, number>>();

  constructor(order: number) {
    this.order = order;
  }

  /** Counts a whole sequence. */
  add(sequence: readonly string[]): void {
    sequence.forEach((symbol, i) => {
      for (let length = 0; length <= Math.min(this.order, i); length++) {
        const context = contextOf(sequence.slice(i - length, i));
        const after = this.counts.get(context) ?? new Map<string, number>();
        this.counts.set(context, after);
        after.set(symbol, (after.get(symbol) ?? 0) + 1);
      }
    });
  }

  /** What followed the symbols and may follow now, with its counts, in order of first appearance. */
  after(symbols: readonly string[], allow: (symbol: string) => boolean): (readonly [symbol: string, count: number])[] {
    const allowed: [string, number][] = [];
    for (const entry of this.counts.get(contextOf(symbols)) ?? []) if (allow(entry[0])) allowed.push(entry);
    return allowed;
  }
}

function contextOf(symbols: readonly string[]): string {
  return `${symbols.length}:${symbols.join(" ")}`;
}

function total(counted: readonly (readonly [string, number])[]): number {
  return counted.reduce((sum, [, count]) => sum + count, 0);
}

function pickCounted(counted: readonly (readonly [string, number])[], draws: Draws): string | undefined {
  let point = draws.unit() * total(counted);
  for (const [symbol, count] of counted) {
    point -= count;
    if (point < 0) return symbol;
  }
  return counted.at(-1)?.[0];
}

/**
 * The next symbol of a Markov chain of the counts' order that knows one tune and backs off to a library of others.
 *
 * A tune of some dozen symbols tells too little by itself: at the second order nearly every context was heard once, and
 * the chain could only recite. So the longest context heard anywhere counts; there the tune's own counts are drawn from,
 * or, with the probability of something new after T different symbols in n (T / (n + T), Witten & Bell 1991, method C), the
 * library's. Shorter contexts are used only where neither has heard the longer one. So each transition made is one that was
 * heard, at the longest order that was heard at all. Undefined when nothing known is allowed.
 */
export function drawNext(
  own: ContextCounts,
  library: ContextCounts,
  past: readonly string[],
  allow: (symbol: string) => boolean,
  draws: Draws,
): string | undefined {
  for (let length = Math.min(own.order, past.length); length >= 0; length--) {
    const context = past.slice(past.length - length);
    const known = own.after(context, allow);
    const wider = library.after(context, allow);
    if (known.length > 0) {
      const novel = known.length / (total(known) + known.length);
      return pickCounted(wider.length > 0 && draws.unit() < novel ? wider : known, draws);
    }
    if (wider.length > 0) return pickCounted(wider, draws);
  }
  return undefined;
}
