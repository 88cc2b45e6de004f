import { expect, test } from "vitest";
import { hearNoteOff, hearNoteOn, type Listening, NOTHING_HEARD } from "../../../src/engine/listening/phrase.ts";
import { levelOf } from "../../../src/engine/music/level.ts";
import { levelUnder, matchManner } from "../../../src/engine/partner/manner.ts";
import { NEW_PARTNER } from "../../../src/engine/partner/partner.ts";
import { DEFAULT_STEERING } from "../../../src/engine/partner/steering.ts";
import type { Scene } from "../../../src/engine/partner/technique.ts";

/** A child that has struck two notes a second at one velocity, for ten seconds. */
function heard(velocity: number): Listening {
  let listening = NOTHING_HEARD;
  for (let at = 0; at < 10_000; at += 500) {
    listening = hearNoteOn(listening, at, 72, velocity);
    listening = hearNoteOff(listening, at + 300, 72);
  }
  return listening;
}

const [LOW, HIGH] = [levelOf(32), levelOf(76)];

/** The share of the way to the child's loudness that a technique is gone after some seconds, beat by beat. */
function gone(from: number, velocity: number, seconds: number, step = 0.5): number {
  let sounding = { ...NEW_PARTNER.sounding, level: from, tempo: 120 };
  const listening = heard(velocity);
  for (let at = 0; at < seconds; at += step) {
    // Only what matching looks at.
    const scene = { partner: { ...NEW_PARTNER, sounding }, listening, steering: DEFAULT_STEERING } as unknown as Scene;
    sounding = { ...sounding, ...matchManner(scene, 10_000, step) };
  }
  return (sounding.level - from) / (levelOf(velocity) - from);
}

test("louder with a time constant of 4 s, softer with one of 8 s", () => {
  expect(gone(LOW, 76, 4)).toBeCloseTo(1 - Math.exp(-1), 6);
  expect(gone(HIGH, 32, 8)).toBeCloseTo(1 - Math.exp(-1), 6);
  expect(gone(HIGH, 32, 4)).toBeCloseTo(1 - Math.exp(-0.5), 6);
});

test("begins where the child is; and the child's density is counted in the partner's beats", () => {
  const sounding = { ...NEW_PARTNER.sounding, tempo: 120 };
  const scene = {
    partner: { ...NEW_PARTNER, sounding },
    listening: heard(50),
    steering: DEFAULT_STEERING,
  } as unknown as Scene;
  const matched = matchManner(scene, 10_000, 0);
  expect(matched.level).toBeCloseTo(levelOf(50), 6);
  // Two strokes a second at 120 BPM: one a beat.
  expect(matched.busy).toBeCloseTo(2, 0);
  expect(matched.register).toBeCloseTo(0.5, 6);
  expect(levelUnder(scene, 10_000, 0, -3)).toBeCloseTo(levelOf(50) - 3, 6);
});
