import { join } from "node:path";
import { FRAME_CLASSES } from "../../engine/gestures/decision.ts";
import { FRAME_FEATURES } from "../../engine/gestures/frames.ts";
import { type FrameReader, readByNetwork } from "../../engine/gestures/recogniser.ts";
import { ArtefactError, readArtefact } from "../artefact.ts";
import { stepNetwork } from "../network-step.ts";

/** The network of the child's gestures, for one hand. Throws {@link ArtefactError}, whose message is a sentence without its full stop. */
export function loadGestureReader(models: string): FrameReader {
  const folder = join(models, "gesture");
  const weights = readArtefact(folder);
  if (weights.inputs !== FRAME_FEATURES || weights.outputs !== FRAME_CLASSES.length) {
    throw new ArtefactError(
      `${folder} reads ${weights.inputs} numbers and tells ${weights.outputs} apart where ${FRAME_FEATURES} and ${FRAME_CLASSES.length} belong; train it anew with npm run train -- gesture`,
    );
  }
  return readByNetwork(stepNetwork(weights));
}
