import { levelOf, velocityOf } from "../music/level.ts";
import type { Decibels, Millis } from "../time/units.ts";
import type { Partner, PlannedNote } from "./partner.ts";
import type { Steering } from "./steering.ts";
import type { Cue, Reaction, Scene } from "./technique.ts";

/** Timing contract of practice.md 8. */
export const LEAST_BREATH: Millis = 300;
/** In beats. */
const BREATH = 0.5;
/** A card's own first offer waits until the card before has faded. */
export const ENTRY: Millis = 1_000;
const MOST_OFFERS_AGAIN = 1;
/** Turned down under an accompaniment, the partner comes back this slowly. */
const COME_BACK: Millis = 1_000;

/** Whether the partner is making an offer, or about to. */
export function isOffering({ state }: Partner): boolean {
  return state === "breath" || state === "playing" || state === "offerAgain";
}

/** The pause before a turn: the set one, or half a beat of `period`. */
export function breathOf({ breath }: Pick<Steering, "breath">, period: Millis): Millis {
  return breath ?? Math.max(LEAST_BREATH, BREATH * period);
}

/** Makes an offer (onsets from 0) at `at`: it is played, then space is left. */
export function makeOffer(
  partner: Partner,
  offer: readonly PlannedNote[],
  at: Millis,
  state: "breath" | "offerAgain" = "breath",
): Reaction {
  const play = offer.map((note) => ({ ...note, onset: at + note.onset }));
  const end = Math.max(at, ...play.map((note) => note.onset + note.duration));
  return {
    partner: { ...partner, state, offer, spaceEndsAt: null },
    play,
    wakes: [
      { name: "answerBegins", at },
      { name: "answerEnds", at: end },
    ],
  };
}

/** The same notes at another loudness, for the number of decibels that is given. */
export function atLevel(notes: readonly PlannedNote[], change: Decibels): PlannedNote[] {
  return notes.map((note) => ({
    ...note,
    velocity: Math.max(1, Math.min(127, Math.floor(velocityOf(levelOf(note.velocity) + change)))),
  }));
}

/** From now on nothing is played until the child has had its time. */
export function leaveSpace(partner: Partner, at: Millis, space: Millis): Reaction {
  const spaceEndsAt = at + space;
  return {
    partner: { ...partner, state: "space", spaceEndsAt },
    wakes: [{ name: "spaceEnds", at: spaceEndsAt }],
  };
}

/** The space is over and nobody played: the offer is made once more, softer, where that is allowed; then the partner waits. */
export function offerAgain({ partner, steering }: Scene, at: Millis): Reaction {
  const allowed = steering.mayOfferAgain && steering.prompts > 0;
  if (!allowed || partner.offeredAgain >= MOST_OFFERS_AGAIN || partner.offer.length === 0) {
    return { partner: { ...partner, state: "waiting", spaceEndsAt: null }, decision: "Waits for the child" };
  }
  const again = { ...partner, offeredAgain: partner.offeredAgain + 1 };
  return {
    ...makeOffer(again, atLevel(partner.offer, steering.softerAgain), at, "offerAgain"),
    decision: "Offers again, softer",
  };
}

/** The partner at its full level: what an accompaniment turned down under the child is turned up again. */
export function turnUp(partner: Partner): Reaction {
  if (partner.duck === 0) return { partner };
  return { partner: { ...partner, duck: 0 }, level: { level: 0, over: COME_BACK } };
}

/** How a card takes turns, where it differs: the length of its spaces, and what it does after one that stayed empty. */
export interface Turns {
  readonly space?: Millis;
  readonly afterSpace?: (scene: Scene, at: Millis) => Reaction;
}

/**
 * What taking turns means, whatever is offered: the child's first onset ends an offer (within 150 ms, or as set) or a space at once; an
 * offer that was heard out is followed by a space. Cues of a phrase or a tap are the technique's own.
 */
export function takeTurns(scene: Scene, cue: Cue, turns: Turns = {}): Reaction {
  const { partner } = scene;
  const listening: Partner = { ...partner, state: "listening", spaceEndsAt: null };
  switch (cue.kind) {
    case "enter":
      return turnUp(listening);
    case "onset":
      return isOffering(partner)
        ? { partner: listening, release: scene.steering.yieldFade, decision: "Yields: the child plays" }
        : { partner: listening };
    case "wake":
      switch (cue.name) {
        case "answerBegins":
          return { partner: partner.state === "breath" ? { ...partner, state: "playing" } : partner };
        case "answerEnds":
          return partner.state === "playing" || partner.state === "offerAgain"
            ? leaveSpace(partner, cue.at, turns.space ?? scene.steering.space)
            : { partner };
        case "spaceEnds":
          return partner.state === "space" ? (turns.afterSpace ?? offerAgain)(scene, cue.at) : { partner };
        default:
          return { partner };
      }
    case "phrase":
    case "tap":
      return { partner };
  }
}
