import type { PlayedNote } from "../listening/phrase.ts";
import { levelOf, velocityOf } from "../music/level.ts";
import type { Millis } from "../time/units.ts";
import { composeAnswer } from "./compose.ts";
import type { Partner, PlannedNote } from "./partner.ts";
import type { Reaction, Scene, Technique } from "./technique.ts";

/** Timing contract of practice.md 8. */
const LEAST_BREATH: Millis = 300;
/** In beats. */
const BREATH = 0.5;
/** A yielding partner fades this long. */
const YIELD_FADE: Millis = 150;
/** The second offer is this much softer. */
const SOFTER_AGAIN = -3;
const MOST_OFFERS_AGAIN = 1;
/** The child's phrases kept as material. */
const MOST_MATERIAL = 32;

/** Plays `offer` (onsets from 0) from `at` on. */
function begin(partner: Partner, offer: readonly PlannedNote[], at: Millis, state: "breath" | "offerAgain"): Reaction {
  const play = offer.map((note) => ({ ...note, onset: at + note.onset }));
  const end = Math.max(...play.map((note) => note.onset + note.duration));
  return {
    partner: { ...partner, state, spaceEndsAt: null },
    play,
    wakes: [
      { name: "answerBegins", at },
      { name: "answerEnds", at: end },
    ],
  };
}

function answerPhrase(scene: Scene, at: Millis, phrase: readonly PlayedNote[]): Reaction {
  const answer = composeAnswer(scene, phrase);
  const breath = Math.max(LEAST_BREATH, (BREATH * 60_000) / answer.tempo);
  const partner: Partner = {
    ...scene.partner,
    stream: answer.stream,
    key: answer.key,
    material: [...scene.partner.material, answer.heard].slice(-MOST_MATERIAL),
    offer: answer.notes,
    offeredAgain: 0,
  };
  const last = phrase[phrase.length - 1];
  const waited = last ? (at + breath - last.onset - (last.duration ?? 0)) / 1000 : 0;
  const count = answer.notes.length;
  const how = {
    kept: "from the library",
    moved: "from the library, moved",
    varied: "a variation",
    made: "newly made",
  }[answer.origin];
  return {
    ...begin(partner, answer.notes, at + breath, "breath"),
    decision: `Answers with ${count} ${count === 1 ? "note" : "notes"} after ${waited.toFixed(1)} s, softer (${how})`,
  };
}

function leaveSpace(partner: Partner, at: Millis, space: Millis): Reaction {
  const spaceEndsAt = at + space;
  return {
    partner: { ...partner, state: "space", spaceEndsAt },
    wakes: [{ name: "spaceEnds", at: spaceEndsAt }],
  };
}

function afterSpace({ partner, mayOfferAgain }: Scene, at: Millis): Reaction {
  if (!mayOfferAgain || partner.offeredAgain >= MOST_OFFERS_AGAIN || partner.offer.length === 0) {
    return { partner: { ...partner, state: "waiting", spaceEndsAt: null }, decision: "Waits for the child" };
  }
  const softer = partner.offer.map((note) => ({
    ...note,
    velocity: Math.max(1, Math.floor(velocityOf(levelOf(note.velocity) + SOFTER_AGAIN))),
  }));
  return {
    ...begin({ ...partner, offeredAgain: partner.offeredAgain + 1 }, softer, at, "offerAgain"),
    decision: "Offers again, softer",
  };
}

/**
 * Call and response: waits for the end of the child's phrase, breathes, answers, then leaves space. The child's first
 * onset ends an answer (within 150 ms) or a space at once.
 */
export const answer: Technique = {
  name: "answer",
  label: "Answer",
  react(scene, cue) {
    const { partner } = scene;
    const listening: Partner = { ...partner, state: "listening", spaceEndsAt: null };
    switch (cue.kind) {
      case "enter":
        return { partner: listening };
      case "onset":
        switch (partner.state) {
          case "breath":
          case "playing":
          case "offerAgain":
            return { partner: listening, release: YIELD_FADE, decision: "Yields: the child plays" };
          default:
            return { partner: listening };
        }
      case "phrase":
        return answerPhrase(scene, cue.at, cue.phrase);
      case "wake":
        switch (cue.name) {
          case "answerBegins":
            return { partner: partner.state === "breath" ? { ...partner, state: "playing" } : partner };
          case "answerEnds":
            return partner.state === "playing" || partner.state === "offerAgain"
              ? leaveSpace(partner, cue.at, scene.space)
              : { partner };
          case "spaceEnds":
            return partner.state === "space" ? afterSpace(scene, cue.at) : { partner };
        }
    }
  },
};
