import type { EegWindow } from "./window.ts";

/** The cues of one example. */
export type Row = Float64Array;

/** Mean and deviation of each cue; a cue that never moves has deviation 1. */
export function standardOf(rows: readonly Row[]): { means: Float64Array; deviations: Float64Array } {
  const width = rows[0]?.length ?? 0;
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  for (const row of rows) {
    for (let i = 0; i < width; i++) means[i] = (means[i] as number) + (row[i] as number) / rows.length;
  }
  for (const row of rows) {
    for (let i = 0; i < width; i++) {
      deviations[i] = (deviations[i] as number) + ((row[i] as number) - (means[i] as number)) ** 2 / rows.length;
    }
  }
  return { means, deviations: deviations.map((variance) => Math.sqrt(variance) || 1) };
}

/** A function that makes rows standard: mean 0 and deviation 1 over the rows it was made from. */
export function standardiser(rows: readonly Row[]): (row: Row) => Row {
  const { means, deviations } = standardOf(rows);
  return (row) => row.map((value, i) => (value - (means[i] as number)) / (deviations[i] as number));
}

/** The mean over a sequence of one of the windows' vectors. */
export function meanOf(sequence: readonly EegWindow[], of: (window: EegWindow) => Float64Array): Row {
  const mean = new Float64Array(sequence[0] ? of(sequence[0]).length : 0);
  for (const window of sequence) {
    const vector = of(window);
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) + (vector[i] as number) / sequence.length;
  }
  return mean;
}
