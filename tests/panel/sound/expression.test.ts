import { describe, expect, test } from "vitest";
import { Expression, type ExpressionPoint } from "../../../src/panel/sound/expression.ts";
import { instrumentOf, instrumentsOf, PLAYERS } from "../../../src/panel/sound/instruments.ts";

const PIANO = instrumentOf("partner");
const decibels = (value: number) => 40 * Math.log10(value / 127);
const on = (points: readonly ExpressionPoint[], midiChannel = PIANO.midiChannel) =>
  points.filter((point) => point.midiChannel === midiChannel);
const values = (points: readonly ExpressionPoint[]) => points.map(({ value }) => value);

describe("instruments", () => {
  test("have a channel each, whoever plays them, so that every player is turned down alone", () => {
    const channels = PLAYERS.flatMap(instrumentsOf).map(({ midiChannel }) => midiChannel);
    expect(new Set(channels).size).toBe(channels.length);
    expect(Math.max(...channels)).toBeLessThan(16);
    expect(instrumentOf("child", "bass")).toBe(instrumentOf("child"));
    expect(instrumentOf("child", "drum").drums).toBe(true);
  });
});

describe("a level", () => {
  test("is gone to in steps of a decibel at the most, on all channels of the player and no other", () => {
    const expression = new Expression();
    expression.turn("partner", -6, 1_000, 150);
    const points = expression.take(2_000);
    const channels = new Set(points.map(({ midiChannel }) => midiChannel));
    expect([...channels].sort((a, b) => a - b)).toEqual([0, 4, 5, 6, 10, 12, 13]);
    const steps = [0, ...values(on(points)).map(decibels)];
    for (const [place, step] of steps.slice(1).entries())
      expect(Math.abs(step - (steps[place] ?? 0))).toBeLessThanOrEqual(1.05);
    expect(steps.at(-1)).toBeCloseTo(-6, 0);
    expect(on(points).at(-1)?.at).toBe(1_150);
  });

  test("changes on the way begin where the way was", () => {
    const expression = new Expression();
    expression.turn("partner", -12, 0, 1_000);
    expression.take(500);
    expression.turn("partner", 0, 500, 1_000);
    const back = on(expression.take(2_000));
    expect(decibels(back[0]?.value ?? 0)).toBeLessThan(-4.8);
    expect(back.at(-1)).toMatchObject({ at: 1_500, value: 127 });
    expect(Math.min(...values(back))).toBeGreaterThan(80);
  });

  test("jumps out of silence and goes up from there", () => {
    const expression = new Expression();
    expression.turn("partner", -96, 0, 0);
    expect(values(expression.take(4_999))).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expression.turn("partner", -24, 5_000, 0);
    expression.turn("partner", 0, 5_000, 4_000);
    const up = on(expression.take(9_000));
    expect(decibels(up[0]?.value ?? 0)).toBeCloseTo(-24, -1);
    expect(decibels(up.find(({ at }) => at >= 7_000)?.value ?? 0)).toBeCloseTo(-12, 0);
    expect(up.at(-1)?.value).toBe(127);
  });
});

describe("a release", () => {
  test("fades on top of the level, ends the notes, and the level comes back after it", () => {
    const expression = new Expression();
    expression.turn("partner", -12, 0, 0);
    expression.take(0);
    expression.release("partner", 100, 200, 210);
    const points = on(expression.take(1_000));
    const fade = points.slice(0, -1);
    expect(Math.max(...values(points))).toBe(64);
    expect(values(fade)).toEqual(values(fade).toSorted((a, b) => b - a));
    expect(fade.at(-1)).toMatchObject({ at: 300, value: 0, end: true });
    expect(points.filter(({ end }) => end)).toHaveLength(1);
    expect(points.at(-1)).toMatchObject({ at: 306, value: 64, end: false });
  });

  test("is not overtaken by a level: that comes when it is over", () => {
    const expression = new Expression();
    expression.release("partner", 0, 200, 110);
    expression.turn("partner", -6, 50, 1_000);
    const points = on(expression.take(200));
    expect(points.at(-1)).toMatchObject({ at: 200, end: true });
    expect(values(points)).toEqual(values(points).toSorted((a, b) => b - a));
    const after = on(expression.take(2_000));
    expect(decibels(after[0]?.value ?? 0)).toBeGreaterThan(-1.5);
    expect(decibels(after.at(-1)?.value ?? 0)).toBeCloseTo(-6, 0);
  });

  test("ends for a note that begins in it, but not before all that was handed over has begun", () => {
    const expression = new Expression();
    expression.release("partner", 0, 1_000, 110);
    expect(expression.begin("partner", PIANO.midiChannel, 50)).toEqual([]);
    expression.take(500);
    expect(expression.begin("partner", PIANO.midiChannel, 600)).toEqual([
      { at: 594, midiChannel: 0, value: 127, end: true },
    ]);
    const rest = expression.take(2_000);
    expect(on(rest).filter(({ at }) => at >= 594)).toEqual([]);
    expect(on(rest, 4).some(({ end }) => end)).toBe(true);
    expect(expression.begin("partner", PIANO.midiChannel, 1_500)).toEqual([]);
  });
});

test("after STOP every channel comes back to its level, and no fade goes on", () => {
  const expression = new Expression();
  expression.turn("child", -12, 0, 1_000);
  expression.release("partner", 500, 1_000, 610);
  expression.take(550);
  expression.clear(760);
  const points = expression.take(5_000);
  expect(points.some(({ end }) => end)).toBe(false);
  expect(values(on(points))).toEqual([127]);
  const child = on(points, instrumentOf("child").midiChannel);
  expect(decibels(child.at(-1)?.value ?? 0)).toBeCloseTo(-12, 0);
  expect(child.at(-1)?.at).toBe(1_000);
});

describe("a crossfade", () => {
  const left = ({ value }: { value: number } | undefined = { value: 127 }) => (value / 127) ** 4;

  test("lets one channel go out as the other comes in, the powers adding up to one, and lasts as long as it says", () => {
    const expression = new Expression();
    expect(expression.cross("partner", 0, 6, 1_000, 600)).toEqual([{ at: 994, midiChannel: 6, value: 0, end: true }]);
    expect(expression.begin("partner", 6, 1_000)).toEqual([]);
    const points = expression.take(3_000);
    for (let at = 1_010; at < 1_600; at += 10) {
      const power = [0, 6].map((channel) => left(on(points, channel).findLast((point) => point.at <= at)));
      expect((power[0] ?? 0) + (power[1] ?? 0)).toBeGreaterThan(0.93);
      expect((power[0] ?? 0) + (power[1] ?? 0)).toBeLessThan(1.07);
    }
    expect(on(points, 0).find(({ end }) => end)?.at).toBe(1_600);
    expect(on(points, 6).at(-1)).toMatchObject({ at: 1_600, value: 127, end: false });
  });

  test("that a release cuts short goes on from where it is", () => {
    const expression = new Expression();
    expression.cross("partner", 0, 6, 0, 600);
    expression.take(200);
    expression.release("partner", 200, 100, 200);
    const coming = on(expression.take(2_000), 6);
    expect(coming[0]?.value ?? 0).toBeLessThan(90);
    expect(coming.find(({ end }) => end)?.at).toBe(300);
  });
});
