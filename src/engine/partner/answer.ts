import type { PlayedNote } from "../listening/phrase.ts";
import type { Millis } from "../time/units.ts";
import { composeAnswer } from "./compose.ts";
import { withMaterial } from "./hearing.ts";
import { awaitSilence, beginAlone } from "./initiative.ts";
import { breathOf, makeOffer, takeTurns } from "./offer.ts";
import type { Reaction, Scene, Technique } from "./technique.ts";

const ORIGINS = {
  kept: "from the library",
  moved: "from the library, moved",
  varied: "a variation",
  made: "newly made",
} as const;

function answerPhrase(scene: Scene, at: Millis, phrase: readonly PlayedNote[]): Reaction {
  const answer = composeAnswer(scene, phrase);
  const breath = breathOf(60_000 / answer.tempo);
  const partner = withMaterial(
    { ...scene.partner, stream: answer.stream, key: answer.key, offeredAgain: 0 },
    answer.heard,
  );
  const last = phrase[phrase.length - 1];
  const waited = last ? (at + breath - last.onset - (last.duration ?? 0)) / 1000 : 0;
  const count = answer.notes.length;
  return {
    ...makeOffer(partner, answer.notes, at + breath),
    decision: `Answers with ${count} ${count === 1 ? "note" : "notes"} after ${waited.toFixed(1)} s, softer (${ORIGINS[answer.origin]})`,
  };
}

/** Call and response: waits for the end of the child's phrase, breathes, answers, then leaves space. */
export const answer: Technique = {
  name: "answer",
  label: "Answer",
  card: true,
  keepsTime: false,
  react(scene, cue) {
    if (cue.kind === "phrase") return answerPhrase(scene, cue.at, cue.phrase);
    if (cue.kind === "wake" && cue.name === "mayStart") return beginAlone(scene, cue.at);
    return awaitSilence(scene, cue, takeTurns(scene, cue));
  },
};
