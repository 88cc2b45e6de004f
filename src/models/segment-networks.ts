import { join } from "node:path";
import { PITCH_CLASSES, PITCH_FEATURES, TREND_FEATURES, TREND_OUTPUTS } from "../engine/music/features.ts";
import type { Recurrent, SegmentNetworks } from "../engine/ports.ts";
import { ArtefactError, readArtefact } from "./artefact.ts";
import { type StepForm, stepNetwork } from "./network-step.ts";
import { type NetworkWeights, replaceWeights } from "./network-weights.ts";

function read(folder: string, inputs: number, outputs: number): NetworkWeights {
  const weights = readArtefact(folder);
  if (weights.inputs !== inputs || weights.outputs !== outputs) {
    throw new ArtefactError(
      `${folder} holds a network of ${weights.inputs} inputs and ${weights.outputs} outputs where ${inputs} and ${outputs} ` +
        "are needed; it was trained with other features: train it anew with npm run train",
    );
  }
  return weights;
}

/** Weights of both networks. */
export interface SegmentWeights {
  readonly pitch: NetworkWeights;
  readonly trend: NetworkWeights;
}

/** Weights to take in place of a folder's own, all lists of a network in one. */
export interface OtherWeights {
  readonly pitch?: Float32Array | undefined;
  readonly trend?: Float32Array | undefined;
}

/** The weights of the networks of a folder. Throws {@link ArtefactError} as {@link loadSegmentNetworks} does. */
export function readSegmentWeights(folder: string): SegmentWeights {
  return {
    pitch: read(join(folder, "pitch"), PITCH_FEATURES, PITCH_CLASSES),
    trend: read(join(folder, "trend"), TREND_FEATURES, TREND_OUTPUTS),
  };
}

/** Both networks, ready to be stepped, `others` in place of their own weights. Throws RangeError where those do not fit. */
export function openSegmentNetworks(
  { pitch, trend }: SegmentWeights,
  others: OtherWeights = {},
  form?: StepForm,
): SegmentNetworks {
  const open = (base: NetworkWeights, other: Float32Array | undefined): Recurrent =>
    stepNetwork(other ? replaceWeights(base, other) : base, form);
  return { pitch: open(pitch, others.pitch), trend: open(trend, others.trend) };
}

/**
 * The two networks of a folder such as `models`, with one sub-folder each: `pitch` and `trend`. Loads no TensorFlow.
 * Steps them in the form that suits the machine, unless one is named. Throws {@link ArtefactError} with one sentence for
 * the user when a file is missing or wrong.
 */
export function loadSegmentNetworks(folder: string, form?: StepForm): SegmentNetworks {
  return openSegmentNetworks(readSegmentWeights(folder), {}, form);
}
