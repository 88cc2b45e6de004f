import type { Millis } from "../time/units.ts";
import { gate, type Measure } from "./measure.ts";
import { deviation, mean, median } from "./statistics.ts";

/** A steady beat: one beat at `origin`, one every `period` before and after it. */
export interface Pulse {
  readonly period: Millis;
  readonly origin: Millis;
}

/** aᵢ = tᵢ − nearest beat, in −P/2 … P/2; negative is before the beat. */
export function asynchronies(onsets: readonly Millis[], { period, origin }: Pulse): Millis[] {
  return onsets.map((at) => at - origin - Math.round((at - origin) / period) * period);
}

const NEEDS = { least: 20, what: "onsets of the child while there was a beat" };

/**
 * `async_mean`, `async_sd` (sample SD) and `async_abs` (median of |a|) in ms of the child's onsets to the beat; each needs
 * 20 onsets. A small negative mean is normal anticipation (Sci Rep srep11974). Means nothing where the child plays at
 * random to the beat: read beside `sync_ppc`.
 */
export function measureAsynchrony(onsets: readonly Millis[], pulse: Pulse): Measure[] {
  const values = asynchronies(onsets, pulse);
  return [
    gate("async_mean", mean(values), values.length, NEEDS),
    gate("async_sd", deviation(values), values.length, NEEDS),
    gate("async_abs", median(values.map(Math.abs)), values.length, NEEDS),
  ];
}
