import { describe, expect, test } from "vitest";
import { TECHNIQUES } from "../../src/engine/partner/techniques.ts";
import { Draws, seeded } from "../../src/engine/random.ts";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { playScene, Stage } from "../helpers/stage.ts";

/** Cards that take turns: while one of them offers something, the child may always take over. */
const TURNS = ["answer", "imitate", "exaggerate", "repeat", "model", "complete", "makeSpace"];
const OFFERS = ["breath", "playing", "offerAgain"];
const EACH = 143;

/** A child of two to seven notes, keys or pads. */
function phraseOf(draws: Draws): [number, number, number][] {
  let at = 0;
  return Array.from({ length: draws.whole(2, 7) }, () => {
    const note: [number, number, number] = [at, draws.between(80, 300), draws.whole(55, 76)];
    at += draws.between(310, 650);
    return note;
  });
}

describe("the child begins while the partner offers something", () => {
  // 1,000 collisions over seven cards.
  test.each(TURNS)("%s: it is silent within 250 ms, each time", (technique) => {
    expect(TECHNIQUES.map(({ name }) => name)).toContain(technique);
    let collisions = 0;
    for (let seed = 0; collisions < EACH; seed++) {
      expect(seed).toBeLessThan(3 * EACH);
      const draws = new Draws(seeded(seed, `collision ${technique}`));
      // Make space offers again what another card offered before.
      const stage = new Stage({ seed, technique: technique === "makeSpace" ? "answer" : technique }).start();
      stage.wait(draws.between(0, 400)).play(phraseOf(draws)).wait(300);
      if (technique === "makeSpace") {
        stage.wait(6_000);
        stage.conductor.dispatch({ kind: "technique", technique });
      }
      // To the next offer, and a little into it.
      for (let waited = 0; waited < 12_000 && !OFFERS.includes(stage.view.partner); waited += 20) stage.wait(20);
      stage.wait(draws.between(1, 1_500));
      if (!OFFERS.includes(stage.view.partner)) continue;
      collisions++;
      const at = stage.clock.now();
      stage.play([[0, 150, 60 + draws.whole(0, 12)]]).wait(350);
      for (const note of stage.partnerNotes) {
        expect(note.onset).toBeLessThanOrEqual(at);
        expect(note.end).toBeLessThanOrEqual(at + 250);
      }
    }
  });
});

describe("whatever a pretend child does on keys or pads", () => {
  const runs = TURNS.flatMap((technique) => CHARACTERS.map(({ name }) => [technique, name] as const));
  test.each(runs)("%s, %s: nobody talks over the child", (technique, child) => {
    const seed = 7 + technique.length;
    const stage = playScene({ technique, child, minutes: 1.5, seed });
    const onsets = stage.childOnsets.map(({ at }) => at);
    for (const note of stage.partnerNotes) {
      // Repeat and Model may hand over to a steady beat, which is no offer.
      const card = stage.momentAt(note.onset)?.technique;
      if (card !== technique) continue;
      expect(note.end - note.onset).toBeLessThanOrEqual(2_000);
      const over = onsets.find((onset) => onset > note.onset && onset < note.end);
      if (over !== undefined) expect(note.end - over).toBeLessThanOrEqual(250);
    }
    // A space stays empty for its whole length, or until the child plays.
    for (const { at, state, spaceEndsAt, technique: card } of stage.moments) {
      if (state !== "space" || spaceEndsAt === null || card !== technique) continue;
      const answered = onsets.find((onset) => onset >= at) ?? Number.POSITIVE_INFINITY;
      const end = Math.min(spaceEndsAt, answered);
      const began = stage.partnerNotes.filter(({ onset }) => onset > at && onset < end - 0.01);
      expect(began).toEqual([]);
    }
  });
});
