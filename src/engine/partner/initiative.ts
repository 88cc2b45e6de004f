import { lastSound } from "../listening/phrase.ts";
import type { Decibels, Millis } from "../time/units.ts";
import { knownMotif } from "./motif.ts";
import { atLevel, makeOffer } from "./offer.ts";
import { steerOffer } from "./steered.ts";
import type { Cue, Reaction, Scene } from "./technique.ts";

/** A beginning of the partner's own is softer than an answer by this much. */
const SOFT: Decibels = -3;

/** Whether the partner waits for the child, in silence. */
function isWaiting({ partner, listening }: Scene): boolean {
  const waits = partner.state === "listening" || partner.state === "waiting";
  return waits && listening.phrase.length === 0;
}

/** Whether it began by itself already, since the child last played. */
function hasBegun({ partner: { remembered }, listening }: Scene): boolean {
  return remembered?.kind === "initiative" && remembered.beganAt > lastSound(listening);
}

/** The reaction, and a wake for the partner's own beginning where the therapist allows one and the child may now be waited for. */
export function awaitSilence(scene: Scene, cue: Cue, reaction: Reaction): Reaction {
  const { mayStart } = scene.steering;
  const after = { ...scene, partner: reaction.partner };
  if (mayStart === null || !isWaiting(after) || hasBegun(after) || scene.partner.state === reaction.partner.state)
    return reaction;
  // A space that stayed empty was silence as well.
  const since = scene.partner.spaceEndsAt === null ? cue.at : scene.partner.spaceEndsAt - scene.steering.space;
  const due: Millis = Math.max(cue.at, since + mayStart);
  return { ...reaction, wakes: [...(reaction.wakes ?? []), { name: "mayStart", at: due }] };
}

/** Nobody has played for long enough: the partner begins, softly, with a motif that the child knows. Once, until the child plays. */
export function beginAlone(scene: Scene, at: Millis): Reaction {
  const { partner, steering, listening } = scene;
  const { mayStart } = steering;
  if (mayStart === null || !isWaiting(scene) || hasBegun(scene)) return { partner };
  const silentSince = Math.max(lastSound(listening), lastSound(scene.therapist));
  if (at - silentSince < mayStart) return { partner, wakes: [{ name: "mayStart", at: silentSince + mayStart }] };
  const motif = knownMotif(scene);
  if (!motif) return { partner };
  const offered = { ...partner, offeredAgain: 1, remembered: { kind: "initiative", beganAt: at } as const };
  return {
    ...makeOffer(offered, atLevel(steerOffer(scene, motif), SOFT), at),
    decision: `Begins by itself after ${Math.round((at - silentSince) / 1_000)} s of silence, softly, with the child's own motif`,
  };
}
