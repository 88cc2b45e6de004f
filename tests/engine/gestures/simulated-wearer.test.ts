import { describe, expect, test } from "vitest";
import { feltAt, LEVEL } from "../../../src/engine/gestures/arm.ts";
import { CHILD_GESTURES } from "../../../src/engine/gestures/child-gesture.ts";
import { drawEveryday, EVERYDAY } from "../../../src/engine/gestures/everyday-acts.ts";
import { drawGesture } from "../../../src/engine/gestures/gesture-acts.ts";
import { SimulatedWearer } from "../../../src/engine/gestures/simulated-wearer.ts";
import { drawWearer } from "../../../src/engine/gestures/wearer.ts";
import { ADXL335, countsOf, feltFrom, UNO } from "../../../src/engine/gestures/wrist-scale.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";

const size = ([x, y, z]: readonly [number, number, number]) => Math.hypot(x, y, z);

describe("what a wrist feels", () => {
  test("at rest one g, upwards, however the arm is held", () => {
    for (const pitch of [-1.2, 0, 0.7]) {
      const felt = feltAt(() => ({ ...LEVEL, pitch, roll: 0.4, yaw: 2 }), 3, 0.2);
      expect(size(felt)).toBeCloseTo(1, 9);
      // x points to the hand: a raised hand feels gravity along it.
      expect(felt[0]).toBeCloseTo(Math.sin(pitch), 9);
    }
  });

  test("on a circle the pull inwards that Newton says", () => {
    const felt = feltAt((t) => ({ ...LEVEL, yaw: 5 * t }), 1, 0.2);
    expect(felt[0]).toBeCloseTo((-0.2 * 25) / 9.80665, 3);
    expect(felt[2]).toBeCloseTo(1, 6);
  });

  test("in free fall nothing", () => {
    expect(size(feltAt((t) => ({ ...LEVEL, z: (-9.80665 / 2) * t * t }), 1, 0.2))).toBeCloseTo(0, 6);
  });
});

test("the converter's steps and the sensor's ends", () => {
  const there = feltFrom(countsOf([0.5, -1, 2.25], ADXL335, UNO), ADXL335, UNO);
  [0.5, -1, 2.25].forEach((g, axis) => {
    expect(Math.abs((there[axis] ?? 0) - g)).toBeLessThan(0.0075);
  });
  expect(feltFrom(countsOf([90, -90, 0], ADXL335, UNO), ADXL335, UNO)[0]).toBeCloseTo(3.6, 1);
});

describe("a simulated wearer", () => {
  const make = (seed: number) => {
    const wearer = new SimulatedWearer(seeded(seed, "wrist"));
    return { wearer, samples: Array.from({ length: 6_000 }, () => wearer.next()) };
  };

  test("is the same for the same seed, and another for another", () => {
    expect(make(3)).toEqual(make(3));
    expect(make(3).wearer.wearer).not.toEqual(make(4).wearer.wearer);
  });

  test("feels one g on average, and says when it makes what", () => {
    const { wearer, samples } = make(5);
    const mean = samples.reduce((sum, { felt }) => sum + size(felt), 0) / samples.length;
    expect(mean).toBeGreaterThan(0.85);
    expect(mean).toBeLessThan(1.25);
    for (const act of wearer.acted) {
      if (act.until > 59_000 || act.kind === "other") continue;
      const middle = act.kind === "tap" ? (act.strokes[0] ?? 0) + 50 : (act.from + act.until) / 2;
      expect(samples[Math.round(middle / 10)]?.truth, `${act.name} at ${middle}`).toBe(act.kind);
    }
  });

  test("is still only where it does not move", () => {
    const { samples } = make(6);
    samples.forEach(({ truth }, place) => {
      const before = samples[place - 20];
      if (truth !== "still" || !before) return;
      const moved = samples[place]?.felt.map((g, axis) => g - (before.felt[axis] ?? 0)) ?? [];
      expect(Math.hypot(...moved)).toBeLessThan(0.15);
    });
  });

  test("makes a gesture when it is asked to", () => {
    const wearer = new SimulatedWearer(seeded(9, "wrist"), { gestures: 0 });
    for (const gesture of CHILD_GESTURES) wearer.make(gesture);
    for (let i = 0; i < 6_000; i++) wearer.next();
    expect(wearer.acted.slice(0, 5).map(({ kind }) => kind)).toEqual(CHILD_GESTURES);
    expect(wearer.acted.slice(5).every(({ kind }) => kind === "other")).toBe(true);
  });
});

test("every movement begins and ends where the arm was", () => {
  for (let seed = 0; seed < 20; seed++) {
    const draws = new Draws(seeded(seed, "acts"));
    const wearer = drawWearer(seeded(seed, "wearer"));
    const acts = [
      ...CHILD_GESTURES.map((kind) => drawGesture(kind, wearer, draws)),
      ...EVERYDAY.map((name) => drawEveryday(name, wearer, draws)),
    ];
    for (const { name, seconds, moves } of acts) {
      for (const t of [0, seconds])
        for (const [part, by] of Object.entries(moves(t)))
          expect(Math.abs(by), `${name}: ${part} at ${t}`).toBeLessThan(0.02);
    }
  }
});
