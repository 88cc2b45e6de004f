import { describe, expect, test } from "vitest";
import { levelOf } from "../../src/engine/music/level.ts";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { Stage } from "../helpers/stage.ts";

/** Four notes, 500 ms apart: C D E G. */
const PHRASE = [
  [0, 400, 60],
  [500, 400, 62],
  [1_000, 400, 64],
  [1_500, 400, 67],
] as const;

describe("call and response", () => {
  test("the child plays, the partner waits for the end of the phrase, breathes, answers, and leaves space", () => {
    const stage = new Stage().start();
    expect(stage.view.label).toBe("Listening");
    stage.play(PHRASE);
    // The phrase ends after max(600, 1.5 × 500) = 750 ms of silence; the breath is half a beat of 120 BPM: 300 ms at least.
    stage.wait(749);
    expect(stage.view.label).toBe("Listening");
    stage.wait(2);
    expect(stage.view.label).toBe("My turn");
    stage.wait(20_000);
    const [first] = stage.partnerNotes;
    expect(first?.onset).toBeGreaterThanOrEqual(1_900 + 750 + 300);
    expect(first?.onset).toBeLessThanOrEqual(1_900 + 750 + 400);
  });

  test("the answer is no longer than the phrase, has one note more at the most, and is softer by 6 dB", () => {
    const stage = new Stage({ steering: { mayOfferAgain: false } }).start().play(PHRASE).wait(10_000);
    const notes = stage.partnerNotes;
    expect(notes.length).toBeGreaterThan(0);
    expect(notes.length).toBeLessThanOrEqual(5);
    const length = Math.max(...notes.map((note) => note.end)) - (notes[0]?.onset ?? 0);
    expect(length).toBeLessThanOrEqual(1_900);
    for (const note of notes) expect(levelOf(note.velocity)).toBeLessThanOrEqual(levelOf(70) - 6);
  });

  test("then the space: nothing for its whole length, the label counts down, once the answer comes again, softer", () => {
    const stage = new Stage({ steering: { space: 4_000 } })
      .start()
      .play(PHRASE)
      .wait(750 + 300 + 60);
    const answerEnd = () => Math.max(...stage.partnerNotes.map((note) => note.end));
    stage.wait(2_000);
    const end = answerEnd();
    const first = stage.partnerNotes;
    expect(stage.view.label).toMatch(/^Your turn – [34] s$/);
    stage.clock.advanceTo(end + 3_990);
    expect(stage.partnerNotes).toEqual(first);
    expect(stage.view.label).toBe("Your turn – 1 s");
    stage.clock.advanceTo(end + 4_100);
    expect(stage.view.label).toBe("My turn");
    stage.wait(60_000);
    const again = stage.partnerNotes.slice(first.length);
    expect(again.map((note) => note.pitch)).toEqual(first.map((note) => note.pitch));
    for (const [place, note] of again.entries()) expect(note.velocity).toBeLessThanOrEqual(first[place]?.velocity ?? 0);
    expect(again[0]?.onset).toBeCloseTo(end + 4_000, 0);
    expect(stage.view.label).toBe("Waiting");
  });

  test.each([2, 3, 10, 30, 60])("during a space of %i s the partner begins nothing", (space) => {
    const stage = new Stage({ steering: { space: space * 1_000, mayOfferAgain: false } })
      .start()
      .play(PHRASE)
      .wait(4_000);
    const count = stage.partnerNotes.length;
    stage.wait(space * 1_000 + 30_000);
    expect(stage.partnerNotes).toHaveLength(count);
  });

  test("the child's first onset ends the space", () => {
    const stage = new Stage({ steering: { space: 10_000 } }).start().play(PHRASE).wait(5_000);
    expect(stage.view.label).toMatch(/^Your turn/);
    stage.conductor.dispatch({ kind: "noteOn", player: "child", device: "keys", pitch: 60, velocity: 64 });
    expect(stage.view.label).toBe("Listening");
  });
});

describe("yielding", () => {
  test("the child begins during an answer: silent within 250 ms, whenever in the answer it is", () => {
    for (let into = 10; into < 1_500; into += 97) {
      const stage = new Stage()
        .start()
        .play(PHRASE)
        .wait(750 + 310 + into);
      const at = stage.clock.now();
      stage.play([[0, 200, 72]]).wait(250);
      for (const note of stage.partnerNotes) {
        expect(note.onset).toBeLessThanOrEqual(at);
        expect(note.end).toBeLessThanOrEqual(at + 250);
      }
    }
  });
});

describe("whatever a pretend child does", () => {
  const runs = CHARACTERS.flatMap(({ name }) => [1, 2, 3].map((seed) => [name, seed] as const));
  test.each(runs)("%s, seed %i: ten minutes keep the contract", (character, seed) => {
    const stage = new Stage({ seed }).start().pretend(character, seed, 10 * 60_000);
    stage.conductor.dispatch({ kind: "finish" });
    const onsets = stage.log.flatMap(({ event }) => (event.kind === "noteOn" ? [event.at] : []));
    const notes = stage.partnerNotes;
    expect(notes.length).toBeGreaterThan(10);
    for (const note of notes) {
      // Nobody talks over the child: an onset during a note ends it within 250 ms.
      const over = onsets.find((onset) => onset > note.onset && onset < note.end);
      if (over !== undefined) expect(note.end - over).toBeLessThanOrEqual(250);
      expect(note.end - note.onset).toBeLessThanOrEqual(2_000);
      expect(note.velocity).toBeLessThanOrEqual(80);
      // And nothing begins within 900 ms (silence and breath) after the child's onset.
      const before = onsets.filter((onset) => onset <= note.onset).at(-1);
      if (before !== undefined) expect(note.onset - before).toBeGreaterThanOrEqual(900);
    }
  });
});
