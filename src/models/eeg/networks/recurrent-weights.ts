/** What carries memory from step to step. */
export type CellKind = "elman" | "gru" | "lstm";

/** What opens and closes the gates of a GRU or an LSTM. An Elman cell has none. */
export type GateActivation = "sigmoid" | "hardSigmoid";

/** Products with the input a step: one an output, and one more for each gate. */
export const CELL_BLOCKS: Readonly<Record<CellKind, number>> = { elman: 1, gru: 3, lstm: 4 };

/**
 * One recurrent layer and a dense layer on its last output, row-major, as Keras orders them. Blocks of columns: Elman h; GRU z r h
 * (the reset gate before the recurrent product); LSTM i f c o.
 */
export interface RecurrentWeights {
  readonly kind: CellKind;
  readonly gates: GateActivation;
  readonly inputs: number;
  readonly units: number;
  /** inputs × blocks·units. */
  readonly kernel: Float32Array;
  /** units × blocks·units. */
  readonly recurrent: Float32Array;
  /** blocks·units. */
  readonly bias: Float32Array;
  readonly dense: {
    /** units × outputs. */
    readonly kernel: Float32Array;
    /** outputs. */
    readonly bias: Float32Array;
  };
}

/** Shapes of the weights in the order of Keras: kernel, recurrent kernel, bias, dense kernel, dense bias. */
export function recurrentShapes(kind: CellKind, inputs: number, units: number, outputs: number): number[][] {
  const columns = CELL_BLOCKS[kind] * units;
  return [[inputs, columns], [units, columns], [columns], [units, outputs], [outputs]];
}
