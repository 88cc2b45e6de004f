import { readFileSync } from "node:fs";

/** The value at a share (0–1) of sorted values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** "n 1000  p50 0.012  p99 0.034  max 0.210 ms" */
export function figures(values: readonly number[], unit = "ms"): string {
  const text = (value: number) => value.toFixed(3);
  const max = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return `n ${values.length}  p50 ${text(quantile(values, 0.5))}  p99 ${text(quantile(values, 0.99))}  max ${text(max)} ${unit}`;
}

/** CPU seconds that the host has taken from this machine since it booted (both cores together); 0 where unknown. */
export function stolenSeconds(): number {
  try {
    const [, ...fields] = (readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "").trim().split(/\s+/);
    return Number(fields[7] ?? 0) / 100;
  } catch {
    return 0;
  }
}

/** Milliseconds, monotonic. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** How the machine was while a benchmark ran. */
export function machineSince(began: number, stolen: number): string {
  return `${((now() - began) / 1000).toFixed(1)} s, ${(stolenSeconds() - stolen).toFixed(2)} s of CPU taken by the host`;
}
