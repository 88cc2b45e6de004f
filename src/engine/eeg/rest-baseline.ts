/** Where a feature lies at rest, and how far it strays. */
export interface RestBaseline {
  readonly centre: Float64Array;
  /** 1.4826 × the median distance from the centre: the standard deviation of normal data, whatever the outliers. */
  readonly scale: Float64Array;
  /** Epochs it stands on. */
  readonly epochs: number;
}

/** Fewer clean epochs than this are no baseline. */
export const FEWEST_EPOCHS = 5;
/** Two minutes of epochs that do not overlap: a baseline that needs no help. */
export const ENOUGH_EPOCHS = 60;
const NORMAL = 1.4826;
/** No feature is steadier than this; a scale of 0 would make a score of everything. */
const LEAST_SCALE = 1e-6;

function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/**
 * The child's own rest, from feature vectors of clean epochs before the music; undefined below five. Where the rest was short, the scale
 * is drawn towards `population.scale` with the weight of `population.weight` epochs: s² = (n·own² + k·population²) / (n + k).
 */
export function restBaseline(
  vectors: readonly Float64Array[],
  population?: { readonly scale: Float64Array; readonly weight: number },
): RestBaseline | undefined {
  const epochs = vectors.length;
  const first = vectors[0];
  if (first === undefined || epochs < FEWEST_EPOCHS) return undefined;
  const centre = new Float64Array(first.length);
  const scale = new Float64Array(first.length);
  for (let i = 0; i < first.length; i++) {
    const values = Float64Array.from(vectors, (vector) => vector[i] as number);
    const middle = medianOf(values);
    const own = NORMAL * medianOf(values.map((value) => Math.abs(value - middle)));
    const weight = epochs < ENOUGH_EPOCHS && population !== undefined ? population.weight : 0;
    const others = population?.scale[i] ?? own;
    centre[i] = middle;
    scale[i] = Math.max(LEAST_SCALE, Math.sqrt((epochs * own ** 2 + weight * others ** 2) / (epochs + weight)));
  }
  return { centre, scale, epochs };
}

/** How far each feature is from the child's own rest, in scales. */
export function fromRest(vector: Float64Array, { centre, scale }: RestBaseline): Float64Array {
  return vector.map((value, i) => (value - (centre[i] as number)) / (scale[i] as number));
}
