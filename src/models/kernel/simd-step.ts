import type { NetworkWeights } from "../network-weights.ts";
import { packedLength, packMatrix, wholeTiles } from "./packing.ts";
import type { StepKernel } from "./step-kernel.ts";
import { openKernel } from "./web-assembly.ts";

/** A stretch of the kernel's memory: where it begins in bytes, and how many numbers it holds. */
interface Stretch {
  readonly at: number;
  readonly length: number;
}

/** Bytes of a cache line; every stretch begins with one. */
const LINE = 64;
/** The kernel works on four units at a time, and so on up to three beyond the last. */
const SPARE = 3;

/** The step by WebAssembly SIMD. The weights are packed into the kernel's memory here, once. */
export function openSimdStep({ inputs, outputs, layers, dense }: NetworkWeights): StepKernel {
  let size = 0;
  const reserve = (length: number): Stretch => {
    const at = size;
    size += Math.ceil((4 * length) / LINE) * LINE;
    return { at, length };
  };
  const units = layers.reduce((sum, layer) => sum + layer.units, 0);
  const longest = Math.max(...layers.map((layer) => layer.inputs + layer.units));
  const input = reserve(inputs);
  const [cell, output] = [reserve(units + SPARE), reserve(units + SPARE)];
  const [nextCell, nextOutput] = [reserve(units + SPARE), reserve(units + SPARE)];
  const logits = reserve(wholeTiles(outputs));
  // A number of a row and its value.
  const list = reserve(2 * longest);
  const gates = reserve(Math.max(...layers.map((layer) => wholeTiles(4 * layer.units))));
  const matrices = layers.map((layer) => reserve(packedLength(layer.inputs + layer.units, 4 * layer.units)));
  const top = reserve(packedLength(layers.at(-1)?.units ?? 0, outputs));

  const { exports, buffer } = openKernel(size);
  const view = ({ at }: Stretch, length: number) => new Float32Array(buffer, at, length);
  layers.forEach(({ kernel, recurrent, bias, units: own }, place) => {
    const matrix = matrices[place] ?? top;
    packMatrix(bias, [kernel, recurrent], 4 * own, view(matrix, matrix.length));
  });
  packMatrix(dense.bias, [dense.kernel], outputs, view(top, top.length));

  const given = { input: view(input, inputs), cell: view(cell, units), output: view(output, units) };
  const made = {
    cell: view(nextCell, units),
    output: view(nextOutput, units),
    logits: view(logits, outputs),
  };
  return (memory, vector, into) => {
    given.input.set(vector);
    given.cell.set(memory.cell);
    given.output.set(memory.output);
    let below = input.at;
    let from = 0;
    for (let place = 0; place < layers.length; place++) {
      const layer = layers[place] as (typeof layers)[number];
      exports.stepLstm(
        below,
        layer.inputs,
        cell.at + from,
        output.at + from,
        layer.units,
        (matrices[place] as Stretch).at,
        nextCell.at + from,
        nextOutput.at + from,
        list.at,
        gates.at,
      );
      below = nextOutput.at + from;
      from += 4 * layer.units;
    }
    exports.stepDense(below, layers[layers.length - 1]?.units ?? 0, top.at, logits.at, outputs, list.at);
    into.memory.cell.set(made.cell);
    into.memory.output.set(made.output);
    into.output.set(made.logits);
  };
}
