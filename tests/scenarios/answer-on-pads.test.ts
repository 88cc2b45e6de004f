import { describe, expect, test } from "vitest";
import { levelOf } from "../../src/engine/music/level.ts";
import { Draws, seeded } from "../../src/engine/random.ts";
import { playScene, Stage } from "../helpers/stage.ts";

type Stroke = readonly [onset: number, pitch: number, velocity?: number];

/** The child strikes pads (or keys, where said) from now on; then there is time for an answer. */
function strike(stage: Stage, strokes: readonly Stroke[], pad = true): Stage {
  const from = stage.clock.now();
  for (const [onset, pitch, velocity = 80] of strokes) {
    const note = { player: "child", device: "pads", pitch, ...(pad ? { pad: true as const } : {}) } as const;
    stage.clock.at(from + onset, () => stage.conductor.dispatch({ kind: "noteOn", ...note, velocity }));
    stage.clock.at(from + onset + 60, () => stage.conductor.dispatch({ kind: "noteOff", ...note }));
  }
  return stage;
}

const [KICK, SNARE, TOM] = [36, 38, 48];
const BAR: readonly Stroke[] = [
  [0, KICK],
  [500, SNARE],
  [750, SNARE],
  [1_000, KICK],
  [1_500, SNARE],
  [2_000, KICK],
  [2_500, SNARE],
  [2_750, SNARE],
  [3_000, KICK],
];

function answerTo(strokes: readonly Stroke[], seed: number, steering = {}) {
  const stage = new Stage({ seed, steering: { mayOfferAgain: false, ...steering } }).start();
  strike(stage, strokes).wait(strokes.at(-1)?.[0] ?? 0);
  return stage.wait(15_000).partnerNotes;
}

describe("a phrase on pads is answered with drums", () => {
  test("on soft hand drums, on the child's grid, with one stroke more at the most, no longer and 6 dB softer", () => {
    for (let seed = 0; seed < 40; seed++) {
      const notes = answerTo(BAR, seed);
      expect(notes.length).toBeGreaterThan(0);
      expect(notes.length).toBeLessThanOrEqual(BAR.length + 1);
      const start = notes[0]?.onset ?? 0;
      for (const { onset, end, pitch, velocity, voice } of notes) {
        expect(voice).toBe("drum");
        expect([60, 61, 63, 64]).toContain(pitch);
        expect(levelOf(velocity)).toBeLessThanOrEqual(levelOf(80) - 6);
        expect(end - start).toBeLessThanOrEqual(3_160);
        // 120 BPM, as the tracker hears it: quarters or thirds of the beat.
        const twelfths = (onset - start) / (500 / 12);
        expect(Math.abs(twelfths - Math.round(twelfths))).toBeLessThan(0.15);
      }
    }
  });

  test("composed, not copied: never the same strokes, and seldom the same answer", () => {
    const told = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const notes = answerTo(BAR, seed);
      const start = notes[0]?.onset ?? 0;
      const rhythm = notes.map(({ onset }) => Math.round((onset - start) / 10)).join();
      expect(rhythm).not.toBe(BAR.map(([onset]) => onset / 10).join());
      told.add(rhythm);
    }
    expect(told.size).toBeGreaterThan(20);
  });

  test("low pads have low drums", () => {
    const two = answerTo(
      [0, 1, 2, 3, 4, 5].map((i) => [400 * i, i % 2 ? TOM : KICK] as const),
      3,
    );
    expect(new Set(two.map(({ pitch }) => pitch))).toEqual(new Set([64, 61]));
  });

  test("a single stroke and a roll are answered, whatever the seed", () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(answerTo([[0, SNARE]], seed).length).toBeGreaterThan(0);
      const roll = Array.from({ length: 30 }, (_, i) => [70 * i, SNARE] as const);
      const notes = answerTo(roll, seed);
      expect(notes.length).toBeGreaterThan(0);
      expect(notes.length).toBeLessThanOrEqual(31);
    }
  });

  test("any strokes: never longer, never more than one more, never the phrase itself", () => {
    for (let seed = 0; seed < 150; seed++) {
      const draws = new Draws(seeded(seed, "strokes"));
      let at = 0;
      const strokes = Array.from({ length: draws.whole(1, 12) }, () => {
        const stroke = [at, draws.pick([36, 38, 42, 45, 48, 50]), draws.whole(30, 110)] as const;
        at += draws.pick([150, 200, 300, 400, 600]) * draws.between(0.95, 1.05);
        return stroke;
      });
      const notes = answerTo(strokes, seed);
      expect(notes.length).toBeGreaterThan(0);
      expect(notes.length).toBeLessThanOrEqual(strokes.length + 1);
      const start = notes[0]?.onset ?? 0;
      const length = Math.max(...notes.map(({ end }) => end)) - start;
      expect(length).toBeLessThanOrEqual((strokes.at(-1)?.[0] ?? 0) + 190);
    }
  });
});

describe("where the therapist wants melodies on pads", () => {
  test("the answer is a melody, in the scale, on a rhythm of the pads", () => {
    for (let seed = 0; seed < 20; seed++) {
      const notes = answerTo(BAR, seed, { melodyOnPads: true });
      expect(notes.length).toBeGreaterThan(1);
      for (const { pitch, voice } of notes) {
        expect(voice).toBe("melody");
        expect([0, 2, 4, 5, 7, 9, 11]).toContain(pitch % 12);
      }
    }
  });
});

test("keys and pads in one phrase are answered by melody and drums together", () => {
  const stage = new Stage({ steering: { mayOfferAgain: false } }).start();
  strike(
    stage,
    [0, 600, 1_200].map((onset, i) => [onset, 60 + 2 * i] as const),
    false,
  );
  strike(
    stage,
    [300, 900, 1_500].map((onset) => [onset, SNARE] as const),
  ).wait(14_000);
  const voices = stage.partnerNotes.map(({ voice }) => voice);
  expect(new Set(voices)).toEqual(new Set(["melody", "drum"]));
  expect(voices.length).toBeLessThanOrEqual(7);
});

test("a pad drummer is answered on drums alone, phrase after phrase", () => {
  const stage = playScene({ child: "pad drummer", technique: "answer", minutes: 3, seed: 4 });
  expect(stage.partnerNotes.length).toBeGreaterThan(20);
  for (const { voice } of stage.partnerNotes) expect(voice).toBe("drum");
});
