import { describe, expect, test } from "vitest";
import type { ChildGesture } from "../../../src/engine/gestures/child-gesture.ts";
import { Decision, FRAME_CLASSES, type Told } from "../../../src/engine/gestures/decision.ts";
import { FRAME, type Frame } from "../../../src/engine/gestures/frames.ts";

/** A stretch of frames that are all said to be the same, so sure, swinging to and fro at a rate. */
interface Stretch {
  readonly says: ChildGesture | "none";
  readonly frames: number;
  readonly sure?: number;
  readonly rate?: number;
  readonly jolt?: number;
}

function tell(stretches: readonly Stretch[], decision = new Decision()): Told[] {
  const told: Told[] = [];
  let at = 0;
  for (const { says, frames, sure = 0.95, rate = 0, jolt = 0.01 } of stretches) {
    for (let i = 0; i < frames; i++) {
      at += FRAME;
      const along = rate === 0 ? 0 : 0.8 * Math.sin((2 * Math.PI * rate * i * FRAME) / 1_000);
      const frame: Frame = {
        at,
        features: new Float32Array(14),
        jolt,
        joltAt: at - 10,
        along,
        movement: Math.abs(along),
      };
      const rest = (1 - sure) / (FRAME_CLASSES.length - 1);
      told.push(
        ...decision.judge(
          frame,
          FRAME_CLASSES.map((name) => (name === says ? sure : rest)),
        ),
      );
    }
  }
  return told;
}

const none = (frames: number): Stretch => ({ says: "none", frames });
const tap: Stretch = { says: "tap", frames: 4, jolt: 1 };
const made = (told: readonly Told[]) => told.flatMap((one) => (one.kind === "gesture" ? [one] : []));

describe("a gesture is told once", () => {
  test.each([
    ["shake", 30, 4],
    ["sway", 100, 0.75],
    ["raise", 30, 0],
    ["still", 80, 0],
  ] as const)("%s", (says, frames, rate) => {
    const told = made(tell([none(25), { says, frames, rate }, none(40)]));
    expect(told.map(({ gesture }) => gesture)).toEqual([says]);
  });

  test("however long it goes on", () => {
    for (const says of ["shake", "sway", "raise", "still"] as const)
      expect(made(tell([none(25), { says, frames: 1_500, rate: 1 }, none(40)]))).toHaveLength(1);
  });

  test("and again only after it was over", () => {
    const shake: Stretch = { says: "shake", frames: 20, rate: 4 };
    expect(made(tell([none(25), shake, none(4), shake, none(40)]))).toHaveLength(1);
    expect(made(tell([none(25), shake, none(25), shake, none(40)]))).toHaveLength(2);
  });

  test("not for doubt, nor for a moment", () => {
    for (const says of ["shake", "sway", "raise", "still"] as const) {
      expect(tell([none(25), { says, frames: 200, sure: 0.5 }, none(40)])).toEqual([]);
      const passing = Array.from({ length: 40 }, (): Stretch[] => [{ says, frames: 1 }, none(6)]).flat();
      expect(tell([none(25), ...passing])).toEqual([]);
    }
  });
});

test("a shake counts its strokes, to and fro", () => {
  // 1.2 s at 4 Hz.
  const [shake] = made(tell([none(25), { says: "shake", frames: 30, rate: 4 }, none(40)]));
  expect(shake?.strokes.length).toBeGreaterThanOrEqual(4);
  expect(shake?.strokes.length).toBeLessThanOrEqual(5);
  expect(shake?.strength).toBeGreaterThan(0.3);
});

describe("taps", () => {
  test("are told one by one at once, and as one gesture when the row is over", () => {
    const told = tell([none(25), tap, none(6), tap, none(6), tap, none(40)]);
    expect(told.map(({ kind }) => kind)).toEqual(["stroke", "stroke", "stroke", "gesture"]);
    const [row] = made(told);
    expect(row?.gesture).toBe("tap");
    expect(row?.strokes).toEqual(told.flatMap((one) => (one.kind === "stroke" ? [one.at] : [])));
    expect(row?.at).toBeGreaterThanOrEqual((row?.strokes.at(-1) ?? 0) + 700);
  });

  test("that are apart are rows of their own", () => {
    expect(made(tell([none(25), tap, none(40), tap, none(40)])).map(({ strokes }) => strokes.length)).toEqual([1, 1]);
  });

  test("ring once, though a tap lasts several frames", () => {
    expect(
      tell([none(25), { says: "tap", frames: 6, jolt: 0.9 }, none(40)]).filter(({ kind }) => kind === "stroke"),
    ).toHaveLength(2);
    const ringing: Stretch[] = [
      { says: "tap", frames: 1, jolt: 1 },
      { says: "tap", frames: 4, jolt: 0.2 },
    ];
    expect(tell([none(25), ...ringing, none(40)]).filter(({ kind }) => kind === "stroke")).toHaveLength(1);
  });

  test("are none without a blow, and none while the hand shakes", () => {
    expect(tell([none(25), { says: "tap", frames: 4, jolt: 0.05 }, none(40)])).toEqual([]);
    const told = tell([
      none(25),
      { says: "shake", frames: 20, rate: 4 },
      tap,
      { says: "shake", frames: 20, rate: 4 },
      none(40),
    ]);
    expect(told.filter(({ kind }) => kind === "stroke")).toEqual([]);
  });

  test("harder ones are stronger, between 0 and 1", () => {
    const strength = (jolt: number) => made(tell([none(25), { ...tap, jolt }, none(40)]))[0]?.strength ?? 0;
    expect(strength(0.3)).toBeLessThan(strength(1));
    expect(strength(1)).toBeLessThan(strength(2.5));
    expect(strength(50)).toBeLessThanOrEqual(1);
  });
});

test("what was going on is forgotten with a reset", () => {
  const decision = new Decision();
  tell([none(25), { says: "shake", frames: 20, rate: 4 }], decision);
  decision.reset();
  expect(tell([none(60)], decision)).toEqual([]);
});
