import type { NetworkWeights } from "../network-weights.ts";
import { packedLength, packMatrix, wholeTiles } from "./packing.ts";
import type { StepKernel } from "./step-kernel.ts";
import { openKernel } from "./web-assembly.ts";

/** Bytes of a cache line; every stretch of the kernel's memory begins with one. */
const LINE = 64;
/** Bytes of a number. */
const FLOAT = 4;
/** The kernel works on four units at a time, and so on up to three beyond the last. */
const SPARE = 3;

/** The step by WebAssembly SIMD. The weights are packed into the kernel's memory here, once. */
export function openSimdStep({ inputs, outputs, layers, dense }: NetworkWeights): StepKernel {
  let size = 0;
  /** The address of a new stretch of the memory, for so many numbers. */
  const reserve = (length: number): number => {
    const at = size;
    size += Math.ceil((FLOAT * length) / LINE) * LINE;
    return at;
  };
  const units = layers.reduce((sum, layer) => sum + layer.units, 0);
  const rowsOf = (layer: { readonly inputs: number; readonly units: number }) => layer.inputs + layer.units;
  const input = reserve(inputs);
  const [cell, output] = [reserve(units + SPARE), reserve(units + SPARE)];
  const [nextCell, nextOutput] = [reserve(units + SPARE), reserve(units + SPARE)];
  const logits = reserve(wholeTiles(outputs));
  // A value and the place of its row, for each row of the tallest matrix.
  const list = reserve(2 * Math.max(...layers.map(rowsOf)));
  const gates = reserve(Math.max(...layers.map((layer) => wholeTiles(4 * layer.units))));
  let [below, width, offset] = [input, inputs, 0];
  const stack = layers.map((layer) => {
    const placed = {
      input: below,
      inputs: width,
      cell: cell + offset,
      output: output + offset,
      units: layer.units,
      matrix: reserve(packedLength(rowsOf(layer), 4 * layer.units)),
      nextCell: nextCell + offset,
      nextOutput: nextOutput + offset,
    };
    [below, width, offset] = [placed.nextOutput, layer.units, offset + FLOAT * layer.units];
    return placed;
  });
  const top = { input: below, inputs: width, matrix: reserve(packedLength(width, outputs)) };

  const { exports, buffer } = openKernel(size);
  const view = (at: number, length: number) => new Float32Array(buffer, at, length);
  layers.forEach((layer, place) => {
    const columns = 4 * layer.units;
    const packed = view(stack[place]?.matrix ?? 0, packedLength(rowsOf(layer), columns));
    packMatrix(layer.bias, [layer.kernel, layer.recurrent], columns, packed);
  });
  packMatrix(dense.bias, [dense.kernel], outputs, view(top.matrix, packedLength(width, outputs)));

  const given = { input: view(input, inputs), cell: view(cell, units), output: view(output, units) };
  const made = { cell: view(nextCell, units), output: view(nextOutput, units), logits: view(logits, outputs) };
  return (memory, vector, into) => {
    given.input.set(vector);
    given.cell.set(memory.cell);
    given.output.set(memory.output);
    for (const layer of stack) {
      exports.stepLstm(
        layer.input,
        layer.inputs,
        layer.cell,
        layer.output,
        layer.units,
        layer.matrix,
        layer.nextCell,
        layer.nextOutput,
        list,
        gates,
      );
    }
    exports.stepDense(top.input, top.inputs, top.matrix, logits, outputs, list);
    into.memory.cell.set(made.cell);
    into.memory.output.set(made.output);
    into.output.set(made.logits);
  };
}
