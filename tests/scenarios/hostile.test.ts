import { expect, test } from "vitest";
import { TECHNIQUES } from "../../src/engine/partner/techniques.ts";
import { playHostile } from "../helpers/hostile-session.ts";

/** `npm run bench -- hostile 10000` plays as many as are asked for. */
const SESSIONS = 120;

test("whatever is tapped, with any profile and any child, nothing leaves the last stage beyond a limit", () => {
  const cards = new Set<string>();
  let notes = 0;
  for (let seed = 1; seed <= SESSIONS; seed++) {
    const outcome = playHostile(seed, 30);
    expect(outcome.breaches, `seed ${seed}`).toEqual([]);
    notes += outcome.notes;
    for (const card of outcome.cards) cards.add(card);
  }
  // It would be no test if nothing had been played.
  expect(notes).toBeGreaterThan(10 * SESSIONS);
  expect([...cards].sort()).toEqual(TECHNIQUES.map(({ name }) => name).sort());
});
