import { applyTanh, GATE_ACTIVATIONS } from "./activations.ts";
import { CELL_BLOCKS, type RecurrentWeights, recurrentShapes } from "./recurrent-weights.ts";
import { addProduct, packMatrix, wholeLanes } from "./small-matrix.ts";

/**
 * A small recurrent network over the last few inputs, without TensorFlow and equal to it within 1e-5. An input is multiplied with the
 * kernel once, when it is heard, however many sequences it will be part of; only the recurrence is gone through again each time.
 */
export interface RecurrentStep {
  /** Inputs of a sequence. */
  readonly length: number;
  /** The cell's output before the first input: zeros. */
  readonly initial: Float64Array;
  /** Forgets what was heard. */
  restart(): void;
  /** One more input; the oldest is forgotten when there are more than `length`. Allocates nothing. Throws RangeError for another width. */
  hear(input: Float64Array): void;
  /** The dense layer's outputs, raw, after the inputs heard. Its own array, written over each time. Allocates nothing. */
  finish(): Float64Array;
}

/** Throws RangeError for a cell or gate that is not known, and for lists of weights of other lengths than the sizes ask for. */
function check({ kind, gates, inputs, units, kernel, recurrent, bias, dense }: RecurrentWeights): void {
  if (!Object.hasOwn(CELL_BLOCKS, kind) || !Object.hasOwn(GATE_ACTIVATIONS, gates)) {
    throw new RangeError(`there is no cell "${kind}" with the gates "${gates}"`);
  }
  const shapes = recurrentShapes(kind, inputs, units, dense.bias.length);
  const lengths = shapes.map((shape) => shape.reduce((a, b) => a * b, 1));
  if ([kernel, recurrent, bias, dense.kernel, dense.bias].some((list, i) => list.length !== lengths[i])) {
    throw new RangeError(`${kind} of ${units} units on ${inputs} inputs has lists of ${lengths.join(", ")} weights`);
  }
}

/** Takes a cell one step on: from the driven sums in `sums` and its memory, to its next memory. */
type CellStep = () => void;

interface CellRoom {
  readonly sums: Float64Array;
  readonly state: Float64Array;
  readonly cell: Float64Array;
}

function elmanStep({ units, recurrent }: RecurrentWeights, { sums, state }: CellRoom): CellStep {
  const matrix = packMatrix(recurrent, units);
  return () => {
    addProduct(sums, 0, matrix, state, 0);
    applyTanh(sums, 0, units);
    for (let u = 0; u < units; u++) state[u] = sums[u] as number;
  };
}

function gruStep({ units, recurrent, gates }: RecurrentWeights, { sums, state }: CellRoom): CellStep {
  const open = GATE_ACTIVATIONS[gates];
  // The candidate's product has the gated state as its factor, so it is made by a matrix of its own.
  const ofGates = packMatrix(recurrent, 3 * units, 0, 2 * units);
  const ofCandidate = packMatrix(recurrent, 3 * units, 2 * units, 3 * units);
  const gateSums = new Float64Array(wholeLanes(2 * units));
  const candidate = new Float64Array(wholeLanes(units));
  const gated = new Float64Array(units);
  return () => {
    for (let i = 0; i < 2 * units; i++) gateSums[i] = sums[i] as number;
    for (let u = 0; u < units; u++) candidate[u] = sums[2 * units + u] as number;
    addProduct(gateSums, 0, ofGates, state, 0);
    open(gateSums, 0, 2 * units);
    for (let u = 0; u < units; u++) gated[u] = (gateSums[units + u] as number) * (state[u] as number);
    addProduct(candidate, 0, ofCandidate, gated, 0);
    applyTanh(candidate, 0, units);
    for (let u = 0; u < units; u++) {
      const keep = gateSums[u] as number;
      state[u] = keep * (state[u] as number) + (1 - keep) * (candidate[u] as number);
    }
  };
}

function lstmStep({ units, recurrent, gates }: RecurrentWeights, { sums, state, cell }: CellRoom): CellStep {
  const open = GATE_ACTIVATIONS[gates];
  const matrix = packMatrix(recurrent, 4 * units);
  return () => {
    addProduct(sums, 0, matrix, state, 0);
    open(sums, 0, 2 * units);
    applyTanh(sums, 2 * units, units);
    open(sums, 3 * units, units);
    for (let u = 0; u < units; u++) {
      const admitted = (sums[u] as number) * (sums[2 * units + u] as number);
      cell[u] = (sums[units + u] as number) * (cell[u] as number) + admitted;
      state[u] = cell[u] as number;
    }
    applyTanh(state, 0, units);
    for (let u = 0; u < units; u++) state[u] = (sums[3 * units + u] as number) * (state[u] as number);
  };
}

const CELL_STEPS = { elman: elmanStep, gru: gruStep, lstm: lstmStep };

/** Opens a network to be stepped over sequences of `length` inputs. Throws RangeError for weights that are no such network. */
export function openRecurrentStep(weights: RecurrentWeights, length: number): RecurrentStep {
  check(weights);
  const { inputs, units, dense } = weights;
  const columns = weights.bias.length;
  const room = wholeLanes(columns);
  const kernel = packMatrix(weights.kernel, columns);
  const above = packMatrix(dense.kernel, dense.bias.length);
  /** What each input heard brings: bias + input · kernel. */
  const driven = new Float64Array(length * room);
  const memory: CellRoom = {
    sums: new Float64Array(room),
    state: new Float64Array(wholeLanes(units)),
    cell: new Float64Array(units),
  };
  const { sums, state, cell } = memory;
  const initial = new Float64Array(units);
  const output = new Float64Array(wholeLanes(dense.bias.length));
  const shown = output.subarray(0, dense.bias.length);
  const stepCell = CELL_STEPS[weights.kind](weights, memory);
  let heard = 0;
  let next = 0;
  return {
    length,
    initial,
    restart: () => {
      heard = 0;
    },
    hear: (input) => {
      if (input.length !== inputs) throw new RangeError(`the network reads ${inputs} numbers, not ${input.length}`);
      const at = next * room;
      for (let i = 0; i < columns; i++) driven[at + i] = weights.bias[i] as number;
      addProduct(driven, at, kernel, input, 0);
      next = (next + 1) % length;
      heard = Math.min(length, heard + 1);
    },
    finish: () => {
      for (let u = 0; u < units; u++) state[u] = initial[u] as number;
      cell.fill(0);
      for (let i = 0; i < heard; i++) {
        const at = ((next - heard + i + length) % length) * room;
        for (let j = 0; j < room; j++) sums[j] = driven[at + j] as number;
        stepCell();
      }
      for (let o = 0; o < dense.bias.length; o++) output[o] = dense.bias[o] as number;
      addProduct(output, 0, above, state, 0);
      return shown;
    },
  };
}
