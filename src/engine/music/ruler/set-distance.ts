import { densitiesOf, divergenceOf, overlapOf } from "./density.ts";
import type { SetFeatures } from "./set-features.ts";

/** How far apart two sets of tunes lie in one feature. */
export interface SetDistance {
  /** Area that the distances within the first set and those between the sets have in common: 1 where the sets are alike. */
  readonly overlap: number;
  /** Kullback–Leibler divergence of the distances between the sets from those within the first, nats: 0 where alike. */
  readonly divergence: number;
}

function distance(a: readonly number[], b: readonly number[]): number {
  let squares = 0;
  for (const [i, value] of a.entries()) squares += (value - (b[i] ?? 0)) ** 2;
  return Math.sqrt(squares);
}

/** Euclidean distances of all pairs within a set. */
function within(set: readonly (readonly number[])[]): Float64Array {
  const distances = new Float64Array((set.length * (set.length - 1)) / 2);
  let at = 0;
  for (const [i, one] of set.entries()) {
    for (let j = 0; j < i; j++) distances[at++] = distance(one, set[j] ?? []);
  }
  return distances;
}

function between(first: readonly (readonly number[])[], second: readonly (readonly number[])[]): Float64Array {
  const distances = new Float64Array(first.length * second.length);
  let at = 0;
  for (const one of first) for (const other of second) distances[at++] = distance(one, other);
  return distances;
}

/**
 * Compares a set of tunes with another by each feature (Yang & Lerch 2018): the distances of all pairs within the first
 * set, and of all pairs of one of the first and one of the second, as kernel densities. The first is the real one. Throws
 * RangeError for fewer than two tunes in the first set or none in the second.
 */
export function compareSets(
  first: readonly SetFeatures[],
  second: readonly SetFeatures[],
): Record<keyof SetFeatures, SetDistance> {
  const compare = (feature: keyof SetFeatures): SetDistance => {
    const real = first.map((features) => features[feature]);
    const other = second.map((features) => features[feature]);
    const densities = densitiesOf(within(real), between(real, other));
    return { overlap: overlapOf(densities), divergence: divergenceOf(densities) };
  };
  return {
    pitchCount: compare("pitchCount"),
    noteCount: compare("noteCount"),
    pitchClasses: compare("pitchClasses"),
    pitchClassSteps: compare("pitchClassSteps"),
    pitchRange: compare("pitchRange"),
    meanInterval: compare("meanInterval"),
    meanOnsetGap: compare("meanOnsetGap"),
    lengths: compare("lengths"),
    lengthSteps: compare("lengthSteps"),
  };
}
