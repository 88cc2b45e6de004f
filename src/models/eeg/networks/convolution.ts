import { addProduct, packMatrix, wholeLanes } from "./small-matrix.ts";

/** Inputs that a filter sees at once. */
export const REACH = 3;

/**
 * A layer of filters over time, each `REACH` inputs wide, rectified; the mean over time; and a dense layer. Row-major. Before the first
 * input and after the last there are zeros.
 */
export interface ConvolutionWeights {
  readonly inputs: number;
  readonly units: number;
  /** REACH·inputs × units, the oldest input's rows first. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly dense: { readonly kernel: Float32Array; readonly bias: Float32Array };
}

/** Shapes of the weights: kernel, bias, dense kernel, dense bias. */
export function convolutionShapes(inputs: number, units: number, outputs: number): number[][] {
  return [[REACH * inputs, units], [units], [units, outputs], [outputs]];
}

/** Opens the network to be played: from inputs, oldest first, to its first output. Throws RangeError for weights that do not fit. */
export function openConvolution(weights: ConvolutionWeights): (inputs: readonly Float64Array[]) => number {
  const { inputs, units, kernel, bias, dense } = weights;
  const lengths = convolutionShapes(inputs, units, 1).map((shape) => shape.reduce((a, b) => a * b, 1));
  if ([kernel, bias, dense.kernel, dense.bias].some((list, i) => list.length !== lengths[i])) {
    throw new RangeError(`${units} filters on ${inputs} inputs have lists of ${lengths.join(", ")} weights`);
  }
  const parts = Array.from({ length: REACH }, (_, place) =>
    packMatrix(kernel.subarray(place * inputs * units, (place + 1) * inputs * units), units),
  );
  const sums = new Float64Array(wholeLanes(units));
  const before = (REACH - 1) / 2;
  return (sequence) => {
    let output = dense.bias[0] as number;
    for (let t = 0; t < sequence.length; t++) {
      for (let u = 0; u < units; u++) sums[u] = bias[u] as number;
      for (const [place, part] of parts.entries()) {
        const input = sequence[t + place - before];
        if (input) addProduct(sums, 0, part, input, 0);
      }
      for (let u = 0; u < units; u++) {
        output += (Math.max(0, sums[u] as number) * (dense.kernel[u] as number)) / sequence.length;
      }
    }
    return output;
  };
}
