const { fround } = Math;

/**
 * Rational approximation of tanh in float32 arithmetic, error below 4e-7 (coefficients: Eigen, `generic_fast_tanh_float`,
 * MPL-2.0), of `count` numbers from `from` on, in place. Made of + − × ÷ only, each rounded to float32: every machine
 * gives the same bits, which Math.tanh and Math.exp do not promise, and so does WebAssembly SIMD.
 *
 * Works on an array because a number handed over alone may be put on the heap.
 */
export function applyTanh(values: Float32Array, from: number, count: number): void {
  for (let i = from; i < from + count; i++) {
    const x = Math.max(-9, Math.min(9, values[i] as number));
    const s = fround(x * x);
    let p = fround(-2.76076847742355e-16);
    p = fround(fround(p * s) + fround(2.00018790482477e-13));
    p = fround(fround(p * s) + fround(-8.60467152213735e-11));
    p = fround(fround(p * s) + fround(5.12229709037114e-8));
    p = fround(fround(p * s) + fround(1.48572235717979e-5));
    p = fround(fround(p * s) + fround(6.37261928875436e-4));
    p = fround(fround(p * s) + fround(4.89352455891786e-3));
    let q = fround(1.19825839466702e-6);
    q = fround(fround(q * s) + fround(1.18534705686654e-4));
    q = fround(fround(q * s) + fround(2.2684346324339e-3));
    q = fround(fround(q * s) + fround(4.89352518554385e-3));
    values[i] = fround(x * p) / q;
  }
}

/** The logistic function from {@link applyTanh}, likewise in place. */
export function applySigmoid(values: Float32Array, from: number, count: number): void {
  for (let i = from; i < from + count; i++) values[i] = 0.5 * (values[i] as number);
  applyTanh(values, from, count);
  for (let i = from; i < from + count; i++) values[i] = 0.5 + fround(0.5 * (values[i] as number));
}
