/** Columns of a tile: as many sums as the SIMD kernel keeps in registers. */
const TILE_COLUMNS = 48;

/** Columns as the kernel writes them: whole tiles. */
export function wholeTiles(columns: number): number {
  return Math.ceil(columns / TILE_COLUMNS) * TILE_COLUMNS;
}

/** Numbers in a packed matrix with `rows` rows below its biases. */
export function packedLength(rows: number, columns: number): number {
  return (1 + rows) * wholeTiles(columns);
}

/**
 * A matrix as the SIMD kernel reads it, straight on: tile after tile of 48 columns, in each first the biases and then the
 * rows. `parts` are row-major and stand one below the other. Columns beyond the last are 0.
 */
export function packMatrix(
  bias: Float32Array,
  parts: readonly Float32Array[],
  columns: number,
  into: Float32Array,
): void {
  let at = 0;
  for (let first = 0; first < columns; first += TILE_COLUMNS) {
    for (const part of [bias, ...parts]) {
      for (let row = 0; row < part.length; row += columns) {
        into.set(part.subarray(row + first, row + Math.min(first + TILE_COLUMNS, columns)), at);
        at += TILE_COLUMNS;
      }
    }
  }
}
