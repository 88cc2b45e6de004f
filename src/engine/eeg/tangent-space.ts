import { mapEigenvalues, type SymmetricMatrix, sandwich } from "./symmetric-matrix.ts";

/** Smaller eigenvalues are taken to be this: a logarithm of 0 would be the end of everything. */
const LEAST = 1e-12;

/** The matrix mean of positive definite matrices whose logarithms are averaged (Arsigny et al. 2006). */
export function logEuclideanMean(matrices: readonly SymmetricMatrix[], n: number): SymmetricMatrix {
  const sum = new Float64Array(n * n);
  for (const matrix of matrices) {
    const log = mapEigenvalues(matrix, n, (value) => Math.log(Math.max(LEAST, value)));
    for (const [i, value] of log.entries()) sum[i] = (sum[i] as number) + value / matrices.length;
  }
  return mapEigenvalues(sum, n, Math.exp);
}

/** R^−½, which makes `reference` the identity. */
export function whitener(reference: SymmetricMatrix, n: number): SymmetricMatrix {
  return mapEigenvalues(reference, n, (value) => 1 / Math.sqrt(Math.max(LEAST, value)));
}

/**
 * A positive definite matrix as a vector in the tangent space at the reference whose whitener is given: the upper triangle of
 * log(R^−½ C R^−½), row by row, off-diagonals × √2, so that lengths are those of the matrix (Barachant et al. 2012).
 */
export function tangentVector(matrix: SymmetricMatrix, white: SymmetricMatrix, n: number): Float64Array {
  const log = mapEigenvalues(sandwich(white, matrix, n), n, (value) => Math.log(Math.max(LEAST, value)));
  const vector = new Float64Array((n * (n + 1)) / 2);
  let place = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) vector[place++] = (log[i * n + j] as number) * (i === j ? 1 : Math.SQRT2);
  }
  return vector;
}
