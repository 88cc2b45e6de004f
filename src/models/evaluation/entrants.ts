import type { Melody } from "../../engine/music/melody.ts";
import type { TuneIndex } from "../../engine/music/ruler/tune-index.ts";
import type { SegmentNetworks } from "../../engine/ports.ts";
import { antiphon } from "../generators/antiphon.ts";
import type { GenerationTask, Generator } from "../generators/generator.ts";
import { heldOutMedley, heldOutTune } from "./held-out-music.ts";
import type { Described } from "./summarise-generator.ts";
import type { TracedMusic } from "./traced-music.ts";

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

/** All that can be measured, in the order of a report: real music, ours, the rivals. `held`: the held-out tunes; `tokens`: all tunes. */
export function openEntrants(networks: SegmentNetworks, held: readonly Melody[], tokens: TuneIndex): Entrant[] {
  return [
    enter("reference", heldOutTune),
    enter("reference", heldOutMedley(held)),
    enter("ours", antiphon(networks, [tokens])),
  ];
}
