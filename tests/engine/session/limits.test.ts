import { describe, expect, test } from "vitest";
import { levelOf } from "../../../src/engine/music/level.ts";
import type { PlannedNote } from "../../../src/engine/partner/partner.ts";
import {
  bendToCap,
  forgetReleased,
  type Limits,
  limitChild,
  limitPartner,
  NO_LIMITS_USED,
} from "../../../src/engine/session/limits.ts";
import { DEFAULT_PROFILE } from "../../../src/engine/session/profile.ts";

function steady(velocity: number, count: number, every: number): PlannedNote[] {
  return Array.from({ length: count }, (_, i) => ({
    onset: i * every,
    duration: every * 0.9,
    pitch: 60 + (i % 5),
    velocity,
  }));
}

describe("loudness", () => {
  test("after silence the partner begins 24 dB under the cap and rises by 6 dB a second", () => {
    const { commands } = limitPartner(NO_LIMITS_USED, DEFAULT_PROFILE, steady(80, 9, 500), 0, 0);
    const levels = commands.filter((command) => command.kind === "noteOn").map((command) => levelOf(command.velocity));
    const cap = levelOf(80);
    // Every second note is a second later: 6 dB more, less what rounding a velocity down takes.
    for (const [place, expected] of [
      [0, cap - 24],
      [2, cap - 18],
      [4, cap - 12],
      [6, cap - 6],
    ] as const) {
      expect(levels[place]).toBeLessThanOrEqual(expected + 1e-9);
      expect(levels[place]).toBeGreaterThan(expected - 3);
    }
  });

  test("an answer soon after the child's sound goes on from where the partner was; after a silent room it begins quietly", () => {
    const first = limitPartner(NO_LIMITS_USED, DEFAULT_PROFILE, steady(60, 16, 250), 0, 0);
    const level = (childSounded: number) => {
      const again = limitPartner(first.limits, DEFAULT_PROFILE, steady(60, 1, 250), 12_000, 0, childSounded);
      return again.commands.find((command) => command.kind === "noteOn")?.velocity;
    };
    expect(first.commands.findLast((command) => command.kind === "noteOn")?.velocity).toBe(60);
    expect(level(11_000)).toBe(60);
    expect(level(9_900)).toBe(20);
  });

  test("requested and effective values both stand in the command", () => {
    const { commands } = limitPartner(
      NO_LIMITS_USED,
      DEFAULT_PROFILE,
      [{ onset: 0, duration: 500, pitch: 100, velocity: 127 }],
      0,
      0,
    );
    expect(commands[0]).toEqual({
      kind: "noteOn",
      at: 0,
      player: "partner",
      pitch: 88,
      velocity: 20,
      requested: { pitch: 100, velocity: 127 },
    });
  });

  test("after STOP all is 6 dB softer", () => {
    const loud = steady(60, 40, 250);
    const last = (trim: number) =>
      limitPartner(NO_LIMITS_USED, DEFAULT_PROFILE, loud, 0, trim)
        .commands.filter((command) => command.kind === "noteOn")
        .at(-1)?.velocity ?? 0;
    expect(levelOf(last(0)) - levelOf(last(-6))).toBeCloseTo(6, 0);
  });

  test("a released answer that never sounded does not count as loudness", () => {
    const { limits } = limitPartner(NO_LIMITS_USED, DEFAULT_PROFILE, steady(80, 12, 250), 1_000, 0);
    expect(forgetReleased(limits, 500, 150).allowed).toEqual([]);
  });
});

describe("the child's own sound", () => {
  test("is bent to the cap, never cut off and never louder", () => {
    for (let velocity = 1; velocity <= 127; velocity++) {
      const bent = bendToCap(velocity, 80);
      expect(bent).toBeLessThanOrEqual(80);
      expect(bent).toBeGreaterThanOrEqual(Math.min(velocity, 60));
      expect(bent).toBeGreaterThanOrEqual(bendToCap(Math.max(1, velocity - 1), 80));
    }
  });

  test("a bouncing pad sounds 20 times a second at the most", () => {
    let limits: Limits = NO_LIMITS_USED;
    let struck = 0;
    for (let at = 0; at < 1_000; at += 10) {
      const passed = limitChild(limits, DEFAULT_PROFILE, at, 38, 90);
      limits = passed.limits;
      struck += passed.commands.length;
    }
    expect(struck).toBe(20);
  });
});
