import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limitTempo } from "../../../src/engine/music/tempo.ts";
import { mayUseProgram } from "../../../src/engine/session/limits/sounds.ts";
import { endChild, limitChild, NO_LIMITS_USED } from "../../../src/engine/session/limits.ts";
import { boundProfile, DEFAULT_PROFILE, type Profile } from "../../../src/engine/session/profile.ts";

describe("a profile", () => {
  test("that is right stays as it is, and one that is empty is the default", () => {
    expect(boundProfile(DEFAULT_PROFILE)).toEqual(DEFAULT_PROFILE);
    expect(boundProfile({})).toEqual(DEFAULT_PROFILE);
  });

  test("is brought inside the ceilings, whatever stands in it", () => {
    const anything = fc.oneof(fc.double(), fc.integer(), fc.constant(undefined), fc.string(), fc.constant(null));
    const hostile = fc.dictionary(fc.constantFrom(...Object.keys(DEFAULT_PROFILE), "name"), anything);
    fc.assert(
      fc.property(hostile, (asked) => {
        const profile = boundProfile(asked as Partial<Profile>);
        expect(profile.velocityCap).toBeGreaterThanOrEqual(1);
        expect(profile.velocityCap).toBeLessThanOrEqual(profile.sensitive ? 45 : 100);
        expect(profile.lowNote).toBeGreaterThanOrEqual(28);
        expect(profile.topNote).toBeLessThanOrEqual(profile.sensitive ? 84 : 96);
        expect(profile.topNote - profile.lowNote).toBeGreaterThanOrEqual(24);
        expect(profile.density).toBeGreaterThanOrEqual(1);
        expect(profile.density).toBeLessThanOrEqual(12);
        expect(profile.share).toBeGreaterThanOrEqual(0.1);
        expect(profile.share).toBeLessThanOrEqual(0.8);
        expect(profile.tempo.least).toBeGreaterThanOrEqual(50);
        expect(profile.tempo.most).toBeGreaterThanOrEqual(profile.tempo.least);
        expect(profile.tempo.most).toBeLessThanOrEqual(140);
        expect(boundProfile(profile)).toEqual(profile);
      }),
      { numRuns: 2_000 },
    );
  });

  test("of a sensitive child is softer and has no high notes", () => {
    expect(boundProfile({ sensitive: true })).toMatchObject({ topNote: 84, velocityCap: 45 });
    expect(boundProfile({ sensitive: true, topNote: 80, velocityCap: 30 })).toMatchObject({
      topNote: 80,
      velocityCap: 30,
    });
  });

  test("says which programs are off", () => {
    expect(mayUseProgram(0, DEFAULT_PROFILE)).toBe(true);
    expect(mayUseProgram(78, DEFAULT_PROFILE)).toBe(false);
    expect(mayUseProgram(0, { blockedPrograms: [0] })).toBe(false);
  });
});

describe("the child's own pads", () => {
  test("sound as drums; one that is off sounds a soft one, until it is let go", () => {
    const { commands } = limitChild(NO_LIMITS_USED, DEFAULT_PROFILE, 0, 49, 60, true);
    expect(commands).toMatchObject([{ pitch: 70, velocity: 60, voice: "drum", requested: { pitch: 49 } }]);
    expect(endChild(DEFAULT_PROFILE, 9, 49, true)).toMatchObject([{ pitch: 70, voice: "drum" }]);
    expect(endChild(DEFAULT_PROFILE, 9, 49)).toEqual([{ kind: "noteOff", at: 9, player: "child", pitch: 49 }]);
  });

  test("make nothing of a note that is none", () => {
    for (const [pitch, velocity] of [
      [Number.NaN, 60],
      [60, Number.NaN],
      [60, 0],
      [128, 60],
      [60.5, 60],
    ] as const)
      expect(limitChild(NO_LIMITS_USED, DEFAULT_PROFILE, 0, pitch, velocity).commands).toEqual([]);
  });
});

describe("the tempo", () => {
  const range = { least: 60, most: 132 };

  test("goes towards what is wanted by 5 BPM a second, inside the range", () => {
    expect(limitTempo(90, 120, 2_000, range)).toBe(100);
    expect(limitTempo(90, 60, 500, range)).toBe(87.5);
    expect(limitTempo(90, 91, 2_000, range)).toBe(91);
    expect(limitTempo(130, 500, 60_000, range)).toBe(132);
  });

  test("never changes faster or leaves the range, whatever is asked", () => {
    const any = fc.double();
    fc.assert(
      fc.property(fc.double({ min: 60, max: 132, noNaN: true }), any, any, (from, wanted, elapsed) => {
        const tempo = limitTempo(from, wanted, elapsed, range);
        expect(tempo).toBeGreaterThanOrEqual(60);
        expect(tempo).toBeLessThanOrEqual(132);
        const most = elapsed > 0 ? (5 * elapsed) / 1_000 : 0;
        expect(Math.abs(tempo - from)).toBeLessThanOrEqual(most + 1e-9);
      }),
    );
    expect(limitTempo(Number.NaN, Number.NaN, 1_000, range)).toBe(96);
  });
});
