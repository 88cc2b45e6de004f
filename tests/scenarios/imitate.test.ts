import { describe, expect, test } from "vitest";
import { contourLetters, rhythmLetters } from "../../src/engine/measures/phrase-features.ts";
import { stringSimilarity } from "../../src/engine/measures/statistics.ts";
import { levelOf } from "../../src/engine/music/level.ts";
import { Draws, seeded } from "../../src/engine/random.ts";
import { Stage } from "../helpers/stage.ts";

type Note = [onset: number, duration: number, pitch: number, velocity: number];
const C_MAJOR = [0, 2, 4, 5, 7, 9, 11];

/** A phrase of a child in C major, of several note lengths and velocities. */
function phraseOf(draws: Draws, count: number): Note[] {
  let at = 0;
  let step = draws.whole(0, 7);
  return Array.from({ length: count }, () => {
    step = Math.max(-3, Math.min(10, step + draws.whole(-3, 3)));
    const pitch = 60 + 12 * Math.floor(step / 7) + (C_MAJOR[((step % 7) + 7) % 7] ?? 0);
    const interval = draws.pick([220, 220, 440, 440, 880]);
    const note: Note = [at, 0.8 * interval, pitch, draws.whole(40, 90)];
    at += interval;
    return note;
  });
}

function echoOf(technique: string, notes: readonly Note[], seed: number) {
  const key = { tonic: 0, mode: "major" } as const;
  const stage = new Stage({ seed, technique, steering: { mayOfferAgain: false, key } }).start().play(notes);
  const ended = stage.clock.now();
  return { notes: stage.wait(14_000).partnerNotes, ended, stage };
}

describe("Imitate", () => {
  test("keeps nine tenths of the rhythm and eight of the contour, in the scale", () => {
    const rhythms: number[] = [];
    const contours: number[] = [];
    for (let seed = 0; seed < 120; seed++) {
      const phrase = phraseOf(new Draws(seeded(seed, "imitated")), 10);
      const { notes } = echoOf("imitate", phrase, seed);
      expect(notes).toHaveLength(10);
      for (const { pitch } of notes) expect(C_MAJOR).toContain(pitch % 12);
      rhythms.push(
        stringSimilarity(rhythmLetters(phrase.map(([at]) => at)), rhythmLetters(notes.map(({ onset }) => onset))) ?? 0,
      );
      const contour = contourLetters(phrase.map(([, , pitch]) => pitch));
      contours.push(stringSimilarity(contour, contourLetters(notes.map(({ pitch }) => pitch))) ?? 0);
    }
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(rhythms)).toBeGreaterThan(0.85);
    expect(mean(rhythms)).toBeLessThan(0.97);
    expect(mean(contours)).toBeGreaterThan(0.75);
    expect(mean(contours)).toBeLessThan(0.92);
  });

  test("comes after the breath, 6 dB softer, note by note", () => {
    const phrase = phraseOf(new Draws(seeded(5, "imitated")), 8);
    const { notes, ended } = echoOf("imitate", phrase, 5);
    expect((notes[0]?.onset ?? 0) - ended).toBeGreaterThanOrEqual(900);
    expect((notes[0]?.onset ?? 0) - ended).toBeLessThanOrEqual(2_500);
    for (const [i, { velocity }] of notes.entries()) {
      expect(levelOf(velocity)).toBeLessThanOrEqual(levelOf(phrase[i]?.[3] ?? 0) - 6);
    }
  });

  test("echoes the last eight seconds of a long phrase", () => {
    const phrase = Array.from({ length: 40 }, (_, i): Note => [400 * i, 300, 60 + (i % 5), 70]);
    const { notes } = echoOf("imitate", phrase, 1);
    const length = Math.max(...notes.map(({ end }) => end)) - (notes[0]?.onset ?? 0);
    expect(length).toBeLessThanOrEqual(8_000);
    expect(notes.length).toBeGreaterThan(15);
  });
});

describe("Exaggerate", () => {
  const say = (stage: Stage) =>
    stage.view.decisions.map(({ text }) => text).find((text) => /^(Exaggerates|Echoes)/.test(text));

  test("a phrase that gets softer gets softer still: the gap is 3 dB larger, nothing is louder", () => {
    const phrase = [90, 90, 90, 45, 45, 45].map((velocity, i): Note => [500 * i, 300, 60 + 2 * (i % 3), velocity]);
    const { stage } = echoOf("exaggerate", phrase, 1);
    expect(say(stage)).toMatch(/^Exaggerates loud to soft: the largest contrast, 12 dB/);
    const offer = stage.conductor.session.partner.offer.map(({ velocity }) => levelOf(velocity));
    const gap = (offer[0] ?? 0) - (offer[5] ?? 0);
    expect(gap).toBeGreaterThan(12.04 + 3 - 0.7);
    expect(gap).toBeLessThan(12.04 + 3 + 1.2);
    for (const level of offer) expect(level).toBeLessThanOrEqual(levelOf(90) - 6);
  });

  test("a pause gets half as long again, the rest of the rhythm stays", () => {
    const onsets = [0, 300, 600, 1_400, 1_700];
    const { stage } = echoOf(
      "exaggerate",
      onsets.map((at): Note => [at, 250, 60, 70]),
      1,
    );
    expect(say(stage)).toMatch(/^Exaggerates the pause: the largest contrast, 2.7 times/);
    expect(stage.conductor.session.partner.offer.map(({ onset }) => Math.round(onset))).toEqual([
      0, 300, 600, 1_800, 2_100,
    ]);
  });

  test("without a contrast there is nothing to enlarge, and that is said", () => {
    const { stage } = echoOf(
      "exaggerate",
      [0, 1, 2, 3].map((i): Note => [400 * i, 200, 60 + i, 70]),
      1,
    );
    expect(say(stage)).toBe("Echoes: there was no contrast to enlarge");
  });

  test("whatever the phrase: no longer than 8 s, no note more", () => {
    for (let seed = 0; seed < 60; seed++) {
      const draws = new Draws(seeded(seed, "exaggerated"));
      const phrase = phraseOf(draws, draws.whole(1, 14));
      const { stage } = echoOf("exaggerate", phrase, seed);
      const { offer } = stage.conductor.session.partner;
      expect(offer.length).toBeLessThanOrEqual(phrase.length);
      expect(Math.max(...offer.map(({ onset, duration }) => onset + duration))).toBeLessThanOrEqual(8_000.001);
    }
  });
});
