import { describe, expect, test } from "vitest";
import { contourLetters, rhythmLetters } from "../../src/engine/measures/phrase-features.ts";
import { stringSimilarity } from "../../src/engine/measures/statistics.ts";
import { levelOf } from "../../src/engine/music/level.ts";
import { PARAMETERS, type ParameterName, parametersOf, USUAL } from "../../src/engine/partner/parameters.ts";
import { MAKERS, type Steering } from "../../src/engine/partner/steering.ts";
import { Draws, seeded } from "../../src/engine/random.ts";
import { fastestChange, playBeat, watchBeats } from "../helpers/beats.ts";
import { type Changes, Stage } from "../helpers/stage.ts";

type Note = [onset: number, duration: number, pitch: number, velocity: number];
const C_MAJOR = [0, 2, 4, 5, 7, 9, 11];
const KEY = { tonic: 0, mode: "major" } as const;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A phrase of a child in C major. */
function phraseOf(seed: number, count: number): Note[] {
  const draws = new Draws(seeded(seed, "phrase"));
  let at = 0;
  let step = draws.whole(0, 7);
  return Array.from({ length: count }, () => {
    step = Math.max(-3, Math.min(10, step + draws.whole(-3, 3)));
    const interval = draws.pick([220, 220, 440, 440, 880]);
    const pitch = 60 + 12 * Math.floor(step / 7) + (C_MAJOR[((step % 7) + 7) % 7] ?? 0);
    const note: Note = [at, 0.8 * interval, pitch, 70];
    at += interval;
    return note;
  });
}

/** A stage on which the child has played a phrase, and the time at which its last note ended. */
function played(technique: string, steering: Partial<Steering>, notes: readonly Note[], changes: Changes = {}) {
  const stage = new Stage({ technique, steering: { key: KEY, ...steering }, ...changes }).start().play(notes);
  return { stage, ended: stage.clock.now() };
}

/** How long after the child's last note the partner's first comes. */
function answersAfter(steering: Partial<Steering>): number {
  const { stage, ended } = played("answer", steering, phraseOf(3, 6));
  return (stage.wait(12_000).partnerNotes[0]?.onset ?? Number.NaN) - ended;
}

function firstTurn(technique: string, steering: Partial<Steering>, notes: readonly Note[], seed = 1) {
  const { stage } = played(technique, { mayOfferAgain: false, ...steering }, notes, { seed });
  return stage.wait(20_000).partnerNotes;
}

/** How far the notes go up and down as the phrase does, 0–1. */
function contourAlike(phrase: readonly Note[], notes: readonly { pitch: number }[]): number {
  const asked = contourLetters(phrase.map(([, , pitch]) => pitch));
  return stringSimilarity(asked, contourLetters(notes.map(({ pitch }) => pitch))) ?? 0;
}

const ends = (notes: readonly { end: number }[]) => Math.max(...notes.map(({ end }) => end));
const lengthOf = (notes: readonly { onset: number; end: number }[]) => ends(notes) - (notes[0]?.onset ?? 0);
const levels = (notes: readonly { velocity: number }[]) => mean(notes.map(({ velocity }) => levelOf(velocity)));

/** Level commands that turn the partner down after a child's key, in dB. */
function turnedDown(steering: Partial<Steering>): number {
  const stage = new Stage({ technique: "ground", steering })
    .start()
    .wait(6_000)
    .play([[0, 300, 60, 70]]);
  return Math.min(...stage.heard.flatMap((command) => (command.kind === "level" ? [command.level] : [])));
}

function chordClasses(steering: Partial<Steering>): number {
  const stage = new Stage({ technique: "ground", steering: { key: KEY, tempo: 90, ...steering } }).start();
  for (let bar = 0; bar < 10; bar++) {
    const root = [60, 65, 67, 60, 69][bar % 5] ?? 60;
    stage.play([
      [0, 500, root, 60],
      [900, 500, root + 4, 60],
      [1_800, 500, root, 60],
    ]);
    stage.wait(400);
  }
  const chords = stage.partnerNotes.filter(({ voice }) => voice === "chords" || voice === "bass");
  return new Set(chords.map(({ pitch }) => pitch % 12)).size;
}

/** The partner's tempo some seconds after the child began at 120 BPM over its 96. */
function tempoAfter(steering: Partial<Steering>, seconds: number): number {
  const stage = new Stage({ technique: "ground", steering }).start();
  playBeat(stage, { tempo: 120, jitter: 0, seed: 1 });
  return stage.wait(seconds * 1_000).view.tempo.partner ?? 0;
}

/** How far the partner goes with a child whose intervals vary by about a third. */
function goesWithUneven(steering: Partial<Steering>): number {
  const stage = new Stage({ technique: "ground", steering }).start();
  playBeat(stage, { tempo: 120, jitter: 0.14, seed: 2 });
  return Math.abs((stage.wait(25_000).view.tempo.partner ?? 96) - 96);
}

function shareOf(steering: Partial<Steering>): number {
  const stage = new Stage({ technique: "ground", steering }).start().pretend("sparse", 3, 4 * 60_000);
  return stage.view.share ?? Number.NaN;
}

function cadenceOf(steering: Partial<Steering>) {
  const stage = new Stage({ technique: "ground", steering: { tempo: 90, ...steering } }).start().wait(10_000);
  stage.conductor.dispatch({ kind: "lastTime" });
  const from = stage.clock.now();
  const bass = stage.wait(14_000).partnerNotes.filter(({ onset, voice }) => onset > from + 100 && voice === "bass");
  const onsets = bass.map(({ onset }) => onset).slice(-4);
  const intervals = onsets.slice(1).map((onset, i) => onset - (onsets[i] ?? 0));
  return { length: ends(bass) - from, slows: (intervals.at(-1) ?? 0) / (intervals[0] ?? 1) };
}

/** What each parameter is heard in: the figure that gets larger (1) or smaller (−1) as it grows. */
const HEARD: { readonly [Name in ParameterName]: readonly [1 | -1, (steering: Partial<Steering>) => number] } = {
  space: [
    1,
    (steering) => {
      const { stage } = played("answer", steering, phraseOf(3, 4));
      const notes = stage.wait(90_000).partnerNotes;
      const gaps = notes.slice(1).map(({ onset }, i) => onset - (notes[i]?.end ?? 0));
      return Math.max(...gaps);
    },
  ],
  phraseEnd: [1, answersAfter],
  breath: [1, answersAfter],
  answerLength: [1, (steering) => lengthOf(firstTurn("imitate", steering, phraseOf(4, 30)))],
  answerNotes: [1, (steering) => mean([1, 2, 3, 4].map((n) => firstTurn("answer", steering, phraseOf(n, 12)).length))],
  softer: [1, (steering) => levels(firstTurn("answer", steering, phraseOf(3, 6)))],
  variation: [
    -1,
    (steering) =>
      mean(
        Array.from({ length: 60 }, (_, seed) => {
          const phrase = phraseOf(seed, 8);
          const notes = firstTurn("answer", steering, phrase, seed);
          return contourAlike(phrase, notes);
        }),
      ),
  ],
  rhythmKept: [
    1,
    (steering) =>
      mean(
        Array.from({ length: 12 }, (_, seed) => {
          const phrase = phraseOf(seed, 10);
          const notes = firstTurn("imitate", steering, phrase, seed);
          const asked = rhythmLetters(phrase.map(([at]) => at));
          return stringSimilarity(asked, rhythmLetters(notes.map(({ onset }) => onset))) ?? 0;
        }),
      ),
  ],
  melodyKept: [
    1,
    (steering) =>
      mean(
        Array.from({ length: 12 }, (_, seed) => {
          const phrase = phraseOf(seed, 10);
          const notes = firstTurn("imitate", steering, phrase, seed);
          return contourAlike(phrase, notes);
        }),
      ),
  ],
  prompts: [
    1,
    (steering) => {
      const { stage } = played("answer", { ...steering, space: 2_000 }, phraseOf(3, 4));
      return stage.wait(60_000).partnerNotes.length;
    },
  ],
  softerAgain: [
    1,
    (steering) => {
      const { stage } = played("answer", { ...steering, space: 2_000 }, phraseOf(3, 4));
      const notes = stage.wait(60_000).partnerNotes;
      return levels(notes.slice(notes.length / 2));
    },
  ],
  mayStart: [
    1,
    (steering) => {
      const motif: Note[] = [60, 64, 67].map((pitch, i) => [300 * i, 250, pitch, 70]);
      const stage = new Stage({ technique: "answer", steering: { prompts: 0, space: 2_000, ...steering } }).start();
      for (let again = 0; again < 3; again++) stage.play(motif).wait(4_000);
      const from = stage.clock.now();
      const began = stage.wait(150_000).partnerNotes.find(({ onset }) => onset > from + 3_000);
      return (began?.onset ?? Number.NaN) - from;
    },
  ],
  yieldFade: [
    1,
    (steering) => {
      const phrase = phraseOf(4, 12);
      const { stage } = played("imitate", steering, phrase);
      stage.wait(1_000);
      while (stage.view.partner !== "playing") stage.wait(50);
      const struck = stage.wait(300).clock.now();
      stage.play([[0, 200, 60, 70]]);
      const release = stage.heard.find((command) => command.kind === "release" && command.at >= struck);
      return release?.kind === "release" ? release.fade : Number.NaN;
    },
  ],
  duck: [1, turnedDown],
  richness: [1, chordClasses],
  leads: [1, (steering) => tempoAfter(steering, 12)],
  followBars: [-1, (steering) => tempoAfter(steering, 10)],
  tempoChange: [1, (steering) => tempoAfter(steering, 9)],
  unevenness: [1, goesWithUneven],
  share: [1, shareOf],
  cadence: [1, (steering) => cadenceOf(steering).length],
  ritard: [1, (steering) => cadenceOf(steering).slows],
};

const NAMES = Object.keys(PARAMETERS) as ParameterName[];

describe("what is set is heard, in the direction it says", () => {
  test.each(NAMES)("%s", (name) => {
    const [sign, figure] = HEARD[name];
    const { least, most, usual } = PARAMETERS[name];
    const low = figure({ [name]: least });
    const high = figure({ [name]: most });
    expect(sign * (high - low), `${low} at the least, ${high} at the most`).toBeGreaterThan(0);
    if (usual === null) return;
    const between = sign * figure({ [name]: usual });
    expect(between).toBeGreaterThanOrEqual(sign * low);
    expect(between).toBeLessThanOrEqual(sign * high);
  });
});

test("what nobody has set lies in its own range, and every card that is named is one that uses it", () => {
  for (const name of NAMES) {
    const { least, most, usual } = PARAMETERS[name];
    if (usual !== null) expect(usual >= least && usual <= most, name).toBe(true);
    expect(USUAL[name]).toBe(usual);
  }
  expect(parametersOf("imitate")).toEqual(expect.arrayContaining(["rhythmKept", "melodyKept", "breath"]));
  expect(parametersOf("answer")).not.toContain("rhythmKept");
});

test("the child's limits stay above what is set: a share over the child's own is the child's", () => {
  const profile = { ...new Stage().settings.profile, share: 0.3 };
  const stage = new Stage({ technique: "ground", steering: { share: 0.8 }, profile }).start();
  const limited = new Stage({ technique: "ground", profile }).start();
  for (const each of [stage, limited]) each.pretend("sparse", 3, 3 * 60_000);
  expect(stage.lines.map((line) => JSON.parse(line).commands)).toEqual(
    limited.lines.map((line) => JSON.parse(line).commands),
  );
});

describe("who makes the melodies", () => {
  const answersOf = (maker: Steering["maker"]) =>
    new Stage({ technique: "answer", seed: 4, steering: { maker } }).start().pretend("bursty", 5, 60_000).partnerNotes;

  test("the rules alone answer as well, and otherwise than the networks", () => {
    const [networks, rules] = [answersOf("networks"), answersOf("rules")];
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.map(({ pitch }) => pitch)).not.toEqual(networks.map(({ pitch }) => pitch));
  });

  test("changed in the middle of a session, back and forth, the music goes on and can be undone", () => {
    const stage = new Stage({ technique: "answer", seed: 4 }).start().pretend("bursty", 5, 30_000);
    for (const maker of [...MAKERS, "rules", "networks"] as const) {
      stage.conductor.dispatch({ kind: "steer", change: { maker } });
      const before = stage.partnerNotes.length;
      stage.wait(30_000);
      expect(stage.partnerNotes.length, maker).toBeGreaterThan(before);
    }
    stage.conductor.dispatch({ kind: "undo" });
    expect(stage.view.steering.maker).toBe("rules");
    expect(stage.wait(30_000).partnerNotes.length).toBeGreaterThan(0);
  });
});

test("a change of a number is taken back by Undo", () => {
  const stage = new Stage().start();
  stage.conductor.dispatch({ kind: "steer", change: { duck: -12 } });
  expect(stage.view.steering.duck).toBe(-12);
  stage.conductor.dispatch({ kind: "undo" });
  expect(stage.view.steering.duck).toBe(-6);
});

test("the tempo stays within its slope however fast the partner is to follow", () => {
  const stage = new Stage({ technique: "ground", steering: { followBars: 0.5, tempoChange: 0.08 } }).start();
  const beats = watchBeats(stage);
  playBeat(stage, { tempo: 132, jitter: 0, seed: 1 });
  stage.wait(40_000);
  expect(beats.length).toBeGreaterThan(40);
  expect(fastestChange(beats)).toBeLessThanOrEqual(5.01);
});
