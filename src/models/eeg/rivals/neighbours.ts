import { balancedWeights } from "../logistic.ts";
import { type Row, standardiser } from "../rows.ts";

export interface NeighbourSetting {
  readonly k: number;
}

/** The votes of the `k` examples nearest by standardised cues, classes balanced: the logit of their share. */
export function fitNeighbours(
  rows: readonly Row[],
  labels: readonly number[],
  { k }: NeighbourSetting,
): (row: Row) => number {
  const weights = balancedWeights(labels);
  const standard = standardiser(rows);
  const known = rows.map(standard);
  const nearest = Math.min(k, rows.length);
  const distances = new Float64Array(nearest);
  const places = new Int32Array(nearest);
  return (row) => {
    const x = standard(row);
    distances.fill(Number.POSITIVE_INFINITY);
    for (const [i, other] of known.entries()) {
      const limit = distances[nearest - 1] as number;
      let sum = 0;
      for (let c = 0; c < x.length && sum < limit; c++) sum += ((x[c] as number) - (other[c] as number)) ** 2;
      if (sum >= limit) continue;
      let at = nearest - 1;
      for (; at > 0 && (distances[at - 1] as number) > sum; at--) {
        distances[at] = distances[at - 1] as number;
        places[at] = places[at - 1] as number;
      }
      distances[at] = sum;
      places[at] = i;
    }
    // One vote for each class beforehand, so that no share is 0.
    const votes: [number, number] = [1, 1];
    for (const i of places) votes[labels[i] === 1 ? 1 : 0] += weights[i] as number;
    return Math.log(votes[1] / votes[0]);
  };
}
