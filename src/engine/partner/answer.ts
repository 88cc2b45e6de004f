import type { PlayedNote } from "../listening/phrase.ts";
import { tempoOf } from "../listening/pulse.ts";
import { degreeOf, pitchOfDegree } from "../music/scale.ts";
import type { Millis } from "../time/units.ts";
import { type Answer, answerable, composeAnswer } from "./compose.ts";
import { lastPart } from "./copy.ts";
import { answerOnDrums } from "./drum-answer.ts";
import { footingAt, tempoNow } from "./footing.ts";
import { periodOf } from "./grid.ts";
import { isPitched } from "./harmony.ts";
import { withMaterial } from "./hearing.ts";
import { awaitSilence, beginAlone } from "./initiative.ts";
import { breathOf, makeOffer, takeTurns } from "./offer.ts";
import type { Partner, PlannedNote } from "./partner.ts";
import { steerOffer } from "./steered.ts";
import type { Reaction, Scene, Technique } from "./technique.ts";

/** So much of a phrase is listened to, however short the answer may be. */
const HEARD: Millis = 8_000;

const ORIGINS = {
  kept: "from the library",
  moved: "from the library, moved",
  varied: "a variation",
  made: "newly made",
} as const;

/** What is answered with: notes from 0 on, how they came about, and the partner that has heard the phrase. */
interface Reply {
  readonly notes: readonly PlannedNote[];
  readonly how: string;
  readonly partner: Partner;
}

function heardBy({ partner }: Scene, { stream, key }: Answer): Partner {
  return { ...partner, stream, key };
}

function replyOnKeys(scene: Scene, phrase: readonly PlayedNote[]): Reply {
  const answer = composeAnswer(scene, phrase);
  return {
    notes: answer.notes,
    how: ORIGINS[answer.origin],
    partner: withMaterial(heardBy(scene, answer), answer.heard),
  };
}

/** Steps of the scale for pads from low to high: a pentatonic that cannot clash. */
const PAD_STEPS = [0, 1, 2, 4, 5, 7] as const;

/** The strokes as if they had been played on keys around the tonic, low pads on low keys: for the networks to hear. */
function asMelody(scene: Scene, pads: readonly PlayedNote[], at: Millis): PlayedNote[] {
  const { tonic, scale } = footingAt(scene, at);
  const sorted = [...new Set(pads.map(({ pitch }) => pitch))].sort((a, b) => a - b);
  return pads.map(({ onset, duration, velocity, pitch }) => {
    const step = PAD_STEPS[sorted.indexOf(pitch) % PAD_STEPS.length] ?? 0;
    return { onset, duration, velocity, pitch: tonic + pitchOfDegree(scale, degreeOf(scale, 0) + step) };
  });
}

/** A melody on a rhythm: the rhythm's strokes on the melody's pitches, in its order, each held to the next. */
function layOn(rhythm: readonly PlannedNote[], melody: readonly PlannedNote[]): PlannedNote[] {
  return rhythm.map(({ onset, duration, velocity }, i) => {
    const next = rhythm[i + 1];
    const pitch = melody[Math.floor((i * melody.length) / rhythm.length)]?.pitch ?? 60;
    return { onset, duration: next ? Math.max(duration, 0.9 * (next.onset - onset)) : duration, pitch, velocity };
  });
}

function replyOnPads(scene: Scene, pads: readonly PlayedNote[], at: Millis): Reply {
  const drums = answerOnDrums(scene, pads, tempoOf(scene.listening), at, answerable(pads.length, scene.steering) + 1);
  if (!scene.steering.melodyOnPads)
    return { notes: drums, how: "on drums, the child's rhythm gone on with", partner: scene.partner };
  const answer = composeAnswer(scene, asMelody(scene, pads, at));
  return {
    notes: layOn(drums, answer.notes),
    how: "a melody on the rhythm of the pads",
    partner: heardBy(scene, answer),
  };
}

/** Keys and pads in one phrase are answered by melody and drums together, each where its part began. */
function replyOnBoth(scene: Scene, keys: readonly PlayedNote[], pads: readonly PlayedNote[], at: Millis): Reply {
  const melody = replyOnKeys(scene, keys);
  const drums = answerOnDrums(scene, pads, tempoOf(scene.listening), at, answerable(pads.length, scene.steering));
  const apart = (pads[0]?.onset ?? 0) - (keys[0]?.onset ?? 0);
  const later = (notes: readonly PlannedNote[], by: Millis) =>
    notes.map((note) => ({ ...note, onset: note.onset + by }));
  const notes = [...later(melody.notes, Math.max(0, -apart)), ...later(drums, Math.max(0, apart))];
  return { notes: notes.sort((a, b) => a.onset - b.onset), how: `${melody.how}, with drums`, partner: melody.partner };
}

function replyTo(scene: Scene, phrase: readonly PlayedNote[], at: Millis): Reply {
  const keys = phrase.filter(isPitched);
  const pads = phrase.filter((note) => !isPitched(note));
  if (pads.length === 0) return replyOnKeys(scene, keys);
  return keys.length === 0 ? replyOnPads(scene, pads, at) : replyOnBoth(scene, keys, pads, at);
}

function answerPhrase(scene: Scene, at: Millis, phrase: readonly PlayedNote[]): Reaction {
  // Of a long phrase what was played last counts.
  const heard = lastPart(phrase, Math.max(HEARD, scene.steering.answerLength));
  const { notes, how, partner } = replyTo(scene, heard, at);
  const breath = breathOf(scene.steering, periodOf(tempoNow(scene)));
  const ends = Math.max(...phrase.map(({ onset, duration }) => onset + (duration ?? 0)));
  const waited = (at + breath - ends) / 1_000;
  const count = notes.length;
  return {
    ...makeOffer({ ...partner, offeredAgain: 0, remembered: null }, steerOffer(scene, notes), at + breath),
    decision: `Answers with ${count} ${count === 1 ? "note" : "notes"} after ${waited.toFixed(1)} s, softer (${how})`,
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
