import { describe, expect, test } from "vitest";
import { levelAt, levelOf } from "../../../src/engine/music/level.ts";
import { limitLevel } from "../../../src/engine/session/limits/level.ts";
import { limitPartner, NO_LIMITS_USED } from "../../../src/engine/session/limits.ts";
import { boundProfile, DEFAULT_PROFILE } from "../../../src/engine/session/profile.ts";

const turn = (limits = NO_LIMITS_USED, at: number, level: number, over: number, profile = DEFAULT_PROFILE) =>
  limitLevel(limits, profile, { at, player: "partner", level, over });

describe("turning a player up and down", () => {
  test("goes down as fast as is asked, and never over full", () => {
    expect(turn(NO_LIMITS_USED, 0, -6, 150).commands).toEqual([
      { kind: "level", at: 0, player: "partner", level: -6, over: 150 },
    ]);
    expect(turn(NO_LIMITS_USED, 0, 12, 0).commands).toMatchObject([{ level: 0 }]);
    expect(turn(NO_LIMITS_USED, 0, Number.NaN, 0).commands).toEqual([]);
    expect(turn(NO_LIMITS_USED, 0, Number.NEGATIVE_INFINITY, 1_000).commands).toMatchObject([{ level: -96 }]);
  });

  test("comes up by 6 dB a second at the most, for a sensitive child by 3", () => {
    const { limits } = turn(NO_LIMITS_USED, 0, -12, 800);
    expect(turn(limits, 1_000, 0, 1_000).commands).toMatchObject([{ level: 0, over: 2_000 }]);
    expect(turn(limits, 1_000, 0, 5_000).commands).toMatchObject([{ level: 0, over: 5_000 }]);
    const sensitive = boundProfile({ sensitive: true });
    expect(turn(limits, 1_000, 0, 1_000, sensitive).commands).toMatchObject([{ level: 0, over: 4_000 }]);
    // Half way down it has half the way back.
    expect(turn(limits, 400, 0, 0).commands).toMatchObject([{ level: 0, over: 1_000 }]);
  });

  test("begins 24 dB under full when it comes out of silence", () => {
    const { limits } = turn(NO_LIMITS_USED, 0, -96, 1_000);
    const { commands, limits: back } = turn(limits, 5_000, 0, 2_000);
    expect(commands).toEqual([
      { kind: "level", at: 5_000, player: "partner", level: -24, over: 0 },
      { kind: "level", at: 5_000, player: "partner", level: 0, over: 4_000 },
    ]);
    expect(levelAt(back.levels.partner, 7_000)).toBe(-12);
    expect(levelAt(back.levels.partner, 60_000)).toBe(0);
  });

  test("what is heard counts: a partner that fades in need not begin quietly as well", () => {
    const silent = turn(NO_LIMITS_USED, 0, -96, 0).limits;
    const { limits } = turn(silent, 5_000, 0, 2_000);
    const note = { onset: 5_000, duration: 400, pitch: 60, velocity: 64 };
    expect(limitPartner(limits, DEFAULT_PROFILE, [note], 5_000, 0).commands[0]).toMatchObject({ velocity: 64 });
    expect(limitPartner(NO_LIMITS_USED, DEFAULT_PROFILE, [note], 5_000, 0).commands[0]).toMatchObject({ velocity: 20 });
  });

  test("waits while planned notes rise by themselves, and goes up with the next ones", () => {
    const down = turn(NO_LIMITS_USED, 0, -6, 0).limits;
    const rising = Array.from({ length: 9 }, (_, i) => ({
      onset: 500 * i,
      duration: 450,
      pitch: 60 + (i % 5),
      velocity: 80,
    }));
    const { limits } = limitPartner(down, DEFAULT_PROFILE, rising, 0, 0);
    const waiting = turn(limits, 1_000, 0, 1_000);
    expect(waiting.commands).toEqual([]);
    const next = { onset: 5_000, duration: 450, pitch: 60, velocity: 80 };
    const passed = limitPartner(waiting.limits, DEFAULT_PROFILE, [next], 4_500, 0);
    expect(passed.commands[0]).toEqual({ kind: "level", at: 4_500, player: "partner", level: 0, over: 1_000 });
    const strongest = passed.commands.find((command) => command.kind === "noteOn")?.velocity ?? 0;
    expect(levelOf(strongest)).toBeLessThanOrEqual(levelOf(80));
  });
});
