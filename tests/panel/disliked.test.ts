import { expect, test } from "vitest";
import { HARSH_DRUMS, HARSH_PROGRAMS } from "../../src/engine/session/limits/sounds.ts";
import { boundProfile, crossfadeOf, DEFAULT_PROFILE, riseOf } from "../../src/engine/session/profile.ts";
import { mayUseSound, SOUND_NAMES } from "../../src/engine/session/sounds.ts";
import * as disliked from "../../src/panel/screens/children/disliked.ts";
import { cappedBy, raisedLimits, riseFor, SURPRISES, topFor } from "../../src/panel/screens/children/usual-limits.ts";
import { TILE_NAMES, TILES } from "../../src/panel/sound/tiles.ts";
import { newCard } from "../../src/server/children/child-card.ts";

const { limits } = newCard("K-1");

test("the panel's tiles are the engine's sounds, and a tile that is off is a sound that is off", () => {
  expect(TILE_NAMES).toEqual([...SOUND_NAMES]);
  for (const name of TILE_NAMES) {
    const off = { ...limits, ...disliked.withProgram(limits, name, true) };
    expect(disliked.isProgramOff(off, name)).toBe(true);
    expect(SOUND_NAMES.filter((sound) => !mayUseSound(sound, off))).toEqual([name]);
    expect({ ...off, ...disliked.withProgram(off, name, false) }).toEqual(limits);
    expect(TILES[name]).toBeLessThan(128);
  }
});

test("what is harsh is off for both, and every drum belongs to one kind", () => {
  expect(disliked.HARSH_DRUMS).toEqual(HARSH_DRUMS);
  expect(disliked.HARSH_PROGRAMS).toEqual(HARSH_PROGRAMS);
  const notes = disliked.DRUM_GROUPS.flatMap((group) => [...disliked.DRUMS[group].notes]).sort((a, b) => a - b);
  expect(notes).toEqual(Array.from({ length: 47 }, (_, place) => 35 + place));
});

test("a kind of drum goes off and comes back whole; where that lets harsh ones through, it wants a reason", () => {
  expect(raisedLimits(limits)).toBe(false);
  const off = { ...limits, ...disliked.withGroup(limits, "hand", true) };
  expect(disliked.isGroupOff(off, "hand")).toBe(true);
  expect({ ...off, ...disliked.withGroup(off, "hand", false) }).toEqual(limits);
  expect(disliked.isGroupOff(limits, "whistles")).toBe(true);
  expect(raisedLimits({ ...limits, ...disliked.withGroup(limits, "whistles", false) })).toBe(true);
});

test("the limits that the card says in words are those that the engine holds", () => {
  for (const sensitive of [false, true])
    for (const surprise of ["low", "medium", "high"] as const) {
      const profile = boundProfile({ ...DEFAULT_PROFILE, sensitive, surprise });
      const own = { ...limits, sensitive, surprise };
      expect(riseFor(own)).toBe(riseOf(profile));
      expect(SURPRISES[surprise].over).toBe(crossfadeOf(profile));
      expect(cappedBy(own)).toBe(profile.velocityCap);
      expect(topFor(own)).toBe(profile.topNote);
    }
});
