/** One LSTM layer, row-major, as Keras orders it: the gates' columns are input, forget, cell, output. */
export interface LstmWeights {
  /** Numbers the layer reads a step: the network's inputs, or the units of the layer below. */
  readonly inputs: number;
  readonly units: number;
  /** inputs × 4·units. */
  readonly kernel: Float32Array;
  /** units × 4·units. */
  readonly recurrent: Float32Array;
  /** 4·units. */
  readonly bias: Float32Array;
}

/** The weights of one or more LSTM layers, one upon the other, and a dense layer on top, whose outputs are raw logits. */
export interface NetworkWeights {
  readonly inputs: number;
  readonly outputs: number;
  /** At least one, the lowest first. */
  readonly layers: readonly LstmWeights[];
  readonly dense: {
    /** Units of the last layer × outputs. */
    readonly kernel: Float32Array;
    /** outputs. */
    readonly bias: Float32Array;
  };
}

/** Shapes of a network's weights in the order of Keras: kernel, recurrent kernel and bias a layer; dense kernel and bias. */
export function weightShapes(inputs: number, units: readonly number[], outputs: number): number[][] {
  let width = inputs;
  const layers = units.flatMap((own) => {
    const shapes = [[width, 4 * own], [own, 4 * own], [4 * own]];
    width = own;
    return shapes;
  });
  return [...layers, [width, outputs], [outputs]];
}

/** A network from its weights, one list for each of {@link weightShapes}. Throws RangeError when one is missing. */
export function arrangeWeights(
  inputs: number,
  units: readonly number[],
  outputs: number,
  arrays: readonly Float32Array[],
): NetworkWeights {
  const at = (place: number): Float32Array => {
    const array = arrays[place];
    if (!array)
      throw new RangeError(`a network of ${units.length} layers has ${3 * units.length + 2} lists of weights`);
    return array;
  };
  const layers = units.map((own, layer) => ({
    inputs: units[layer - 1] ?? inputs,
    units: own,
    kernel: at(3 * layer),
    recurrent: at(3 * layer + 1),
    bias: at(3 * layer + 2),
  }));
  const top = 3 * units.length;
  return { inputs, outputs, layers, dense: { kernel: at(top), bias: at(top + 1) } };
}

/** The lists that {@link arrangeWeights} takes, of a network. */
export function listWeights({ layers, dense }: NetworkWeights): Float32Array[] {
  return [...layers.flatMap(({ kernel, recurrent, bias }) => [kernel, recurrent, bias]), dense.kernel, dense.bias];
}

/** A network of the same shape with other weights: all lists in one. Throws RangeError when they are too few or too many. */
export function replaceWeights(network: NetworkWeights, all: Float32Array): NetworkWeights {
  const lists = listWeights(network);
  const expected = lists.reduce((sum, { length }) => sum + length, 0);
  if (all.length !== expected) throw new RangeError(`${all.length} weights where the network has ${expected}`);
  let at = 0;
  const arrays = lists.map(({ length }) => {
    at += length;
    return all.subarray(at - length, at);
  });
  const units = network.layers.map((layer) => layer.units);
  return arrangeWeights(network.inputs, units, network.outputs, arrays);
}
