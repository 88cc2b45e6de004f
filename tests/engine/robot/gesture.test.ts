import { describe, expect, test } from "vitest";
import { angleOf, pulseOf, STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import {
  courseOf,
  durationOf,
  type Gesture,
  minimumJerk,
  PEAK_ACCELERATION,
  PEAK_SPEED,
  poseAt,
  repeatGesture,
} from "../../../src/engine/robot/gesture.ts";
import { restPose } from "../../../src/engine/robot/pose.ts";
import { gestureNamed, REPERTOIRE } from "../../../src/engine/robot/repertoire.ts";
import { PULSE_RANGE } from "../../../src/hardware/robot/wire.ts";

const named = (name: string) => gestureNamed(REPERTOIRE, name) as Gesture;
const REST = restPose(STANDARD_BODY);

test("minimum jerk goes from standing to standing; its peaks are where they are said to be", () => {
  expect([0, 0.5, 1, -1, 2].map(minimumJerk)).toEqual([0, 0.5, 1, 0, 1]);
  const step = 1e-4;
  const xs = Array.from({ length: 10_000 }, (_, i) => i * step);
  const speed = (x: number) => (minimumJerk(x + step) - minimumJerk(x)) / step;
  expect(Math.max(...xs.map(speed))).toBeCloseTo(PEAK_SPEED, 3);
  const acceleration = (x: number) => (speed(x + step) - speed(x)) / step;
  expect(Math.max(...xs.slice(0, -2).map(acceleration))).toBeCloseTo(PEAK_ACCELERATION, 1);
});

describe("a gesture at a tempo", () => {
  test("beats are counted in beats, seconds in seconds", () => {
    expect(durationOf(courseOf(named("nod"), 500))).toBe(500);
    expect(durationOf(courseOf(named("nod"), 500, 4))).toBe(2_000);
    expect(durationOf(courseOf(named("look"), 500))).toBe(1_000);
  });

  test.each([
    [0, 0],
    [250, -5],
    [500, -10],
    [750, -5],
    [1_000, 0],
    [5_000, 0],
  ])("a nod at 60 BPM, after %d ms", (t, angle) => {
    expect(poseAt(courseOf(named("nod"), 1_000), t, REST).headPitch).toBeCloseTo(angle, 9);
  });

  test("a joint waits for its time; joints without a track stay where they were", () => {
    const wave = courseOf(named("wave"), 1_000);
    expect(poseAt(wave, 3_999, { ...REST, wrist: 30, headYaw: 12 })).toMatchObject({ wrist: 30, headYaw: 12 });
    expect(poseAt(wave, 5_000, { ...REST, wrist: 30 }).wrist).toBeCloseTo(12, 9);
    expect(poseAt(wave, 6_000, REST).armRight).toBeCloseTo(45, 9);
  });

  test("the head leads the pointing arm by half a second", () => {
    const point = courseOf(named("point"), 1_000);
    const early = poseAt(point, 500, REST);
    expect(early.headYaw).toBeGreaterThan(0);
    expect(early.armLeft).toBe(-60);
  });

  test("several times: as long as so many, and one way to its beginning", () => {
    const taps = courseOf(repeatGesture(named("drum"), 3), 1_000);
    expect(durationOf(taps)).toBe(3_000);
    expect(taps.tracks[0]?.keyframes.map(({ angle }) => angle)).toEqual([-40, -52, -40, -52, -40, -52, -40]);
  });
});

test("every gesture ends where it stays, and rest ends in the pose of rest", () => {
  const rest = courseOf(named("rest"), 1_000);
  const far = Object.fromEntries(STANDARD_BODY.joints.map(({ name, high }) => [name, high]));
  for (const [joint, angle] of Object.entries(poseAt(rest, durationOf(rest), far)))
    expect(angle).toBeCloseTo(REST[joint] ?? 99, 9);
});

test("pulses of the whole range are inside what the firmware allows, and read back as the same angle", () => {
  for (const joint of STANDARD_BODY.joints) {
    for (const angle of [joint.low, joint.rest, joint.high]) {
      const pulse = pulseOf(joint, angle);
      expect(pulse).toBeGreaterThanOrEqual(PULSE_RANGE.from);
      expect(pulse).toBeLessThanOrEqual(PULSE_RANGE.to);
      expect(angleOf(joint, pulse)).toBeCloseTo(angle, 9);
    }
  }
  const [left] = STANDARD_BODY.joints.filter(({ invert }) => invert);
  expect(left && pulseOf(left, left.high)).toBe(800);
});
