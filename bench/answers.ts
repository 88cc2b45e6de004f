// Whether answers are musical: in the scale, related in contour to the phrase they answer, and never the phrase itself. Phrases of
// every pretend child, and held-out tunes of the shared corpora played a phrase at a time.
//   npm run bench -- answers [minutes a child] [tunes]
import { existsSync } from "node:fs";
import type { PlayedNote } from "../src/engine/listening/phrase.ts";
import { keyHeard } from "../src/engine/listening/readouts.ts";
import type { Melody } from "../src/engine/music/melody.ts";
import { barTicks } from "../src/engine/music/meter.ts";
import { inScale } from "../src/engine/music/scale.ts";
import { mainPitches, TREND_STEPS } from "../src/engine/music/trend.ts";
import { scaleHeard } from "../src/engine/partner/footing.ts";
import { topLine } from "../src/engine/partner/material.ts";
import type { PlannedNote } from "../src/engine/partner/partner.ts";
import { Draws, seeded } from "../src/engine/random.ts";
import { openSession } from "../src/engine/session/session.ts";
import { step } from "../src/engine/session/step.ts";
import { ticksToMillis } from "../src/engine/time/units.ts";
import { CHARACTERS } from "../src/hardware/child/character.ts";
import { splitOf } from "../src/models/dataset.ts";
import { readCorpora, SHARED_DATA } from "../src/server/commands/corpora.ts";
import { resources, Stage } from "../tests/helpers/stage.ts";

const minutes = Number(process.argv[2] ?? 10);
const tunes = Number(process.argv[3] ?? 60);
/** Shuffled phrases beside each real one, and draws of the permutation test. */
const SHUFFLES = 20;
const DRAWS = 2_000;
/** Onsets nearer than this are at one place. */
const SAME_PLACE = 40;

interface Pair {
  readonly phrase: readonly PlayedNote[];
  readonly answer: readonly PlannedNote[];
  readonly inScale: number;
}

type Note = { readonly onset: number; readonly duration: number; readonly pitch: number };

/** Phrases and their answers, of a session folded again. */
function pairsOf(stage: Stage): Pair[] {
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

/** The child plays a tune a phrase of two bars at a time, in the seconds it takes, and waits for each answer. */
function playTune(melody: Melody, seed: number): Stage {
  const stage = new Stage({ seed, steering: { mayOfferAgain: false } }).start();
  const span = 2 * barTicks(melody.meter);
  const millis = (ticks: number) => ticksToMillis(ticks, melody.tempo);
  for (let from = 0; from < 8 * span; from += span) {
    const notes = melody.notes.filter(({ onset }) => onset >= from && onset < from + span);
    const first = notes[0];
    if (!first) break;
    stage
      .play(
        notes.map((n) => [millis(n.onset - first.onset), Math.max(40, 0.9 * millis(n.duration)), n.pitch, 70] as const),
      )
      .wait(20_000);
  }
  return stage;
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

function isCopy(phrase: readonly Note[], answer: readonly Note[]): boolean {
  const apart = (notes: readonly Note[], i: number) => (notes[i]?.onset ?? 0) - (notes[0]?.onset ?? 0);
  return (
    phrase.length === answer.length &&
    phrase.every(
      ({ pitch }, i) => pitch === answer[i]?.pitch && Math.abs(apart(phrase, i) - apart(answer, i)) < SAME_PLACE,
    )
  );
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function report(name: string, pairs: readonly Pair[]): void {
  const draws = new Draws(seeded(1, name));
  const notes = pairs.reduce((sum, { answer }) => sum + answer.length, 0);
  const inside = pairs.reduce((sum, pair) => sum + pair.inScale, 0);
  const compared = pairs
    .map(({ phrase, answer }) => ({ line: topLine(phrase), answer }))
    .filter(({ line, answer }) => line.length >= 3 && answer.length >= 3 && new Set(line.map((n) => n.pitch)).size > 1)
    .map(({ line, answer }) => ({
      real: likeness(line, answer),
      chance: Array.from({ length: SHUFFLES }, () => likeness(shuffled(line, draws), answer)),
    }));
  const gains = compared.map(({ real, chance }) => real - mean(chance));
  const gain = mean(gains);
  const deviation = Math.sqrt(mean(gains.map((value) => (value - gain) ** 2)));
  const atLeast = Array.from({ length: DRAWS }, () =>
    mean(
      compared.map(({ real, chance }) => {
        const all = [real, ...chance];
        const drawn = draws.whole(0, SHUFFLES);
        const others = all.filter((_, i) => i !== drawn);
        return (all[drawn] ?? 0) - mean(others);
      }),
    ),
  ).filter((value) => value >= gain).length;
  const copies = pairs.filter(({ phrase, answer }) => isCopy(topLine(phrase), answer)).length;
  console.log(
    `${name.padEnd(20)} ${String(pairs.length).padStart(5)} answers  in the scale ${((100 * inside) / Math.max(1, notes)).toFixed(2)} %  copies ${copies}  ` +
      `contour r ${mean(compared.map(({ real }) => real)).toFixed(3)}, shuffled ${mean(compared.map(({ chance }) => mean(chance))).toFixed(3)}, ` +
      `d ${(gain / deviation).toFixed(2)}, p ${((atLeast + 1) / (DRAWS + 1)).toFixed(4)} (${compared.length} pairs)`,
  );
}

const all: Pair[] = [];
for (const [seed, { name }] of CHARACTERS.entries()) {
  const stage = new Stage({ seed }).start().pretend(name, seed, minutes * 60_000);
  const pairs = pairsOf(stage);
  all.push(...pairs);
  report(name, pairs);
}
report("all children", all);
if (existsSync(SHARED_DATA)) {
  const heldOut = (await readCorpora()).tunes.filter(({ melody, simple }) => simple && splitOf(melody.id) === "test");
  const pairs = heldOut.slice(0, tunes).flatMap(({ melody }, seed) => pairsOf(playTune(melody, seed)));
  report(`${Math.min(tunes, heldOut.length)} held-out tunes`, pairs);
} else console.log("No shared corpora in ../shared/data (or ANTIPHON_SHARED_DATA): held-out tunes left out.");
