import { describe, expect, test } from "vitest";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { playScene, Stage } from "../helpers/stage.ts";

const PHRASE = [
  [0, 400, 60],
  [500, 400, 64],
  [1_000, 400, 67],
  [1_500, 400, 62],
] as const;

/** After an answer that was heard out, the therapist taps a card; nobody plays any more. */
function tapAfterAnswer(technique: string, steering = {}, wait = 4_000) {
  const stage = new Stage({ steering: { mayOfferAgain: false, ...steering } }).start().play(PHRASE).wait(wait);
  const answer = stage.partnerNotes;
  stage.conductor.dispatch({ kind: "technique", technique });
  return { stage, answer, tapped: stage.clock.now() };
}

const said = (stage: Stage) => stage.view.decisions.map(({ text }) => text);

describe("Repeat and Model", () => {
  test("the last offer once more, softer; then a model of one bar; then a steady beat", () => {
    const { stage, answer, tapped } = tapAfterAnswer("repeat");
    stage.wait(30_000);
    const own = stage.partnerNotes.filter(({ onset }) => onset > tapped);
    const repeated = own.slice(0, answer.length);
    expect(repeated.map(({ pitch }) => pitch)).toEqual(answer.map(({ pitch }) => pitch));
    for (const [i, { velocity }] of repeated.entries()) expect(velocity).toBeLessThanOrEqual(answer[i]?.velocity ?? 0);
    expect(said(stage)).toEqual(
      expect.arrayContaining([
        "Repeats the last offer, softer",
        "Shows how, with one bar",
        "No answer to 2 prompts: back to a steady beat",
      ]),
    );
    expect(stage.view.technique).toBe("ground");
    // Each prompt leaves its space whole.
    const spaces = stage.moments.filter(({ state, technique }) => state === "space" && technique === "repeat");
    expect(spaces).toHaveLength(2);
    for (const { at, spaceEndsAt } of spaces) {
      expect(own.filter(({ onset }) => onset > at && onset < (spaceEndsAt ?? 0))).toEqual([]);
    }
  });

  test("the offer made again is softer by 3 dB", () => {
    const { stage } = tapAfterAnswer("repeat");
    const { offer } = stage.conductor.session.partner;
    const again = stage.log
      .at(-1)
      ?.commands.flatMap((command) =>
        command.kind === "noteOn" ? [command.requested?.velocity ?? command.velocity] : [],
      );
    expect(again).toHaveLength(offer.length);
    for (const [i, velocity] of (again ?? []).entries()) {
      expect(40 * Math.log10((offer[i]?.velocity ?? 0) / velocity)).toBeGreaterThan(2.5);
    }
  });

  test.each([
    [0, 1],
    [1, 1],
    [2, 2],
  ] as const)("with %i prompts allowed, Repeat gives %i", (prompts, given) => {
    const { stage } = tapAfterAnswer("repeat", { prompts });
    stage.wait(40_000);
    const prompted = said(stage).filter((text) => /^(Repeats|Shows)/.test(text));
    expect(prompted).toHaveLength(given);
    expect(stage.view.technique).toBe("ground");
  });

  test("a model fits into one bar, and comes twice at the most before the steady beat", () => {
    const { stage, tapped } = tapAfterAnswer("model");
    const bar = (4 * 60_000) / 66;
    const { offer } = stage.conductor.session.partner;
    expect(offer.length).toBeGreaterThan(1);
    expect(Math.max(...offer.map(({ onset, duration }) => onset + duration))).toBeLessThanOrEqual(bar);
    stage.wait(40_000);
    expect(said(stage).filter((text) => text.startsWith("Shows"))).toHaveLength(2);
    expect(stage.moments.filter(({ at, technique }) => at > tapped && technique === "ground").length).toBeGreaterThan(
      0,
    );
  });

  test("when the child answers, the prompts count anew", () => {
    const { stage } = tapAfterAnswer("repeat");
    for (let i = 0; i < 5; i++) stage.wait(5_000).play(PHRASE);
    expect(stage.view.technique).toBe("repeat");
    expect(said(stage).filter((text) => text.startsWith("Shows"))).toEqual([]);
  });

  test("without any offer before, Repeat shows how", () => {
    const stage = new Stage({ technique: "repeat" }).start().wait(1_500);
    expect(said(stage)).toContain("Shows how, with one bar");
    expect(stage.partnerNotes.length).toBeGreaterThan(0);
  });
});

describe("Complete", () => {
  const toTheGap = (seed: number) => {
    const stage = new Stage({ seed, technique: "complete" }).start().wait(100).play(PHRASE);
    for (let waited = 0; waited < 15_000 && stage.view.partner !== "space"; waited += 20) stage.wait(20);
    return stage;
  };

  test("the child's note and the partner's tonic end the phrase together", () => {
    for (let seed = 0; seed < 20; seed++) {
      const stage = toTheGap(seed).wait(200 * (seed % 10));
      const before = stage.partnerNotes.length;
      const at = stage.clock.now();
      stage.play([[0, 1_200, 72]]);
      const end = stage.partnerNotes.slice(before);
      expect(end.length).toBeGreaterThan(2);
      const { key } = stage.conductor.session.partner;
      for (const { onset } of end) expect(onset - at).toBeLessThanOrEqual(20);
      const home = Math.max(...end.map(({ pitch }) => pitch));
      expect((home - key.tonic + 120) % 12).toBe(0);
    }
  });

  test.each([
    [2, 5],
    [7, 7],
    [60, 10],
  ])("with a space set to %i s it waits %i s", (space, waits) => {
    const stage = new Stage({ technique: "complete", steering: { space: space * 1_000 } }).start().wait(20_000);
    const [first] = stage.moments.filter(({ state }) => state === "space");
    expect((first?.spaceEndsAt ?? 0) - (first?.at ?? 0)).toBeCloseTo(waits * 1_000, 0);
  });
});

describe("whatever a pretend child does", () => {
  const runs = ["repeat", "model", "complete"].flatMap((technique) =>
    CHARACTERS.map(({ name }) => [technique, name] as const),
  );
  test.each(runs)("%s, %s: no third prompt in a row without a note of the child's", (technique, child) => {
    const stage = playScene({ technique, child, minutes: 1.5, seed: 11 });
    const offers = stage.moments.filter(({ state, technique: card }) => state === "breath" && card === technique);
    for (const [i, { at }] of offers.entries()) {
      const third = offers[i + 2];
      if (!third) continue;
      expect(stage.childOnsets.some(({ at: onset }) => onset >= at && onset <= third.at)).toBe(true);
    }
  });
});
