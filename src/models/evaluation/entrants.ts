import { join } from "node:path";
import type { Melody } from "../../engine/music/melody.ts";
import type { TuneIndex } from "../../engine/music/ruler/tune-index.ts";
import { readArtefact } from "../artefact.ts";
import { antiphon, deafAntiphon, unsteeredAntiphon } from "../generators/antiphon.ts";
import type { GenerationTask, Generator } from "../generators/generator.ts";
import { openRivals } from "../generators/rivals.ts";
import type { TracedMusic } from "../generators/traced-music.ts";
import { stepNetwork } from "../network-step.ts";
import { loadSegmentNetworks } from "../segment-networks.ts";
import { heldOutMedley, heldOutTune } from "./held-out-music.ts";
import type { Described } from "./summarise-generator.ts";

/** Something that is measured: ours, a rival, or real music as a reference. */
export interface Entrant extends Described {
  generate(task: GenerationTask): TracedMusic;
}

const enter = (kind: Described["kind"], { name, title, generate }: Generator): Entrant => ({
  name,
  title,
  kind,
  generate,
});

/**
 * All that can be measured, in the order of a report: real music, ours, ours with a part left out, the rivals. `models`: the
 * folder of the networks; `held`: the held-out tunes; `known`: those that were trained on; `copies`: an index of the tunes
 * that ours must not copy at length. Throws ArtefactError when a network is missing or wrong.
 */
export function openEntrants(
  models: string,
  held: readonly Melody[],
  known: readonly Melody[],
  copies: TuneIndex,
): Entrant[] {
  const networks = loadSegmentNetworks(models);
  const rivals = openRivals(stepNetwork(readArtefact(join(models, "rival"))));
  return [
    enter("reference", heldOutTune),
    enter("reference", heldOutMedley(held)),
    enter("ours", antiphon(networks, [copies])),
    enter("reference", unsteeredAntiphon(networks, [copies])),
    enter("reference", deafAntiphon(known, [copies])),
    ...rivals.map((rival) => enter("rival", rival)),
  ];
}
