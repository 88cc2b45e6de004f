import { join } from "node:path";
import { PITCH_CLASSES, PITCH_FEATURES, TREND_FEATURES, TREND_OUTPUTS } from "../engine/music/features.ts";
import type { Recurrent, SegmentNetworks } from "../engine/ports.ts";
import { ArtefactError, readArtefact } from "./artefact.ts";
import { fuseStep } from "./fused-step.ts";

function load(folder: string, inputs: number, outputs: number): Recurrent {
  const weights = readArtefact(folder);
  if (weights.inputs !== inputs || weights.outputs !== outputs) {
    throw new ArtefactError(
      `${folder} holds a network of ${weights.inputs} inputs and ${weights.outputs} outputs where ${inputs} and ${outputs} ` +
        "are needed; it was trained with other features: train it anew with npm run train",
    );
  }
  return fuseStep(weights);
}

/**
 * The two networks of a folder such as `models`, with one sub-folder each: `pitch` and `trend`. Loads no TensorFlow.
 * Throws {@link ArtefactError} with one sentence for the user when a file is missing or wrong.
 */
export function loadSegmentNetworks(folder: string): SegmentNetworks {
  return {
    pitch: load(join(folder, "pitch"), PITCH_FEATURES, PITCH_CLASSES),
    trend: load(join(folder, "trend"), TREND_FEATURES, TREND_OUTPUTS),
  };
}
