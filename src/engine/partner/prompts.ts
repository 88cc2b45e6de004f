import type { Millis } from "../time/units.ts";
import { type Footing, footingAt } from "./footing.ts";
import { BEATS_IN_BAR, periodOf } from "./grid.ts";
import { takeIn } from "./hearing.ts";
import { knownMotif } from "./motif.ts";
import { atLevel, breathOf, ENTRY, isOffering, makeOffer, takeTurns } from "./offer.ts";
import { MODEL_BAR, modelStrokes, played } from "./own-figures.ts";
import type { Partner, PlannedNote } from "./partner.ts";
import { steerOffer } from "./steered.ts";
import type { Cue, Reaction, Scene } from "./technique.ts";
import { playsPads } from "./voices.ts";

/** What a prompt is: the last offer once more, or one bar that shows how. */
export type Prompt = "repeat" | "model";

/** A bar that shows how: the child's own motif put on the beat where one is known, else a figure of our own. */
function modelBar(scene: Scene, at: Millis): PlannedNote[] {
  const footing = footingAt(scene, at);
  const bar = onTheBeat(knownMotif(scene) ?? [], footing);
  if (bar.length > 1) return bar;
  return playsPads(scene) ? modelStrokes(footing) : played(MODEL_BAR, footing);
}

/** A motif's onsets on the halves of a beat, as far as one bar holds them. */
function onTheBeat(motif: readonly PlannedNote[], { tempo }: Footing): PlannedNote[] {
  const half = periodOf(tempo) / 2;
  const bar: PlannedNote[] = [];
  for (const note of motif) {
    const place = Math.round(note.onset / half);
    const before = bar[bar.length - 1];
    if (place * half >= BEATS_IN_BAR * 2 * half) break;
    if (before && before.onset >= place * half - 1) continue;
    bar.push({ ...note, onset: place * half, duration: Math.min(note.duration, 2 * half) });
  }
  return bar.map((note, i) => {
    const room = (bar[i + 1]?.onset ?? BEATS_IN_BAR * 2 * half) - note.onset;
    return { ...note, duration: Math.min(note.duration, room) };
  });
}

function givenOf({ remembered }: Partner): number {
  return remembered?.kind === "prompts" ? remembered.given : 0;
}

/** Gives a prompt. The last offer comes softer, by 3 dB or as set; where there is none, the partner shows how instead. */
function give(scene: Scene, at: Millis, prompt: Prompt, given: number): Reaction {
  const { partner } = scene;
  const repeats = prompt === "repeat" && partner.offer.length > 0;
  const offer = repeats ? atLevel(partner.offer, scene.steering.softerAgain) : steerOffer(scene, modelBar(scene, at));
  const prompted: Partner = { ...partner, remembered: { kind: "prompts", given } };
  const made = makeOffer(prompted, offer, at, given > 1 ? "offerAgain" : "breath");
  // What is repeated keeps its own loudness: repeated once more it is not softer still.
  const kept = repeats ? { ...made.partner, offer: partner.offer } : made.partner;
  return {
    ...made,
    partner: kept,
    ...(isOffering(partner) ? { release: scene.steering.yieldFade } : {}),
    decision: repeats ? "Repeats the last offer, softer" : "Shows how, with one bar",
  };
}

/** Two prompts stayed unanswered, or as many as are allowed: a steady beat comes in their place. The first is the therapist's own. */
function promptAgain(scene: Scene, at: Millis): Reaction {
  const given = givenOf(scene.partner);
  if (given < scene.steering.prompts) return give(scene, at, "model", given + 1);
  return {
    partner: { ...scene.partner, spaceEndsAt: null },
    become: "ground",
    decision: `No answer to ${given === 1 ? "the prompt" : `${given} prompts`}: back to a steady beat`,
  };
}

/**
 * A card that prompts: `first`, a space, then a model, a space, then a steady beat (as many prompts as the therapist allows, one at
 * the least, two at the most). When the child has played, the prompts count anew and the card gives its first again.
 */
export function prompt(scene: Scene, cue: Cue, first: Prompt): Reaction {
  if (cue.kind === "enter") {
    const entered = takeTurns(scene, cue);
    const given = give({ ...scene, partner: entered.partner }, cue.at + ENTRY, first, 1);
    return { ...given, ...(entered.level ? { level: entered.level } : {}) };
  }
  if (cue.kind === "tap" && cue.tap === "again") return give(scene, cue.at + breathOf(scene.steering, 0), first, 1);
  if (cue.kind === "phrase") {
    const heard = { ...scene, partner: takeIn(scene, cue.phrase) };
    return give(heard, cue.at + breathOf(scene.steering, periodOf(footingAt(scene, cue.at).tempo)), first, 1);
  }
  return takeTurns(scene, cue, { afterSpace: promptAgain });
}
