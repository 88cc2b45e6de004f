import type { Memory, Recurrent, Stepped } from "../engine/ports.ts";
import type { NetworkWeights } from "./artefact.ts";

/**
 * Rational approximation of tanh, error below 3e-8 (coefficients: Eigen, `generic_fast_tanh_float`, MPL-2.0). Made of
 * + − × ÷ only, so every JavaScript engine gives the same bits, which Math.tanh and Math.exp do not promise.
 */
export function tanh(value: number): number {
  const x = Math.max(-9, Math.min(9, value));
  const s = x * x;
  let p = -2.76076847742355e-16;
  p = p * s + 2.00018790482477e-13;
  p = p * s - 8.60467152213735e-11;
  p = p * s + 5.12229709037114e-8;
  p = p * s + 1.48572235717979e-5;
  p = p * s + 6.37261928875436e-4;
  p = p * s + 4.89352455891786e-3;
  let q = 1.19825839466702e-6;
  q = q * s + 1.18534705686654e-4;
  q = q * s + 2.2684346324339e-3;
  q = q * s + 4.89352518554385e-3;
  return (x * p) / q;
}

/** The logistic function, from {@link tanh}. */
export function sigmoid(value: number): number {
  return 0.5 + 0.5 * tanh(0.5 * value);
}

/** Scratch space of one network: what a step works in and leaves no trace of. */
interface Bench {
  readonly rows: Int32Array;
  readonly gates: Float32Array;
}

/**
 * sums += values · matrix, for a row-major matrix of `sums.length` columns. Rows of zero values are skipped (most of an
 * input is one-hot), and four rows are added at a time, which saves three of four passes over the sums.
 */
function addProduct(sums: Float32Array, values: Float32Array, matrix: Float32Array, rows: Int32Array): void {
  const width = sums.length;
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) rows[count++] = i;
  let at = 0;
  for (; at + 4 <= count; at += 4) {
    const [a, b, c, d] = [rows[at] as number, rows[at + 1] as number, rows[at + 2] as number, rows[at + 3] as number];
    const [va, vb, vc, vd] = [values[a] as number, values[b] as number, values[c] as number, values[d] as number];
    const [ra, rb, rc, rd] = [a * width, b * width, c * width, d * width];
    for (let j = 0; j < width; j++) {
      sums[j] =
        (sums[j] as number) +
        va * (matrix[ra + j] as number) +
        vb * (matrix[rb + j] as number) +
        vc * (matrix[rc + j] as number) +
        vd * (matrix[rd + j] as number);
    }
  }
  for (; at < count; at++) {
    const row = rows[at] as number;
    const value = values[row] as number;
    const start = row * width;
    for (let j = 0; j < width; j++) sums[j] = (sums[j] as number) + value * (matrix[start + j] as number);
  }
}

/**
 * An LSTM and a dense layer as one step in plain TypeScript: no TensorFlow, no allocation. Equal to TensorFlow.js within
 * 1e-5.
 */
export function fuseStep(weights: NetworkWeights): Recurrent {
  const { inputs, units, outputs } = weights;
  const bench: Bench = { rows: new Int32Array(Math.max(inputs, units)), gates: new Float32Array(4 * units) };
  const initial = () => ({ cell: new Float32Array(units), output: new Float32Array(units) });
  return {
    inputs,
    outputs,
    initial,
    blank: () => ({ memory: initial(), output: new Float32Array(outputs) }),
    step: (memory, input, into) => step(weights, bench, memory, input, into),
  };
}

function step(
  weights: NetworkWeights,
  { rows, gates }: Bench,
  memory: Memory,
  input: Float32Array,
  into: Stepped,
): Stepped {
  const { inputs, units } = weights;
  if (input.length !== inputs) throw new RangeError(`the network reads ${inputs} numbers a step, not ${input.length}`);
  gates.set(weights.bias);
  addProduct(gates, input, weights.kernel, rows);
  addProduct(gates, memory.output, weights.recurrent, rows);
  const { cell, output: hidden } = into.memory;
  for (let u = 0; u < units; u++) {
    const admit = sigmoid(gates[u] as number);
    const keep = sigmoid(gates[units + u] as number);
    const candidate = tanh(gates[2 * units + u] as number);
    const emit = sigmoid(gates[3 * units + u] as number);
    const state = keep * (memory.cell[u] as number) + admit * candidate;
    cell[u] = state;
    hidden[u] = emit * tanh(state);
  }
  into.output.set(weights.denseBias);
  addProduct(into.output, hidden, weights.denseKernel, rows);
  return into;
}
