import { describe, expect, test } from "vitest";
import type { PlannedNote } from "../../../src/engine/partner/partner.ts";
import {
  beginShare,
  countSound,
  partnerShare,
  SHARE_WARNING,
  shareLeft,
} from "../../../src/engine/session/limits/share.ts";
import { forgetReleased, type Limits, limitPartner, NO_LIMITS_USED } from "../../../src/engine/session/limits.ts";
import { DEFAULT_PROFILE } from "../../../src/engine/session/profile.ts";

/** A partner that sounds without a pause, in notes of half a second. */
function sounding(from: number, seconds: number): PlannedNote[] {
  return Array.from({ length: 2 * seconds }, (_, i) => ({
    onset: from + 500 * i,
    duration: 500,
    pitch: 60 + (i % 5),
    velocity: 40,
  }));
}

function playFrom(limits: Limits, from: number, seconds: number, ritual = false) {
  const passed = limitPartner(limits, DEFAULT_PROFILE, sounding(from, seconds), from, 0, from, ritual);
  return { ...passed, struck: passed.commands.filter(({ kind }) => kind === "noteOn").length };
}

describe("the partner's share of sounding time", () => {
  test("may begin in a silent room with twenty seconds of sound, and then rests", () => {
    const { struck, held, limits } = playFrom(NO_LIMITS_USED, 0, 30);
    expect(struck).toBe(40);
    expect(held).toBe("notes were left out: the partner had its share of this phase");
    expect(limits.held.share).toBe(20);
    expect(partnerShare(limits)).toBe(1);
    expect(1).toBeGreaterThan(SHARE_WARNING);
  });

  test("is half with a child, who is counted once however many keys are down", () => {
    const full = playFrom(NO_LIMITS_USED, 0, 20).limits;
    let limits = countSound(full, "child", 1_000, 5_000);
    limits = countSound(limits, "child", 2_000, 3_000);
    limits = countSound(limits, "child", 500, 4_000);
    limits = countSound(limits, "child", 6_000, 7_000);
    expect(shareLeft(limits, DEFAULT_PROFILE)).toBe(5_500);
    expect(partnerShare(limits)).toBeCloseTo(20 / 25.5, 9);
    // The therapist counts beside the child.
    limits = countSound(limits, "therapist", 1_000, 2_000);
    expect(shareLeft(limits, DEFAULT_PROFILE)).toBe(6_500);
    expect(playFrom(limits, 30_000, 10).struck).toBe(13);
  });

  test("a partner that had it comes back for two seconds at least, not for a note now and then", () => {
    const rested = playFrom(NO_LIMITS_USED, 0, 21).limits;
    const little = countSound(rested, "child", 30_000, 31_500);
    expect(playFrom(little, 32_000, 1).struck).toBe(0);
    const enough = countSound(little, "child", 32_000, 32_500);
    expect(playFrom(enough, 33_000, 4).struck).toBe(4);
  });

  test("takes back what was dropped before it sounded", () => {
    const planned = playFrom(NO_LIMITS_USED, 0, 10).limits;
    expect(shareLeft(forgetReleased(planned, 2_200, 150), DEFAULT_PROFILE)).toBe(20_000 - 2_350);
  });

  test("begins anew with a phase; what sounds on counts for it", () => {
    const planned = playFrom(NO_LIMITS_USED, 0, 10).limits;
    const limits = beginShare(planned, 7_250);
    expect(shareLeft(limits, DEFAULT_PROFILE)).toBe(20_000 - 2_750);
    // A key that went down before the phase counts from its beginning.
    expect(shareLeft(countSound(limits, "child", 5_000, 8_250), DEFAULT_PROFILE)).toBe(20_000 - 1_750);
  });

  test("does not hold a ritual song, and does not count it", () => {
    const song = playFrom(NO_LIMITS_USED, 0, 60, true);
    expect(song.struck).toBe(120);
    expect(song.held).toBeNull();
    expect(partnerShare(song.limits)).toBeUndefined();
  });

  test("makes nothing of times that are none", () => {
    for (const [from, to] of [
      [Number.NaN, 5],
      [0, Number.NaN],
      [0, Number.POSITIVE_INFINITY],
      [7, 3],
    ] as const)
      expect(countSound(NO_LIMITS_USED, "child", from, to)).toBe(NO_LIMITS_USED);
  });
});
