import { describe, expect, test } from "vitest";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { Stage } from "../helpers/stage.ts";

const PHRASE = [
  [0, 400, 60],
  [500, 400, 64],
  [1_000, 400, 67],
] as const;

const tap = (stage: Stage) => stage.conductor.dispatch({ kind: "technique", technique: "makeSpace" });

describe("Make space", () => {
  test("over a steady beat: the bar is finished, then only a drone is held, softer", () => {
    for (let into = 0; into < 2_600; into += 270) {
      const stage = new Stage({ technique: "ground" })
        .start()
        .play(PHRASE)
        .wait(15_000 + into);
      const before = stage.partnerNotes.filter(({ onset }) => onset > stage.clock.now() - 5_000);
      tap(stage);
      const tapped = stage.clock.now();
      stage.wait(9_000);
      const space = stage.moments.find(({ state, at }) => state === "space" && at >= tapped);
      const begins = (space?.spaceEndsAt ?? 0) - 5_000;
      expect(begins - tapped).toBeLessThanOrEqual(4_300);
      const within = stage.partnerNotes.filter(({ onset }) => onset >= begins - 1 && onset < begins + 4_900);
      expect(new Set(within.map(({ voice }) => voice))).toEqual(new Set(["bass"]));
      const loudest = Math.max(...before.map(({ velocity }) => velocity));
      for (const { velocity } of within) expect(velocity).toBeLessThanOrEqual(loudest * 10 ** (-12 / 40) + 1);
    }
  });

  test("after an answer there is no drone: nothing begins for the whole space, then the offer comes again, once", () => {
    const stage = new Stage({ steering: { mayOfferAgain: true, space: 8_000 } }).start().play(PHRASE).wait(4_500);
    const answer = stage.partnerNotes;
    tap(stage);
    const tapped = stage.clock.now();
    expect(stage.view.label).toBe("Your turn – 8 s");
    stage.wait(7_990);
    expect(stage.partnerNotes).toHaveLength(answer.length);
    stage.wait(60_000);
    const again = stage.partnerNotes.slice(answer.length);
    expect(again.map(({ pitch }) => pitch)).toEqual(answer.map(({ pitch }) => pitch));
    expect(again[0]?.onset).toBeCloseTo(tapped + 8_000, 0);
    expect(stage.view.label).toBe("Waiting");
  });

  test("where the offer may not come again, it waits", () => {
    const stage = new Stage({ steering: { mayOfferAgain: false } }).start().play(PHRASE).wait(4_500);
    const count = stage.partnerNotes.length;
    tap(stage);
    expect(stage.wait(90_000).partnerNotes).toHaveLength(count);
  });

  test("the child's phrase is not answered: a new space follows it", () => {
    const stage = new Stage({ steering: { mayOfferAgain: false } }).start().play(PHRASE).wait(4_500);
    tap(stage);
    const count = stage.partnerNotes.length;
    stage.wait(1_000).play(PHRASE).wait(1_000);
    expect(stage.view.partner).toBe("space");
    expect(stage.wait(20_000).partnerNotes).toHaveLength(count);
  });

  test.each(CHARACTERS.map(({ name }) => [name]))(
    "%s, from a steady beat: nothing but the drone, and one offer again",
    (child) => {
      for (const seed of [1, 2]) {
        const stage = new Stage({ technique: "ground", seed, steering: { mayOfferAgain: false } });
        stage.start().pretend(child, seed, 20_000);
        tap(stage);
        stage.wait(5_000);
        const from = stage.clock.now();
        stage.wait(60_000);
        const after = stage.partnerNotes.filter(({ onset }) => onset > from);
        for (const { voice } of after) expect(voice).toBe("bass");
      }
    },
  );
});
