import { describe, expect, test } from "vitest";
import type { Vector } from "../../../src/engine/gestures/arm.ts";
import { FRAME_FEATURES, FrameMaker } from "../../../src/engine/gestures/frames.ts";
import { SimulatedWearer } from "../../../src/engine/gestures/simulated-wearer.ts";
import { seeded } from "../../../src/engine/random.ts";

function framesFor(samples: readonly Vector[]) {
  const maker = new FrameMaker();
  return samples.flatMap((felt, i) => maker.take(felt, 10 * i) ?? []);
}

const wearer = new SimulatedWearer(seeded(1, "wrist"));
const SAMPLES = Array.from({ length: 4_000 }, () => wearer.next().felt);

describe("frames", () => {
  test("come with every fourth sample, of finite numbers", () => {
    const frames = framesFor(SAMPLES);
    expect(frames).toHaveLength(1_000);
    expect(frames[3]?.at).toBe(150);
    for (const { features } of frames) {
      expect(features).toHaveLength(FRAME_FEATURES);
      expect(features.every((value) => Number.isFinite(value) && Math.abs(value) <= 3)).toBe(true);
    }
  });

  test("do not mind how the strap is turned about the forearm", () => {
    const turned = (by: number) =>
      SAMPLES.map(([x, y, z]): Vector => [x, y * Math.cos(by) - z * Math.sin(by), y * Math.sin(by) + z * Math.cos(by)]);
    const straight = framesFor(SAMPLES);
    for (const by of [0.8, Math.PI, -2]) {
      framesFor(turned(by)).forEach(({ features, jolt, along }, place) => {
        const before = straight[place];
        expect(jolt).toBeCloseTo(before?.jolt ?? Number.NaN, 9);
        expect(along).toBeCloseTo(before?.along ?? Number.NaN, 6);
        features.forEach((value, i) => {
          expect(value).toBeCloseTo(before?.features[i] ?? Number.NaN, 4);
        });
      });
    }
  });

  test("time a jolt to its sample", () => {
    const samples: Vector[] = Array.from({ length: 40 }, () => [0, 0, 1]);
    samples[21] = [0, 0, 2.5];
    const hardest = framesFor(samples).reduce((most, frame) => (frame.jolt > most.jolt ? frame : most));
    expect([hardest.jolt, hardest.joltAt]).toEqual([1.5, 210]);
  });

  test("begin anew after a reset as at the first time", () => {
    const maker = new FrameMaker();
    for (const felt of SAMPLES.slice(0, 1_001)) maker.take(felt, 0);
    maker.reset();
    const again = SAMPLES.slice(2_000, 2_100).flatMap((felt, i) => maker.take(felt, 10 * i) ?? []);
    expect(again).toEqual(framesFor(SAMPLES.slice(2_000, 2_100)));
  });
});
