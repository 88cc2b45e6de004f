import { motifsHeard } from "../listening/readouts.ts";
import { isSameTune, type KeptTune, MOST_TUNES } from "../partner/kept-tune.ts";
import type { Millis } from "../time/units.ts";
import { decide, enterTechnique, type Step } from "./perform.ts";
import type { Resources, Session } from "./session.ts";

/** What the therapist says of the child's tunes: keep the one heard last, let a kept one go, or weave one in. */
export type TuneCue =
  | { readonly kind: "keep"; readonly name: string }
  | { readonly kind: "drop"; readonly tune: number }
  /** By its number among the kept ones; null: the one heard last. */
  | { readonly kind: "weave"; readonly tune: number | null };

/** The tune that the child came back to last, as it would be kept; undefined where there is none. */
function newestTune({ listening }: Session, name: string): KeptTune | undefined {
  const motif = motifsHeard(listening.child).at(-1);
  return motif && { name, pitches: motif.pitches, rhythm: motif.rhythm, pace: motif.pace, pad: motif.pad };
}

/** The child's tunes after a word of the therapist's. Weaving in puts the card on that does it. */
export function careForTunes(session: Session, at: Millis, cue: TuneCue, resources: Resources): Step {
  const { kept, chosen } = session.tunes;
  switch (cue.kind) {
    case "keep": {
      const tune = newestTune(session, cue.name.trim().slice(0, 40));
      if (!tune || kept.length >= MOST_TUNES || kept.some((one) => isSameTune(one, tune))) {
        return { session, commands: [] };
      }
      const tunes = { kept: [...kept, tune], chosen };
      return {
        session: decide({ ...session, tunes }, at, `Keeps a tune of ${tune.pitches.length} notes`),
        commands: [],
      };
    }
    case "drop": {
      if (!kept[cue.tune]) return { session, commands: [] };
      const left = chosen === null || chosen === cue.tune ? null : chosen > cue.tune ? chosen - 1 : chosen;
      const tunes = { kept: kept.filter((_, place) => place !== cue.tune), chosen: left };
      return { session: decide({ ...session, tunes }, at, "Lets a kept tune go"), commands: [] };
    }
    case "weave": {
      if (cue.tune !== null && !kept[cue.tune]) return { session, commands: [] };
      const next = { ...session, tunes: { kept, chosen: cue.tune } };
      const said = decide(next, at, cue.tune === null ? "Weaves in the tune heard last" : "Weaves in a kept tune");
      return enterTechnique(said, "incorporate", at, resources);
    }
  }
}
