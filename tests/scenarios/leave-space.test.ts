import { describe, expect, test } from "vitest";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { playScene, Stage } from "../helpers/stage.ts";

const PHRASE = [
  [0, 400, 60],
  [500, 400, 64],
  [1_000, 400, 67],
] as const;

function toTheSpace(stage: Stage): Stage {
  for (let waited = 0; waited < 12_000 && stage.view.partner !== "space"; waited += 20) stage.wait(20);
  return stage;
}

/** The therapist plays a key. */
function playBeside(stage: Stage, pitch: number): Stage {
  const note = { player: "therapist", device: "piano", pitch } as const;
  stage.conductor.dispatch({ kind: "noteOn", ...note, velocity: 70 });
  stage.wait(200).conductor.dispatch({ kind: "noteOff", ...note });
  return stage;
}

describe("a space after an answer", () => {
  test("of every length from 2 to 60 s: nothing begins before it is over, then the offer comes again", () => {
    for (let space = 2; space <= 60; space++) {
      const stage = toTheSpace(new Stage({ seed: space, steering: { space: space * 1_000 } }).start().play(PHRASE));
      const from = stage.clock.now();
      const ends = stage.view.space.endsAt ?? 0;
      expect(ends - from).toBeGreaterThan(space * 1_000 - 30);
      const before = stage.partnerNotes.length;
      stage.clock.advanceTo(ends - 1);
      expect(stage.view.partner).toBe("space");
      expect(stage.partnerNotes).toHaveLength(before);
      stage.wait(200);
      expect(stage.partnerNotes.length).toBeGreaterThan(before);
      expect(stage.partnerNotes[before]?.onset).toBeGreaterThanOrEqual(ends);
    }
  });

  test("whenever the child plays into it, its first onset ends it, and its phrase is answered", () => {
    for (let into = 50; into < 5_000; into += 450) {
      const stage = toTheSpace(new Stage({ seed: into }).start().play(PHRASE)).wait(into);
      const before = stage.partnerNotes.length;
      const at = stage.clock.now();
      stage.conductor.dispatch({ kind: "noteOn", player: "child", device: "keys", pitch: 62, velocity: 70 });
      expect(stage.view.partner).toBe("listening");
      stage.wait(200).conductor.dispatch({ kind: "noteOff", player: "child", device: "keys", pitch: 62 });
      stage.wait(4_000);
      const after = stage.partnerNotes.slice(before);
      expect(after.length).toBeGreaterThan(0);
      for (const { onset } of after) expect(onset).toBeGreaterThanOrEqual(at + 900);
    }
  });

  test("is the same when the therapist plays into it: nobody answers, and the log says so", () => {
    const stage = toTheSpace(new Stage({ steering: { mayOfferAgain: false } }).start().play(PHRASE));
    const before = stage.partnerNotes.length;
    for (let i = 0; i < 6; i++) playBeside(stage, 60 + i).wait(400);
    stage.wait(20_000);
    expect(stage.partnerNotes).toHaveLength(before);
    expect(stage.view.decisions.map(({ text }) => text)).toContain("An adult played into the space");
  });

  test("and a session in which the therapist alone plays stays silent", () => {
    const stage = new Stage().start();
    for (let i = 0; i < 20; i++) playBeside(stage, 50 + i).wait(300);
    expect(stage.wait(30_000).partnerNotes).toEqual([]);
  });

  test.each([0, 1, 2] as const)("with %i prompts allowed, an offer is made again once, or not at all", (prompts) => {
    const stage = toTheSpace(new Stage({ steering: { prompts } }).start().play(PHRASE));
    const first = stage.partnerNotes.length;
    stage.wait(60_000);
    expect(stage.partnerNotes).toHaveLength(prompts === 0 ? first : 2 * first);
    expect(stage.view.partner).toBe("waiting");
  });
});

describe("the partner begins by itself", () => {
  const lonely = (mayStart: number | null) => {
    const stage = new Stage({ steering: { mayOfferAgain: false, mayStart } }).start().play(PHRASE);
    toTheSpace(stage);
    return { stage, before: stage.partnerNotes.length, ends: Math.max(...stage.partnerNotes.map(({ end }) => end)) };
  };

  test("never, where that is not allowed", () => {
    const { stage, before } = lonely(null);
    expect(stage.wait(300_000).partnerNotes).toHaveLength(before);
  });

  test.each([5, 10, 30, 60])("after %i s of silence, once, softly, with what the child played", (seconds) => {
    const { stage, before, ends } = lonely(seconds * 1_000);
    const own = stage.wait(300_000).partnerNotes.slice(before);
    expect(own.map(({ pitch }) => pitch)).toEqual([60, 64, 67]);
    expect(own[0]?.onset).toBeGreaterThanOrEqual(ends + seconds * 1_000 - 20);
    expect(own[0]?.onset).toBeLessThanOrEqual(ends + Math.max(seconds, 5) * 1_000 + 100);
    for (const { velocity } of own) expect(velocity).toBeLessThanOrEqual(42);
  });

  test("not before the child has ever played, and not while it plays", () => {
    expect(new Stage({ steering: { mayStart: 5_000 } }).start().wait(120_000).partnerNotes).toEqual([]);
    const { stage } = lonely(5_000);
    for (let i = 0; i < 40; i++) stage.play([[0, 250, 60]]).wait(300);
    const during = stage.partnerNotes.filter(({ onset }) => onset > stage.clock.now() - 20_000);
    expect(during).toEqual([]);
  });

  test("not over the therapist, whose playing is no silence either", () => {
    const { stage, before } = lonely(8_000);
    let last = 0;
    for (let i = 0; i < 20; i++) {
      const note = { player: "therapist", device: "piano", pitch: 62 } as const;
      stage.conductor.dispatch({ kind: "noteOn", ...note, velocity: 60 });
      stage.wait(500).conductor.dispatch({ kind: "noteOff", ...note });
      last = stage.clock.now();
      stage.wait(1_500);
    }
    expect(stage.partnerNotes).toHaveLength(before);
    stage.wait(60_000);
    expect(stage.partnerNotes[before]?.onset).toBeGreaterThanOrEqual(last + 8_000);
  });

  test("when it is allowed while everybody waits already", () => {
    const { stage, before } = lonely(null);
    stage.wait(30_000).conductor.dispatch({ kind: "steer", change: { mayStart: 8_000 } });
    const from = stage.clock.now();
    stage.wait(7_900);
    expect(stage.partnerNotes).toHaveLength(before);
    expect(stage.wait(60_000).partnerNotes[before]?.onset).toBeGreaterThanOrEqual(from + 8_000);
  });

  test.each(CHARACTERS.map(({ name }) => [name]))("%s: only into silence", (child) => {
    const stage = playScene({ child, technique: "answer", minutes: 3, seed: 3, steering: { mayStart: 6_000 } });
    for (const { at, text } of stage.log.flatMap(({ event }) =>
      event.kind === "wake" ? [{ at: event.at, text: event.name }] : [],
    )) {
      if (text !== "mayStart" || stage.momentAt(at)?.state !== "breath") continue;
      const heard = stage.childOnsets.filter(({ at: onset }) => onset > at - 6_000 && onset <= at);
      expect(heard).toEqual([]);
    }
  });
});
