import type { PlayedNote } from "../../src/engine/listening/phrase.ts";
import { keyHeard } from "../../src/engine/listening/readouts.ts";
import { inScale } from "../../src/engine/music/scale.ts";
import { mainPitches, TREND_STEPS } from "../../src/engine/music/trend.ts";
import { scaleHeard } from "../../src/engine/partner/footing.ts";
import { topLine } from "../../src/engine/partner/material.ts";
import type { PlannedNote } from "../../src/engine/partner/partner.ts";
import type { Draws } from "../../src/engine/random.ts";
import { openSession } from "../../src/engine/session/session.ts";
import { step } from "../../src/engine/session/step.ts";
import { resources, type Stage } from "./stage.ts";

/** Onsets nearer than this are at one place. */
const SAME_PLACE = 40;
/** Shuffled phrases beside each real one. */
export const SHUFFLES = 20;

/** A phrase on keys and what the partner answered; `inScale`: how many notes of the answer lie in the scale. */
export interface Pair {
  readonly phrase: readonly PlayedNote[];
  readonly answer: readonly PlannedNote[];
  readonly inScale: number;
}

type Note = { readonly onset: number; readonly duration: number; readonly pitch: number };

/** Phrases and their answers, of a session folded again. */
export function pairsOf(stage: Stage): Pair[] {
  let session = openSession(stage.settings);
  const pairs: Pair[] = [];
  for (const { event } of stage.log) {
    const next = step(session, event, resources());
    const phrase = next.session.listening.child.phrases.at(-1);
    const answered = event.kind === "wake" && event.name === "phraseEnds" && next.session.partner.state === "breath";
    if (answered && phrase && phrase !== session.listening.child.phrases.at(-1)) {
      const { partner, listening, steering } = next.session;
      const { key } = partner;
      const scene = { listening: listening.child, partner, steering };
      const scale = scaleHeard(scene as Parameters<typeof scaleHeard>[0], keyHeard(listening.child) ?? key);
      const answer = partner.offer.filter(({ voice }) => voice !== "drum");
      const inside = answer.filter(({ pitch }) => inScale(scale, pitch - key.tonic)).length;
      if (answer.length > 0) pairs.push({ phrase: phrase.filter(({ pad }) => !pad), answer, inScale: inside });
    }
    session = next.session;
  }
  return pairs;
}

function courseOfNotes(notes: readonly Note[]): number[] {
  const [first] = notes;
  const start = first?.onset ?? 0;
  const placed = notes.map((note) => ({ ...note, onset: note.onset - start, velocity: 64 }));
  const length = Math.max(...placed.map(({ onset, duration }) => onset + duration));
  const course = mainPitches(placed, length, TREND_STEPS);
  const mean = course.reduce((sum, pitch) => sum + pitch, 0) / course.length;
  return course.map((pitch) => pitch - mean);
}

/** How alike two contours are: their courses, each about its mean, correlated; 0 where one of them is flat. */
function likeness(a: readonly Note[], b: readonly Note[]): number {
  const [x, y] = [courseOfNotes(a), courseOfNotes(b)];
  const dot = (u: readonly number[], v: readonly number[]) => u.reduce((sum, value, i) => sum + value * (v[i] ?? 0), 0);
  const norm = Math.sqrt(dot(x, x) * dot(y, y));
  return norm > 0 ? dot(x, y) / norm : 0;
}

function shuffled(notes: readonly Note[], draws: Draws): Note[] {
  const pitches = notes.map(({ pitch }) => pitch);
  for (let i = pitches.length - 1; i > 0; i--) {
    const j = draws.whole(0, i);
    [pitches[i], pitches[j]] = [pitches[j] as number, pitches[i] as number];
  }
  return notes.map((note, i) => ({ ...note, pitch: pitches[i] as number }));
}

function isCopyOf(phrase: readonly Note[], answer: readonly Note[]): boolean {
  const apart = (notes: readonly Note[], i: number) => (notes[i]?.onset ?? 0) - (notes[0]?.onset ?? 0);
  return (
    phrase.length === answer.length &&
    phrase.every(
      ({ pitch }, i) => pitch === answer[i]?.pitch && Math.abs(apart(phrase, i) - apart(answer, i)) < SAME_PLACE,
    )
  );
}

/** Whether an answer is the phrase itself: the same pitches at the same places. */
export function isCopy({ phrase, answer }: Pair): boolean {
  return isCopyOf(topLine(phrase), answer);
}

/** How alike in contour each phrase is to its answer, and phrases with the same pitches in another order; three notes at least. */
export function contourLikeness(pairs: readonly Pair[], draws: Draws): { real: number; chance: number[] }[] {
  return pairs
    .map(({ phrase, answer }) => ({ line: topLine(phrase), answer }))
    .filter(({ line, answer }) => line.length >= 3 && answer.length >= 3 && new Set(line.map((n) => n.pitch)).size > 1)
    .map(({ line, answer }) => ({
      real: likeness(line, answer),
      chance: Array.from({ length: SHUFFLES }, () => likeness(shuffled(line, draws), answer)),
    }));
}
