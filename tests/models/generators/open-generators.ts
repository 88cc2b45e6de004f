import { readArtefact } from "../../../src/models/artefact.ts";
import { openRivals } from "../../../src/models/generators/rivals.ts";
import { stepNetwork } from "../../../src/models/network-step.ts";
import { inRoot } from "../../../src/server/folders.ts";

/** The generators as they are measured, with the committed network. */
export const GENERATORS = openRivals(stepNetwork(readArtefact(inRoot("models", "rival"))));
