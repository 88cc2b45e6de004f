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

/**
 * Draws a class from probabilities: classes that `allow` forbids have none, and of the rest only the likeliest that make
 * up `topP` are left. Returns undefined when nothing is allowed.
 */
export function sample(
  probabilities: readonly number[],
  { topP }: Sampling,
  draws: Draws,
  allow: (index: number) => boolean = () => true,
): number | undefined {
  const ranked = probabilities
    .map((probability, index) => ({ probability, index }))
    .filter(({ probability, index }) => probability > 0 && allow(index))
    .sort((a, b) => b.probability - a.probability || a.index - b.index);
  const total = ranked.reduce((sum, { probability }) => sum + probability, 0);
  let kept = 0;
  let count = 0;
  for (const { probability } of ranked) {
    kept += probability;
    count++;
    if (kept >= topP * total) break;
  }
  let point = draws.unit() * kept;
  for (const { probability, index } of ranked.slice(0, count)) {
    point -= probability;
    if (point < 0) return index;
  }
  return ranked[count - 1]?.index;
}
