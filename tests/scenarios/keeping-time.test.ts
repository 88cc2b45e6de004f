import { describe, expect, test } from "vitest";
import { TECHNIQUES } from "../../src/engine/partner/techniques.ts";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { beatErrors, beatsBeside, fastestChange, playBeat, watchBeats } from "../helpers/beats.ts";
import { Stage } from "../helpers/stage.ts";

/** Make space keeps time only to the end of the bar. */
const KEEPING_TIME = TECHNIQUES.filter(({ keepsTime, card, name }) => keepsTime && card && name !== "makeSpace").map(
  ({ name }) => name,
);
/** By no path does the tempo change faster, in BPM a second; rounding of times to a microsecond aside. */
const SLOPE = 5.01;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("beside a child of a known tempo, jitter 5 %", () => {
  const tempos = [50, 64, 78, 92, 107, 123, 140];
  test.each(["ground", "synchronise", "follow"])(
    "%s: beats within 30 ms of the child's on average, at every tempo",
    (card) => {
      for (const tempo of tempos) {
        const errors: number[] = [];
        for (let seed = 1; seed <= 3; seed++) {
          const beats = beatsBeside(card, { tempo, jitter: 0.05, seed, length: 70 }, 12, 0);
          expect(beats.length).toBeGreaterThan(20);
          errors.push(...beatErrors(beats, tempo));
          expect(fastestChange(beats)).toBeLessThanOrEqual(SLOPE);
        }
        expect(mean(errors), `${tempo} BPM`).toBeLessThanOrEqual(30);
      }
    },
  );

  test("tapped before the child begins, it is there within 25 s", () => {
    for (const tempo of [58, 75, 115, 135]) {
      for (let seed = 1; seed <= 3; seed++) {
        const beats = beatsBeside("ground", { tempo, jitter: 0.03, seed, length: 90 }, 0, 25_000);
        expect(mean(beatErrors(beats, tempo)), `${tempo} BPM`).toBeLessThanOrEqual(30);
      }
    }
  });

  test("who leads: the less the child does, the slower the partner comes to its tempo", () => {
    const tempoAfter = (leads: number, seconds: number) => {
      const stage = new Stage({ technique: "ground", steering: { leads } }).start();
      playBeat(stage, { tempo: 120, jitter: 0, seed: 1 });
      return stage.wait(seconds * 1_000).view.tempo.partner ?? 0;
    };
    const [child, shared, partner] = [1, 0.6, 0.2].map((leads) => tempoAfter(leads, 12)) as [number, number, number];
    expect(child).toBeGreaterThan(shared);
    expect(shared).toBeGreaterThan(partner);
    expect(partner).toBeGreaterThan(96);
  });
});

test("nobody is followed who plays too unevenly: the tempo stays", () => {
  const stage = new Stage({ technique: "ground" }).start();
  const onsets = [300, 500, 1_700, 1_850, 2_000, 3_900, 4_100, 4_800, 6_500, 6_600, 6_800, 8_900, 9_000];
  stage.play(onsets.map((at) => [at, 90, 60] as const)).wait(3_000);
  expect(stage.view.tempo.partner).toBe(96);
});

test("a set tempo is gone to at 5 BPM a second, inside the child's limits, and left for the child's again", () => {
  const stage = new Stage({ technique: "ground" });
  const beats = watchBeats(stage);
  stage.start().wait(3_000);
  stage.conductor.dispatch({ kind: "steer", change: { tempo: 120 } });
  stage.wait(4_000);
  expect(stage.view.tempo.partner).toBeLessThan(118);
  stage.wait(3_000);
  expect(stage.view.tempo.partner).toBe(120);
  stage.conductor.dispatch({ kind: "steer", change: { tempo: 190 } });
  stage.wait(10_000);
  expect(stage.view.tempo.partner).toBe(132);
  expect(fastestChange(beats)).toBeLessThanOrEqual(SLOPE);
});

describe("whatever a pretend child does, and whatever the therapist taps", () => {
  test.each(CHARACTERS.map(({ name }) => name))(
    "%s: the tempo never changes faster, and nothing is too loud, long or far",
    (name) => {
      for (const [place, card] of KEEPING_TIME.entries()) {
        const stage = new Stage({ technique: card, seed: place, steering: { mood: "playful", randomStops: true } });
        const beats = watchBeats(stage);
        stage.start();
        stage.pretend(name, place + 1, 50_000);
        stage.conductor.dispatch({ kind: "steer", change: { tempo: 70 } });
        stage.wait(10_000);
        stage.conductor.dispatch({ kind: "steer", change: { tempo: null, leads: 0.6 } });
        stage.conductor.dispatch({ kind: "tap", tap: "change" });
        stage.wait(30_000);
        expect(fastestChange(beats), card).toBeLessThanOrEqual(SLOPE);
        for (const note of stage.partnerNotes.filter(({ end }) => end < Number.POSITIVE_INFINITY)) {
          expect(note.velocity).toBeLessThanOrEqual(80);
          expect(note.end - note.onset).toBeLessThanOrEqual(2_000.001);
          expect(note.pitch >= 48 && note.pitch <= 96).toBe(true);
        }
      }
    },
  );
});

describe("cards that keep time hand the beat over", () => {
  test("from each to each other: no beat is missing and the tempo goes on", () => {
    for (const [place, from] of KEEPING_TIME.entries()) {
      const stage = new Stage({ technique: from, seed: place });
      const beats = watchBeats(stage);
      stage.start().pretend("steady drummer", place, 12_000);
      for (const card of KEEPING_TIME) {
        stage.conductor.dispatch({ kind: "technique", technique: card });
        stage.wait(5_000);
      }
      const steps = beats.slice(1).map(({ index }, i) => index - (beats[i]?.index ?? 0));
      // Where there is hardly more than a drone, every other beat is struck. A beat that began anew would step back.
      expect(Math.min(...steps), from).toBe(1);
      expect(Math.max(...steps), from).toBeLessThanOrEqual(2);
      expect(fastestChange(beats)).toBeLessThanOrEqual(SLOPE);
      expect(stage.heard.filter(({ kind }) => kind === "release")).toEqual([]);
    }
  });
});

describe("the verbs while the partner plays along", () => {
  const playing = () => new Stage({ technique: "ground" }).start().pretend("steady drummer", 1, 15_000);
  /** Notes that sound after a time. */
  const soundingAfter = (stage: Stage, at: number) => stage.partnerNotes.filter(({ end }) => end > at);

  test("STOP leaves nothing sounding; Continue comes back calmly, softer, with a steady beat", () => {
    const stage = playing();
    const beats = watchBeats(stage);
    const usual = Math.max(...stage.partnerNotes.map(({ velocity }) => velocity));
    const at = stage.clock.now();
    stage.conductor.stop();
    stage.wait(20_000);
    expect(soundingAfter(stage, at + 151)).toEqual([]);
    const back = stage.clock.now();
    stage.conductor.dispatch({ kind: "continue" });
    stage.wait(20_000);
    const notes = soundingAfter(stage, back);
    expect(notes.length).toBeGreaterThan(20);
    const [first] = notes;
    expect(first?.velocity).toBeLessThanOrEqual(25);
    expect(Math.max(...notes.map(({ velocity }) => velocity))).toBeLessThan(0.75 * usual);
    expect(fastestChange(beats)).toBeLessThanOrEqual(SLOPE);
  });

  test.each([
    ["Quiet", "quiet", 1_000],
    ["Break", "break", 1_000],
  ] as const)("%s: silent within a second, and back with a beat afterwards", (_, kind, within) => {
    const stage = playing();
    const at = stage.clock.now();
    stage.conductor.dispatch({ kind, on: true });
    stage.wait(20_000);
    expect(soundingAfter(stage, at + within + 1)).toEqual([]);
    const back = stage.clock.now();
    stage.conductor.dispatch({ kind, on: false });
    stage.wait(10_000);
    const notes = soundingAfter(stage, back);
    expect(notes.length).toBeGreaterThan(10);
    expect(notes[0]?.velocity).toBeLessThanOrEqual(25);
    expect(stage.view.label).toBe("Playing along");
  });

  test("the child's first note turns the partner down by 6 dB in 150 ms; after the phrase it comes back in a second", () => {
    const stage = new Stage({ technique: "ground" }).start().wait(6_000);
    stage
      .play([
        [0, 300, 60],
        [500, 300, 62],
      ])
      .wait(3_000);
    const levels = stage.heard.flatMap((command) => (command.kind === "level" ? [command] : []));
    expect(levels.map(({ level, over }) => [level, over])).toEqual([
      [-6, 150],
      [0, 1_000],
    ]);
    expect(levels[0]?.at).toBe(6_000);
  });

  test("a card that takes turns begins at full level, whoever was turned down before", () => {
    const stage = new Stage({ technique: "ground" })
      .start()
      .wait(6_000)
      .play([[0, 300, 60]]);
    stage.conductor.dispatch({ kind: "technique", technique: "answer" });
    const levels = stage.heard.flatMap((command) => (command.kind === "level" ? [command.level] : []));
    expect(levels).toEqual([-6, 0]);
  });
});
