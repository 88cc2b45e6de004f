import type { Draws } from "../random.ts";

/** How to sample: `temperature` > 0 (1 = as trained), `topP` in (0, 1]: only the likeliest classes that make up this share. */
export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
}

/** Probabilities of `count` logits from `from` on. */
export function softmax(logits: Float32Array, from: number, count: number, temperature = 1): number[] {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) highest = Math.max(highest, logits[from + i] ?? 0);
  const weights = Array.from({ length: count }, (_, i) => Math.exp(((logits[from + i] ?? 0) - highest) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Classes that can be drawn, and what each has of the whole: the likeliest first. Empty where nothing is allowed. */
export interface Lots {
  readonly classes: readonly number[];
  readonly shares: readonly number[];
  readonly total: number;
}

/** The classes that `allow` leaves, and of them only the likeliest that make up `topP`. */
export function lotsOf(
  probabilities: readonly number[],
  { topP }: Sampling,
  allow: (index: number) => boolean = () => true,
): Lots {
  const ranked: number[] = [];
  let whole = 0;
  for (let i = 0; i < probabilities.length; i++) {
    if ((probabilities[i] as number) <= 0 || !allow(i)) continue;
    ranked.push(i);
    whole += probabilities[i] as number;
  }
  ranked.sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number) || a - b);
  const classes: number[] = [];
  const shares: number[] = [];
  let total = 0;
  for (const index of ranked) {
    classes.push(index);
    shares.push(probabilities[index] as number);
    total += probabilities[index] as number;
    if (total >= topP * whole) break;
  }
  return { classes, shares, total };
}

/** Draws one of the classes; throws RangeError where there is none. */
export function drawLot({ classes, shares, total }: Lots, draws: Draws): number {
  let point = draws.unit() * total;
  for (let i = 0; i < classes.length; i++) {
    point -= shares[i] as number;
    if (point < 0) return classes[i] as number;
  }
  const last = classes[classes.length - 1];
  if (last === undefined) throw new RangeError("there is no class to draw");
  return last;
}

/**
 * Draws a class from probabilities: classes that `allow` forbids have none, and of the rest only the likeliest that make
 * up `topP` are left. Returns undefined when nothing is allowed.
 */
export function sample(
  probabilities: readonly number[],
  sampling: Sampling,
  draws: Draws,
  allow?: (index: number) => boolean,
): number | undefined {
  const lots = lotsOf(probabilities, sampling, allow);
  return lots.classes.length === 0 ? undefined : drawLot(lots, draws);
}
