import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { playBeat } from "../helpers/beats.ts";
import { Stage } from "../helpers/stage.ts";

const offering = (technique: string) => new Stage({ technique, steering: { autonomy: "offers" } }).start();
const PHRASE = [
  [0, 300, 60],
  [400, 300, 64],
  [800, 300, 67],
] as const;

describe("what is played brings a proposal", () => {
  test("dense and uneven playing for 10 s: Hold", () => {
    const stage = offering("ground");
    const draws = new Draws(seeded(1, "wild"));
    for (let at = 0; at < 26_000; at += draws.unit() < 0.8 ? draws.between(60, 250) : draws.between(450, 900)) {
      const key = { player: "child", device: "keys", pitch: draws.whole(60, 80) } as const;
      stage.clock.at(at, () => stage.conductor.dispatch({ kind: "noteOn", ...key, velocity: 70 }));
      stage.clock.at(at + 50, () => stage.conductor.dispatch({ kind: "noteOff", ...key }));
    }
    stage.wait(9_000);
    expect(stage.view.suggestion).toBeNull();
    stage.wait(17_000);
    expect(stage.view.suggestion).toMatchObject({ technique: "hold", reason: "dense and uneven playing for 10 s" });
  });

  test("two offers that nobody answers: Ground", () => {
    const stage = offering("answer").play(PHRASE).wait(9_000);
    expect(stage.view.suggestion).toBeNull();
    stage.wait(8_000);
    expect(stage.view.suggestion).toMatchObject({ technique: "ground", reason: "two offers were not answered" });
  });

  test("three steady phrases that begin in no space: Synchronise", () => {
    const stage = offering("answer");
    for (let phrase = 0; phrase < 4; phrase++) {
      stage.play(Array.from({ length: 8 }, (_, i) => [i * 500, 200, 60] as const)).wait(900);
    }
    expect(stage.view.suggestion).toMatchObject({ technique: "synchronise" });
  });

  test("only the partner has played for 30 s: Make space", () => {
    const stage = offering("ground").play(PHRASE).wait(27_000);
    expect(stage.view.suggestion).toBeNull();
    stage.wait(7_000);
    expect(stage.view.suggestion).toMatchObject({
      technique: "makeSpace",
      reason: "only the partner has played for 30 s",
    });
  });

  test("a tune that comes again: Incorporate", () => {
    const stage = offering("ground");
    const tune = [60, 67, 64, 71, 69];
    for (const extra of [[62, 64], [], [72, 74, 60], []]) {
      stage
        .play([...tune, ...extra].map((pitch, i) => [i * 400 + (i === 2 ? 150 : 0), 250, pitch] as const))
        .wait(2_500);
    }
    expect(stage.view.suggestion).toMatchObject({ technique: "incorporate" });
  });

  test.each(CHARACTERS.map(({ name }, place) => [name, place] as const))(
    "%s: the sentence is about the playing, and there is one a minute at the most",
    (name, seed) => {
      for (const card of ["answer", "ground"]) {
        const stage = new Stage({ technique: card, seed, steering: { autonomy: "offers" } }).start();
        stage.pretend(name, seed, 1_000);
        const times: number[] = [];
        for (let look = 0; look < 50; look++) {
          stage.wait(2_000);
          const { suggestion } = stage.view;
          if (!suggestion || suggestion.at === times[times.length - 1]) continue;
          times.push(suggestion.at);
          expect(suggestion.reason).toMatch(/play|phrase|offer|tune/);
          expect(suggestion.reason).not.toMatch(/feel|mood|upset|happy|calm|excited|stress|bored/);
        }
        for (const [i, at] of times.entries())
          if (i > 0) expect(at - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(60_000);
      }
    },
  );
});

describe("whose it is to change cards", () => {
  const unanswered = (autonomy: "person" | "offers" | "acts") =>
    new Stage({ technique: "answer", steering: { autonomy } }).start().wait(10_000).play(PHRASE).wait(30_000);

  test("the person's: nothing is said", () => {
    expect(unanswered("person").view).toMatchObject({ suggestion: null, technique: "answer" });
  });

  test("the person's, on an offer: it waits until it is taken, or not", () => {
    const stage = unanswered("offers");
    expect(stage.view.technique).toBe("answer");
    stage.conductor.dispatch({ kind: "suggestion", taken: true });
    expect(stage.view).toMatchObject({ technique: "ground", suggestion: null });
  });

  test("the engine's: it changes, says why, and not again within 20 s", () => {
    const stage = unanswered("acts");
    expect(stage.view.technique).toBe("ground");
    expect(stage.view.decisions.map(({ text }) => text)).toContain("Changes to Ground: two offers were not answered");
  });

  test("rituals, games and ramps are left alone", () => {
    for (const card of ["silence", "stopGo", "change", "calm", "lift"]) {
      const stage = new Stage({ technique: card, steering: { autonomy: "acts" } }).start();
      playBeat(stage, { tempo: 100, jitter: 0.05, seed: 1, length: 40 });
      stage.wait(80_000);
      expect(stage.view.technique).toBe(card);
    }
  });
});
