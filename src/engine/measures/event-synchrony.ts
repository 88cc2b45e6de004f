import type { Millis } from "../time/units.ts";
import { gate, type Measure } from "./measure.ts";

/** How many onsets of one player come shortly after one of the other; 1 each, ½ for both at once. */
interface Coincidences {
  /** c(x|y): x after y. */
  readonly after: number;
  /** c(y|x): y after x. */
  readonly before: number;
}

/** Half the smallest of the (up to four) gaps between the pair xᵢ, yⱼ and their neighbours. */
function reach(x: readonly Millis[], i: number, y: readonly Millis[], j: number): Millis {
  const gaps = [
    (x[i + 1] ?? Number.POSITIVE_INFINITY) - (x[i] ?? 0),
    (x[i] ?? 0) - (x[i - 1] ?? Number.NEGATIVE_INFINITY),
    (y[j + 1] ?? Number.POSITIVE_INFINITY) - (y[j] ?? 0),
    (y[j] ?? 0) - (y[j - 1] ?? Number.NEGATIVE_INFINITY),
  ];
  return Math.min(...gaps) / 2;
}

/** Coincidences of two ascending lists of onsets, with the local τ of {@link reach}. */
export function coincidences(x: readonly Millis[], y: readonly Millis[]): Coincidences {
  let after = 0;
  let before = 0;
  let first = 0;
  for (const [i, at] of x.entries()) {
    // τ never reaches beyond the middle between neighbouring x: only these y can coincide with xᵢ.
    const earliest = (at + (x[i - 1] ?? Number.NEGATIVE_INFINITY)) / 2;
    const latest = (at + (x[i + 1] ?? Number.POSITIVE_INFINITY)) / 2;
    while (first < y.length && (y[first] ?? 0) < earliest) first++;
    for (let j = first; j < y.length && (y[j] ?? 0) <= latest; j++) {
      const difference = at - (y[j] ?? 0);
      if (Math.abs(difference) > reach(x, i, y, j)) continue;
      if (difference === 0) {
        after += 0.5;
        before += 0.5;
      } else if (difference > 0) after += 1;
      else before += 1;
    }
  }
  return { after, before };
}

/** Q = (c(x|y) + c(y|x))/√(mₓm_y) and q = (c(x|y) − c(y|x))/√(mₓm_y); undefined when one list is empty. */
export function eventSynchrony(
  x: readonly Millis[],
  y: readonly Millis[],
): { readonly strength: number; readonly order: number } | undefined {
  if (x.length === 0 || y.length === 0) return undefined;
  const { after, before } = coincidences(x, y);
  const size = Math.sqrt(x.length * y.length);
  return { strength: (after + before) / size, order: (after - before) / size };
}

/**
 * `es_Q`, onsets shared without a beat (0–1), and `es_q`, who is first (−1…1, positive: the child comes after the partner):
 * event synchronisation (Quian Quiroga et al. 2002) of the child's onsets x and the partner's y; n = the smaller number of
 * onsets, at least 6 each. Two busy players share onsets by chance.
 */
export function measureEventSynchrony(child: readonly Millis[], partner: readonly Millis[]): Measure[] {
  const n = Math.min(child.length, partner.length);
  const needs = { least: 6, what: "onsets of each player" };
  const value = eventSynchrony(child, partner);
  return [gate("es_Q", value?.strength, n, needs), gate("es_q", value?.order, n, needs)];
}
