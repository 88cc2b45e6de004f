import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type EarCalibration,
  earCeilingOf,
  earLevelOf,
  earLevelsAt,
  holdAtEar,
  isTooLoud,
  measuredVelocities,
  whyUnsound,
} from "../../../src/engine/session/ear-level.ts";
import { boundProfile, DEFAULT_PROFILE } from "../../../src/engine/session/profile.ts";

/** An output that keeps to the General MIDI curve: 64 is 11.9 dB under 127, 32 is 23.9 dB under it. */
const gm = (at127: number): EarCalibration => ({
  readings: [32, 64, 96].map((velocity) => ({ velocity, level: at127 + 40 * Math.log10(velocity / 127) })),
  approximate: false,
});
const profile = (change: object = {}) => boundProfile({ ...DEFAULT_PROFILE, ...change });

describe("the level at the ear", () => {
  test("of a velocity: the readings, straight between them, and by the curve beyond", () => {
    const calibration = {
      approximate: true,
      readings: [
        { velocity: 32, level: 50 },
        { velocity: 64, level: 60 },
      ],
    };
    expect(earLevelOf(calibration, 32)).toBe(50);
    expect(earLevelOf(calibration, 64)).toBe(60);
    // Half way in decibels: 32·√2.
    expect(earLevelOf(calibration, 32 * Math.SQRT2)).toBeCloseTo(55, 6);
    expect(earLevelOf(calibration, 127)).toBeCloseTo(60 + 11.906, 2);
    expect(earLevelOf(calibration, 16)).toBeCloseTo(50 - 12.041, 2);
  });

  test("of a room: five notes at the cap at once are 7.0 dB over one, two all the time 3.0 dB", () => {
    const levels = earLevelsAt(gm(80), 80);
    expect(levels.fastest).toBeCloseTo(71.97 + 6.99, 1);
    expect(levels.equivalent).toBeCloseTo(71.97 + 3.01, 1);
  });
});

describe("the cap", () => {
  // One note may be 67.0 dB(A) (70 − 3.0), a sensitive child's 57.0, with a raised cap 77.0.
  test.each([
    ["a soft room", 70, {}, 80],
    ["70 dB(A) by 80 of velocity", 75, {}, 80],
    ["a loud room", 80, {}, 60],
    ["a very loud room", 100, {}, 18],
    ["a sensitive child", 75, { sensitive: true }, 45],
    ["a sensitive child in a loud room", 85, { sensitive: true }, 25],
    ["a raised cap", 82, { velocityCap: 100 }, 95],
  ] as const)("in %s (%d dB(A) at 127) of %o is %d", (_, at127, change, cap) => {
    expect(holdAtEar(profile(change), gm(at127)).velocityCap).toBe(cap);
  });

  test("is left alone where nothing was measured", () => {
    expect(holdAtEar(profile(), undefined)).toEqual(profile());
  });

  test("holds the limits of the ear in every room that was soundly measured, and is never raised", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ velocity: fc.integer({ min: 1, max: 127 }), level: fc.integer({ min: 30, max: 110 }) }), {
          maxLength: 3,
        }),
        fc.boolean(),
        fc.integer({ min: 20, max: 100 }),
        (readings, sensitive, velocityCap) => {
          if (whyUnsound(readings) !== undefined) return;
          const asked = profile({ sensitive, velocityCap });
          const calibration = { readings, approximate: false };
          const held = holdAtEar(asked, calibration);
          const { equivalent, fastest } = earLevelsAt(calibration, held.velocityCap);
          const ceiling = earCeilingOf(asked);
          expect(held.velocityCap).toBeLessThanOrEqual(asked.velocityCap);
          if (held.velocityCap === 1) return;
          expect(equivalent).toBeLessThanOrEqual(ceiling.equivalent);
          expect(fastest).toBeLessThanOrEqual(ceiling.fastest);
        },
      ),
      { seed: 1 },
    );
  });

  test("that would have to be under 20 says that the loudspeaker is too loud", () => {
    expect(isTooLoud(profile(), gm(80))).toBe(false);
    expect(isTooLoud(profile(), gm(100))).toBe(true);
  });
});

describe("readings", () => {
  test("are measured at soft, medium and loud, and never over the child's cap", () => {
    expect(measuredVelocities(profile({ velocityCap: 100 }))).toEqual([32, 64, 96]);
    expect(measuredVelocities(profile())).toEqual([32, 64, 80]);
    expect(measuredVelocities(profile({ sensitive: true }))).toEqual([32, 45]);
  });

  test("that cannot be are refused in a sentence", () => {
    expect(whyUnsound([])).toMatch(/no reading/);
    expect(whyUnsound([{ velocity: 64, level: 5 }])).toMatch(/between 30 and 110/);
    expect(whyUnsound([{ velocity: 64, level: Number.NaN }])).toMatch(/no reading of a meter/);
    const flat = [
      { velocity: 32, level: 60 },
      { velocity: 64, level: 61 },
    ];
    expect(whyUnsound(flat)).toMatch(/something else sounds/);
    expect(whyUnsound([flat[1], flat[0]] as typeof flat)).toMatch(/something else sounds/);
    expect(whyUnsound(gm(80).readings)).toBeUndefined();
  });
});
