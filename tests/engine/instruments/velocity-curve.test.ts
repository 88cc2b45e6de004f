import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { curveTable, fitCurve, type VelocityCurve } from "../../../src/engine/instruments/velocity-curve.ts";

const velocity = fc.oneof(fc.integer({ min: -5, max: 300 }), fc.constantFrom(Number.NaN, 0, 127, 63.5));
const curve: fc.Arbitrary<VelocityCurve> = fc.oneof(
  fc.constantFrom<VelocityCurve>({ kind: "softChild" }, { kind: "normal" }, { kind: "strong" }),
  velocity.map((value): VelocityCurve => ({ kind: "fixed", velocity: value })),
  fc
    .record({ soft: velocity, medium: velocity, hard: velocity })
    .map((hits): VelocityCurve => ({ kind: "hits", ...hits })),
);

describe("a velocity curve", () => {
  test("rises or stays level and keeps to 1–127, whatever it was made of", () => {
    fc.assert(
      fc.property(curve, (one) => {
        const table = curveTable(one);
        expect(table).toHaveLength(128);
        for (const [place, played] of table.entries()) {
          expect(played).toBeGreaterThanOrEqual(table[place - 1] ?? 1);
          expect(played).toBeLessThanOrEqual(127);
        }
      }),
    );
  });

  test("three hits that can be told apart land on 32, 64 and 96", () => {
    const apart = fc
      .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 3, max: 60 }), fc.integer({ min: 3, max: 60 }))
      .map(([soft, up, further]) => ({ soft, medium: soft + up, hard: soft + up + further }))
      .filter(({ hard }) => hard <= 127);
    fc.assert(
      fc.property(apart, (hits) => {
        const fitted = fitCurve(hits);
        if (!fitted) throw new Error("no curve");
        const table = curveTable(fitted);
        expect([table[hits.soft], table[hits.medium], table[hits.hard]]).toEqual([32, 64, 96]);
      }),
    );
  });

  test.each([
    [{ soft: 40, medium: 40, hard: 90 }],
    [{ soft: 40, medium: 60, hard: 62 }],
    [{ soft: 90, medium: 60, hard: 30 }],
    [{ soft: Number.NaN, medium: Number.NaN, hard: 3 }],
  ])("hits that do not rise make none: %j", (hits) => {
    expect(fitCurve(hits)).toBeUndefined();
  });

  test("a weak hand is raised, a strong one tamed, and normal is as it comes", () => {
    expect(curveTable({ kind: "softChild" })[32]).toBe(56);
    expect(curveTable({ kind: "strong" })[32]).toBe(14);
    expect([...curveTable({ kind: "normal" })].slice(1)).toEqual(Array.from({ length: 127 }, (_, i) => i + 1));
    expect(new Set(curveTable({ kind: "fixed", velocity: 70 }))).toEqual(new Set([70]));
  });
});
