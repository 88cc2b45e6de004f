import type { Nested, Tally } from "./estimate.ts";
import type { StreamReport } from "./stream-report.ts";

/** The streams of one generator, those of one tune together, in order of tune and seed. */
export function byTune(streams: readonly StreamReport[]): StreamReport[][] {
  const tunes = new Map<string, StreamReport[]>();
  const ordered = [...streams].sort((a, b) => (a.tune < b.tune ? -1 : a.tune > b.tune ? 1 : a.seed - b.seed));
  for (const stream of ordered) {
    const tune = tunes.get(stream.tune);
    if (tune) tune.push(stream);
    else tunes.set(stream.tune, [stream]);
  }
  return [...tunes.values()];
}

/** The values that are defined. */
export function defined(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

export function tallyOf(values: readonly number[]): Tally {
  return { total: values.reduce((sum, value) => sum + value, 0), count: values.length };
}

/** What each stream gives, nested as the bootstrap wants it. */
export function nest<T>(tunes: readonly (readonly StreamReport[])[], pick: (stream: StreamReport) => T): Nested<T> {
  return tunes.map((tune) => tune.map(pick));
}
