import { convolutionShapes } from "./convolution.ts";
import type { InputScale } from "./network-input.ts";
import { type CellKind, type GateActivation, recurrentShapes } from "./recurrent-weights.ts";

/** The networks that learn a score. */
export type NetworkKind = CellKind | "cnn";

export const NETWORK_KINDS: readonly NetworkKind[] = ["elman", "gru", "lstm", "cnn"];

/** What was learnt, as it is kept: some networks of one shape, each learnt without some of the participants; their mean is the logit. */
export interface NetworkForm {
  readonly kind: NetworkKind;
  /** Means nothing for an Elman network and filters, which have no gates. */
  readonly gates: GateActivation;
  readonly units: number;
  /** Windows of a sequence. */
  readonly length: number;
  readonly scale: InputScale;
  /** Lists of weights in the order of {@link networkShapes}, for each network. */
  readonly members: readonly (readonly Float32Array[])[];
  readonly temperature: number;
}

/** Shapes of the lists of weights of one network. */
export function networkShapes(kind: NetworkKind, inputs: number, units: number): number[][] {
  return kind === "cnn" ? convolutionShapes(inputs, units, 1) : recurrentShapes(kind, inputs, units, 1);
}
