import { describe, expect, test } from "vitest";
import { slowingBeats } from "../../src/engine/partner/cadence.ts";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { Stage } from "../helpers/stage.ts";

const PHRASE = [
  [0, 400, 60],
  [500, 400, 64],
  [1_000, 400, 67],
] as const;

const lastTime = (stage: Stage) => stage.conductor.dispatch({ kind: "lastTime" });

/** The chords of the cadence: onsets of its bass, and when it ends. */
function cadenceOf(stage: Stage, from: number) {
  const notes = stage.partnerNotes.filter(({ onset }) => onset >= from);
  const bass = notes.filter(({ voice }) => voice === "bass").map(({ onset }) => onset);
  return { notes, bass, begins: bass[0] ?? 0, ends: Math.max(...notes.map(({ end }) => end)) };
}

/** When the cadence was announced. */
function announcedAt(stage: Stage): number {
  return stage.conductor.session.decisions.find(({ text }) => text.startsWith("Comes home"))?.at ?? Number.NaN;
}

describe("Last time", () => {
  test.each([50, 60, 76, 96, 110, 132, 140])(
    "at %i BPM: 4–8 s, 10–20 %% slower, no faster than 5 BPM a second",
    (tempo) => {
      const beats = slowingBeats(1_000, tempo);
      const length = (beats.at(-1) ?? 0) - 1_000;
      expect(length).toBeGreaterThanOrEqual(4_000);
      expect(length).toBeLessThanOrEqual(8_000);
      const tempos = beats.slice(1).map((beat, i) => 60_000 / (beat - (beats[i] ?? 0)));
      expect(tempos[0]).toBeCloseTo(tempo, 6);
      const slower = 1 - (tempos.at(-1) ?? 0) / tempo;
      expect(slower).toBeGreaterThanOrEqual(0.1);
      expect(slower).toBeLessThanOrEqual(0.2);
      for (const [i, next] of tempos.slice(1).entries()) {
        const seconds = ((beats[i + 1] ?? 0) - (beats[i] ?? 0)) / 1_000;
        expect(((tempos[i] ?? 0) - next) / seconds).toBeLessThanOrEqual(5);
      }
    },
  );

  test("over a steady beat: the bar is finished, then the cadence, home, and silence", () => {
    for (let into = 0; into < 2_600; into += 330) {
      const stage = new Stage({ technique: "ground" })
        .start()
        .play(PHRASE)
        .wait(12_000 + into);
      lastTime(stage);
      const tapped = stage.clock.now();
      expect(stage.view.label).toBe("Ending");
      stage.wait(30_000);
      const { begins, ends, notes } = cadenceOf(stage, announcedAt(stage) + 1);
      // A bar at the most, at the slowest tempo there is.
      expect(begins - tapped).toBeLessThanOrEqual(4_300);
      expect(ends - begins).toBeGreaterThan(4_000);
      expect(ends - begins).toBeLessThan(8_000);
      const { key } = stage.conductor.session.partner;
      const home = notes
        .filter(({ onset }) => onset === notes.at(-1)?.onset)
        .map(({ pitch }) => (pitch - key.tonic + 120) % 12);
      expect(new Set(home)).toEqual(new Set(key.mode === "major" ? [0, 4, 7] : [0, 3, 7]));
      expect(stage.view.technique).toBe("silence");
      const silent = stage.moments.find(({ technique }) => technique === "silence");
      expect((silent?.at ?? 0) - ends).toBeGreaterThanOrEqual(2_900);
      expect(stage.partnerNotes.filter(({ onset }) => onset > ends)).toEqual([]);
    }
  });

  test("during an answer: the answer is heard out", () => {
    const stage = new Stage().start().play(PHRASE);
    for (let waited = 0; waited < 5_000 && stage.view.partner !== "playing"; waited += 10) stage.wait(10);
    const { offer } = stage.conductor.session.partner;
    lastTime(stage);
    stage.wait(30_000);
    const answer = stage.partnerNotes.filter(({ onset }) => onset < announcedAt(stage));
    expect(answer.map(({ pitch }) => pitch)).toEqual(offer.map(({ pitch }) => pitch));
    expect(stage.view.technique).toBe("silence");
  });

  test("during the child's phrase: that may end first; one that never ends is accompanied home", () => {
    const stage = new Stage().start().play(PHRASE);
    lastTime(stage);
    stage.play(PHRASE);
    const ended = stage.clock.now();
    stage.wait(20_000);
    expect(cadenceOf(stage, 0).begins).toBeGreaterThan(ended + 600);
    const endless = new Stage().start().play(PHRASE);
    lastTime(endless);
    for (let i = 0; i < 60; i++) endless.play([[0, 400, 60 + (i % 5)]]).wait(100);
    expect(endless.view.technique).toBe("silence");
  });

  test.each(CHARACTERS.flatMap(({ name }) => ["answer", "ground"].map((technique) => [technique, name] as const)))(
    "%s, %s: it comes home within half a minute and stays silent",
    (technique, child) => {
      for (const seed of [1, 2]) {
        const stage = new Stage({ technique, seed }).start().pretend(child, seed, 12_000 + 1_700 * seed);
        lastTime(stage);
        stage.wait(30_000);
        expect(stage.view.technique).toBe("silence");
        const silentFrom = stage.moments.find(({ technique: card }) => card === "silence")?.at ?? 0;
        const { bass } = cadenceOf(stage, announcedAt(stage) + 1);
        expect(bass.length).toBeGreaterThan(1);
        stage.wait(20_000);
        expect(stage.partnerNotes.filter(({ onset }) => onset > silentFrom - 3_000)).toEqual([]);
      }
    },
  );
});
