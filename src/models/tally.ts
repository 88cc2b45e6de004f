/**
 * Counts of symbols in contexts, the baselines' whole knowledge. A context seen seldom leans on the counts without it.
 */
export class Tally {
  private readonly counts = new Map<string, Map<number, number>>();
  private readonly totals = new Map<string, number>();
  private readonly symbols: number;

  /** For an alphabet of `symbols` symbols. */
  constructor(symbols: number) {
    this.symbols = symbols;
  }

  add(symbol: number, context = ""): void {
    for (const key of context === "" ? [""] : ["", context]) {
      const counts = this.counts.get(key) ?? new Map<number, number>();
      this.counts.set(key, counts);
      counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
      this.totals.set(key, (this.totals.get(key) ?? 0) + 1);
    }
  }

  /** Probability of a symbol: add-one without a context; with one, as if it had been seen 10 times as it is without. */
  probability(symbol: number, context = ""): number {
    const count = this.counts.get(context)?.get(symbol) ?? 0;
    const total = this.totals.get(context) ?? 0;
    if (context === "") return (count + 1) / (total + this.symbols);
    return (count + 10 * this.probability(symbol)) / (total + 10);
  }
}
