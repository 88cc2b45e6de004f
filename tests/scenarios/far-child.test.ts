import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { Stage } from "../helpers/stage.ts";

/** Phrases of one child, one after the other, each answered: note numbers, a note every 300 ms. */
function answers(seed: number, ...phrases: readonly (readonly number[])[]): { pitch: number; phrase: number }[] {
  const stage = new Stage({ seed, steering: { mayOfferAgain: false } }).start();
  return phrases.flatMap((pitches, phrase) => {
    const before = stage.partnerNotes.length;
    stage.play(pitches.map((pitch, i) => [i * 300, 250, pitch] as const)).wait(12_000);
    return stage.partnerNotes.slice(before).map(({ pitch }) => ({ pitch, phrase }));
  });
}

describe("a child who plays where the partner may not", () => {
  // The partner plays from C3 (48) to C7 (96).
  test.each([
    ["one low note", [33]],
    ["two low notes", [40, 38]],
    ["a phrase that ends far below", [72, 71, 76, 34]],
    ["a phrase that ends far above", [60, 62, 64, 108]],
    ["from end to end of the keyboard", [21, 108, 21, 108]],
  ])("%s: is answered, inside the partner's range, whatever the key", (_, pitches) => {
    for (let up = 0; up < 12; up++) {
      const moved = pitches.map((pitch) => Math.min(108, pitch + up));
      const notes = answers(up, moved, moved);
      for (const phrase of [0, 1]) expect(notes.filter((note) => note.phrase === phrase).length).toBeGreaterThan(0);
      for (const { pitch } of notes) expect(pitch >= 48 && pitch <= 96).toBe(true);
    }
  });

  test("and all over the keyboard: every phrase is answered", () => {
    for (let seed = 0; seed < 40; seed++) {
      const draws = new Draws(seeded(seed, "far child"));
      const phrases = Array.from({ length: 6 }, () => {
        const [low, high] = [draws.whole(21, 60), draws.whole(60, 108)];
        const notes = Array.from({ length: draws.whole(0, 7) }, () => draws.whole(low, high));
        return [...notes, draws.whole(21, 50)];
      });
      const notes = answers(seed, ...phrases);
      expect(new Set(notes.map(({ phrase }) => phrase)).size).toBe(6);
      for (const { pitch } of notes) expect(pitch >= 48 && pitch <= 96).toBe(true);
    }
  });
});
