import { Draws, seeded } from "../../src/engine/random.ts";

/** How late a chunk is read after it was handed over: p50, p95, p99 and the longest, in ms. */
export type Lateness = readonly [p50: number, p95: number, p99: number, longest: number];

/** Measured with packets through a pseudo-terminal and serialport: on a usual run, and on the worst. */
export const USUAL_LATENESS: Lateness = [0.3, 5.8, 79, 200];
export const WORST_LATENESS: Lateness = [3.8, 165, 400, 570];

export interface ArrivalSettings {
  /** Samples a second in truth. */
  readonly rate: number;
  /** The adapter hands over what it has so often, in ms; bursts of a bad driver are no clockwork. */
  readonly burst: number;
  readonly lateness: Lateness;
  readonly seconds: number;
  readonly seed: number;
}

/** When chunks are read, and the newest sample in each; sample k was taken at 1000·k / rate. */
export function simulateArrivals(settings: ArrivalSettings): { readonly at: number; readonly newest: number }[] {
  const { rate, burst, lateness, seconds, seed } = settings;
  const draws = new Draws(seeded(seed, `${burst} ${rate}`));
  const handedOver: number[] = [];
  const jitter = burst > 100 ? 15 : 0;
  for (let at = draws.unit() * burst; at < 1000 * seconds; at += burst + draws.between(-jitter, jitter))
    handedOver.push(at);
  const arrivals: { at: number; newest: number }[] = [];
  let [read, newest] = [0, -1];
  for (const [i, handed] of handedOver.entries()) {
    const at = handed + latenessOf(draws, lateness);
    // What was handed over while nobody read is read together with it.
    if (at <= read) continue;
    read = at;
    let last = i;
    while ((handedOver[last + 1] ?? Number.POSITIVE_INFINITY) <= at) last += 1;
    const index = Math.floor(((handedOver[last] ?? handed) * rate) / 1000);
    if (index > newest) arrivals.push({ at, newest: index });
    newest = Math.max(newest, index);
  }
  return arrivals;
}

function latenessOf(draws: Draws, [p50, p95, p99, longest]: Lateness): number {
  const u = draws.unit();
  if (u < 0.5) return (p50 * u) / 0.5;
  if (u < 0.95) return p50 * (p95 / p50) ** ((u - 0.5) / 0.45);
  if (u < 0.99) return p95 * (p99 / p95) ** ((u - 0.95) / 0.04);
  return p99 * (longest / p99) ** ((u - 0.99) / 0.01);
}
