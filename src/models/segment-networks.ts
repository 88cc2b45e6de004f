import { join } from "node:path";
import { PITCH_CLASSES, PITCH_FEATURES, TREND_FEATURES, TREND_OUTPUTS } from "../engine/music/features.ts";
import type { Recurrent, SegmentNetworks } from "../engine/ports.ts";
import { ArtefactError, readArtefact } from "./artefact.ts";
import { type StepForm, stepNetwork } from "./network-step.ts";

function load(folder: string, inputs: number, outputs: number, form: StepForm | undefined): Recurrent {
  const weights = readArtefact(folder);
  if (weights.inputs !== inputs || weights.outputs !== outputs) {
    throw new ArtefactError(
      `${folder} holds a network of ${weights.inputs} inputs and ${weights.outputs} outputs where ${inputs} and ${outputs} ` +
        "are needed; it was trained with other features: train it anew with npm run train",
    );
  }
  return stepNetwork(weights, form);
}

/**
 * The two networks of a folder such as `models`, with one sub-folder each: `pitch` and `trend`. Loads no TensorFlow.
 * Steps them in the form that suits the machine, unless one is named. Throws {@link ArtefactError} with one sentence for
 * the user when a file is missing or wrong.
 */
export function loadSegmentNetworks(folder: string, form?: StepForm): SegmentNetworks {
  return {
    pitch: load(join(folder, "pitch"), PITCH_FEATURES, PITCH_CLASSES, form),
    trend: load(join(folder, "trend"), TREND_FEATURES, TREND_OUTPUTS, form),
  };
}
