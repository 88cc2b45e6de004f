/** Columns whose sums are kept in registers while a pass goes down the rows. */
const LANES = 4;

/** A matrix laid for {@link addProduct}: group after group of four columns, in each row after row. Columns beyond the last are 0. */
export interface SmallMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly packed: Float64Array;
}

/** Whole groups of columns: the room that sums need. */
export function wholeLanes(columns: number): number {
  return Math.ceil(columns / LANES) * LANES;
}

/** Packs columns `from` … `to` of a row-major matrix that is `width` wide. */
export function packMatrix(matrix: ArrayLike<number>, width: number, from = 0, to = width): SmallMatrix {
  const rows = matrix.length / width;
  const columns = to - from;
  const packed = new Float64Array(rows * wholeLanes(columns));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const lane = column % LANES;
      packed[(column - lane) * rows + row * LANES + lane] = matrix[row * width + from + column] as number;
    }
  }
  return { rows, columns, packed };
}

/** sums += values · matrix, from the numbers of `values` at `at` on into those of `sums` at `into` on. In float64, in a fixed order. */
export function addProduct(
  sums: Float64Array,
  into: number,
  { rows, columns, packed }: SmallMatrix,
  values: Float64Array,
  at: number,
): void {
  let place = 0;
  for (let column = into; column < into + columns; column += LANES) {
    let a = sums[column] as number;
    let b = sums[column + 1] as number;
    let c = sums[column + 2] as number;
    let d = sums[column + 3] as number;
    for (let row = 0; row < rows; row++) {
      const value = values[at + row] as number;
      a += value * (packed[place] as number);
      b += value * (packed[place + 1] as number);
      c += value * (packed[place + 2] as number);
      d += value * (packed[place + 3] as number);
      place += LANES;
    }
    sums[column] = a;
    sums[column + 1] = b;
    sums[column + 2] = c;
    sums[column + 3] = d;
  }
}
