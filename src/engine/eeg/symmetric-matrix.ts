/** A symmetric matrix of n × n, row by row. */
export type SymmetricMatrix = Float64Array;

/** Sweeps after which Jacobi's method has long converged for matrices of this kind. */
const SWEEPS = 30;

/** Eigenvalues, and the eigenvectors as columns, row by row. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** The eigenvalues and -vectors of a symmetric matrix: cyclic Jacobi (Golub & Van Loan, Matrix Computations, 8.5). */
export function eigenOf(matrix: SymmetricMatrix, n: number): Eigen {
  const a = matrix.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    let all = 0;
    for (let p = 0; p < n; p++) {
      for (let q = 0; q < n; q++) {
        const value = a[p * n + q] as number;
        const square = value * value;
        all += square;
        if (p !== q) off += square;
      }
    }
    if (off <= 1e-28 * all) break;
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i] as number), vectors: v };
}

/** Turns the plane of p and q so that a[p][q] becomes 0. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q] as number;
  if (apq === 0) return;
  const theta = ((a[q * n + q] as number) - (a[p * n + p] as number)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  turn(a, n, p, q, n, c, s);
  turn(a, 1, p * n, q * n, n, c, s);
  turn(v, n, p, q, n, c, s);
}

/** Turns n pairs of numbers that stand `stride` apart, from `p` and `q` on. Plain reads: this loop is all the cost there is. */
function turn(x: Float64Array, stride: number, p: number, q: number, n: number, c: number, s: number): void {
  for (let k = 0, from = 0; k < n; k++, from += stride) {
    const one = x[from + p] as number;
    const other = x[from + q] as number;
    x[from + p] = c * one - s * other;
    x[from + q] = s * one + c * other;
  }
}

/** The matrix with a function applied to its eigenvalues: V f(λ) Vᵀ. */
export function mapEigenvalues(matrix: SymmetricMatrix, n: number, f: (value: number) => number): SymmetricMatrix {
  const { values, vectors } = eigenOf(matrix, n);
  const mapped = values.map(f);
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) {
        sum += (vectors[i * n + k] as number) * (mapped[k] as number) * (vectors[j * n + k] as number);
      }
      result[i * n + j] = sum;
      result[j * n + i] = sum;
    }
  }
  return result;
}

/** The product B A B of symmetric matrices. */
export function sandwich(outer: SymmetricMatrix, inner: SymmetricMatrix, n: number): SymmetricMatrix {
  return product(product(outer, inner, n), outer, n);
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const aik = a[i * n + k] as number;
      for (let j = 0; j < n; j++) result[i * n + j] = (result[i * n + j] as number) + aik * (b[k * n + j] as number);
    }
  }
  return result;
}
