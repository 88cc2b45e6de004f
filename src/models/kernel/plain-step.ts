import type { LstmWeights, NetworkWeights } from "../network-weights.ts";
import { applySigmoid, applyTanh } from "./rational-tanh.ts";
import type { StepKernel } from "./step-kernel.ts";

const { fround } = Math;

/** The rows of a product: numbers of the rows whose value is not 0, and those values. */
interface RowList {
  readonly rows: Int32Array;
  readonly values: Float32Array;
}

/** Lists the rows of `values` that are not 0: most of an input is one-hot. Returns how many there are. */
function listRows(values: Float32Array, from: number, count: number, list: RowList): number {
  let listed = 0;
  for (let row = 0; row < count; row++) {
    const value = values[from + row] as number;
    if (value === 0) continue;
    list.rows[listed] = row;
    list.values[listed++] = value;
  }
  return listed;
}

/**
 * sums += values · matrix, for a row-major matrix of `sums.length` columns. Each column takes its rows one after another,
 * rounded to float32 after every operation, as the SIMD kernel does; four rows a pass save three of four passes.
 */
function addRows(sums: Float32Array, matrix: Float32Array, { rows, values }: RowList, listed: number): void {
  const width = sums.length;
  let at = 0;
  for (; at + 4 <= listed; at += 4) {
    const ra = (rows[at] as number) * width;
    const rb = (rows[at + 1] as number) * width;
    const rc = (rows[at + 2] as number) * width;
    const rd = (rows[at + 3] as number) * width;
    const va = values[at] as number;
    const vb = values[at + 1] as number;
    const vc = values[at + 2] as number;
    const vd = values[at + 3] as number;
    for (let j = 0; j < width; j++) {
      let sum = fround((sums[j] as number) + fround(va * (matrix[ra + j] as number)));
      sum = fround(sum + fround(vb * (matrix[rb + j] as number)));
      sum = fround(sum + fround(vc * (matrix[rc + j] as number)));
      sums[j] = sum + fround(vd * (matrix[rd + j] as number));
    }
  }
  for (; at < listed; at++) {
    const start = (rows[at] as number) * width;
    const value = values[at] as number;
    for (let j = 0; j < width; j++) sums[j] = (sums[j] as number) + fround(value * (matrix[start + j] as number));
  }
}

/** The step in plain JavaScript, for where WebAssembly or its SIMD is missing; the same bits as the SIMD kernel. */
export function openPlainStep({ inputs, layers, dense }: NetworkWeights): StepKernel {
  const longest = Math.max(inputs, ...layers.map(({ units }) => units));
  const list: RowList = { rows: new Int32Array(longest), values: new Float32Array(longest) };
  const gatesOf = layers.map(({ units }) => new Float32Array(4 * units));

  const multiply = (sums: Float32Array, matrix: Float32Array, values: Float32Array, from: number, count: number) =>
    addRows(sums, matrix, list, listRows(values, from, count, list));

  const openGates = (
    { units }: LstmWeights,
    gates: Float32Array,
    cell: Float32Array,
    next: { readonly cell: Float32Array; readonly output: Float32Array },
    from: number,
  ) => {
    applySigmoid(gates, 0, 2 * units);
    applyTanh(gates, 2 * units, units);
    applySigmoid(gates, 3 * units, units);
    for (let u = 0; u < units; u++) {
      const admitted = fround((gates[u] as number) * (gates[2 * units + u] as number));
      const kept = fround((gates[units + u] as number) * (cell[from + u] as number));
      const state = kept + admitted;
      next.cell[from + u] = state;
      next.output[from + u] = state;
    }
    applyTanh(next.output, from, units);
    for (let u = 0; u < units; u++) {
      next.output[from + u] = (gates[3 * units + u] as number) * (next.output[from + u] as number);
    }
  };

  return (memory, input, into) => {
    let below = input;
    let belowFrom = 0;
    let from = 0;
    for (let place = 0; place < layers.length; place++) {
      const layer = layers[place] as LstmWeights;
      const gates = gatesOf[place] as Float32Array;
      gates.set(layer.bias);
      multiply(gates, layer.kernel, below, belowFrom, layer.inputs);
      multiply(gates, layer.recurrent, memory.output, from, layer.units);
      openGates(layer, gates, memory.cell, into.memory, from);
      below = into.memory.output;
      belowFrom = from;
      from += layer.units;
    }
    into.output.set(dense.bias);
    multiply(into.output, dense.kernel, below, belowFrom, from - belowFrom);
  };
}
