import { describe, expect, test } from "vitest";
import { CHILD, level, off, on, PARTNER, release, room } from "./guarded-room.ts";

describe("voices", () => {
  test("have channels of their own, and one pitch in two of them is two notes", () => {
    const { guard, instrument, playTo } = room();
    for (const voice of [0, 1, 2, 3]) {
      guard.accept(on(1000, 60, PARTNER, voice), 1000);
      guard.accept(off(1100 + 10 * voice, 60, PARTNER, voice), 1000);
    }
    guard.accept(on(1000, 62, CHILD, 3), 1000);
    playTo(1050);
    expect(instrument.sounding).toEqual(["0 60", "4 60", "5 60", "9 60", "9 62"]);
    playTo(1125);
    expect(instrument.sounding).toEqual(["9 60", "9 62"]);
    playTo(1200);
    expect(instrument.sounding).toEqual(["9 62"]);
  });

  test("are all released, and a child's drum sounds on", () => {
    const { guard, instrument, playTo } = room();
    for (const voice of [0, 1, 2, 3]) guard.accept(on(1000, 60, PARTNER, voice), 1000);
    guard.accept(on(1000, 62, CHILD, 3), 1000);
    playTo(1010);
    guard.accept(release(1010, 100), 1010);
    playTo(1200);
    expect(instrument.sounding).toEqual(["9 62"]);
    expect(instrument.expressionOf(9)).toBe(127);
    expect(instrument.expressionOf(4)).toBeLessThan(20);
  });

  test("a drum's end does not end another player's of the same pitch", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 38, PARTNER, 3), 1000);
    guard.accept(on(1020, 38, CHILD, 3), 1000);
    guard.accept(off(1040, 38, PARTNER, 3), 1000);
    playTo(1100);
    expect(instrument.sounding).toEqual(["9 38"]);
  });
});

/** Decibels of an expression value. */
const decibels = (value: number) => 40 * Math.log10(value / 127);

describe("a level", () => {
  test("is gone to in steps of a decibel at the most, on each of the player's channels that sounds", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 60), 1000);
    guard.accept(on(1000, 48, PARTNER, 1), 1000);
    guard.accept(on(1000, 72, CHILD), 1000);
    playTo(1010);
    guard.accept(level(1010, -6, 150), 1010);
    playTo(1400);
    for (const midiChannel of [0, 4]) {
      const values = instrument.expression
        .filter((change) => change.midiChannel === midiChannel)
        .map(({ level }) => level);
      expect(values.length).toBeGreaterThan(6);
      for (const [place, value] of values.slice(1).entries())
        expect(Math.abs(decibels(value) - decibels(values[place] ?? 0))).toBeLessThanOrEqual(1.1);
      expect(decibels(values.at(-1) ?? 0)).toBeCloseTo(-6, 0);
    }
    expect(instrument.expressionOf(1)).toBe(127);
    expect(instrument.expressionOf(5)).toBeUndefined();
    expect(instrument.heard.at(-1)?.at).toBeCloseTo(1160, 6);
  });

  test("stands under the fade of a release, and comes back with the next note", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(level(1000, -12, 0), 1000);
    guard.accept(on(1000, 60), 1000);
    playTo(1010);
    expect(instrument.expressionOf(0)).toBe(64);
    guard.accept(release(1010, 100), 1010);
    playTo(1500);
    guard.accept(on(1500, 62), 1500);
    playTo(1600);
    expect(Math.max(...instrument.expression.map(({ level }) => level))).toBe(64);
    expect(instrument.expressionOf(0)).toBe(64);
  });

  test("outlasts STOP, also one that was not yet due, and an unplugged port", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(on(1000, 60), 1000);
    guard.accept(level(1050, -12, 0), 1000);
    playTo(1010);
    guard.silence(150, 1010);
    playTo(2000);
    guard.disconnect();
    guard.connect();
    guard.accept(on(2000, 62), 2000);
    playTo(2100);
    expect(instrument.expressionOf(0)).toBe(64);
  });

  test("goes on while nothing sounds, without a word", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(level(1000, -96, 0), 1000);
    guard.accept(level(1000, -24, 0), 1000);
    guard.accept(level(1000, 0, 4_000), 1000);
    playTo(3000);
    expect(instrument.heard).toEqual([]);
    guard.accept(on(3000, 60), 3000);
    playTo(3000);
    expect(decibels(instrument.expressionOf(0) ?? 0)).toBeCloseTo(-12, 0);
    playTo(5100);
    expect(instrument.expressionOf(0)).toBe(127);
  });

  test("of one player on a channel that is shared goes into the velocity, down to nothing", () => {
    const { guard, instrument, playTo } = room();
    guard.accept(level(1000, -12, 0), 1000);
    guard.accept(on(1000, 38, PARTNER, 3), 1000);
    guard.accept(on(1000, 40, CHILD, 3), 1000);
    playTo(1100);
    const struck = instrument.heard.filter(({ status }) => status === 0x99).map(({ data1, data2 }) => [data1, data2]);
    expect(struck).toEqual([
      [38, 32],
      [40, 64],
    ]);
    expect(instrument.expressionOf(9)).toBe(127);
    guard.accept(level(1100, -96, 0), 1100);
    guard.accept(on(1100, 41, PARTNER, 3), 1100);
    playTo(1200);
    expect(instrument.sounding).toEqual(["9 38", "9 40"]);
    expect(guard.sounding).toBe(2);
  });
});
