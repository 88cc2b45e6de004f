import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import { boundsOf, peakSpeed } from "../../../src/engine/robot/bounds.ts";
import { choreograph } from "../../../src/engine/robot/choreograph.ts";
import { newChoreography } from "../../../src/engine/robot/choreography.ts";
import type { MoveCommand } from "../../../src/engine/robot/command.ts";
import type { Cue, Scene } from "../../../src/engine/robot/cue.ts";
import { restPose } from "../../../src/engine/robot/pose.ts";
import { LIGHTS, type RobotWishes, wish } from "../../../src/engine/robot/wishes.ts";
import { SCENE } from "./stage.ts";

const SET: RobotWishes = {
  size: 1,
  speed: 1,
  lights: "still",
  mirrorsPads: true,
  onlyWhenChildPlays: false,
  autonomy: "all",
};

describe("what the therapist wishes of the robot", () => {
  test("stays inside its bounds, and under what was set for the child", () => {
    const anything = fc.record(
      { size: fc.double(), speed: fc.double(), lights: fc.constantFrom(...LIGHTS), mirrorsPads: fc.boolean() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(anything), fc.constantFrom(...LIGHTS), (changes, lights) => {
        const wishes = changes.reduce<RobotWishes>((before, change) => wish(before, change, { lights }), {
          ...SET,
          lights,
        });
        expect(wishes.size).toBeGreaterThanOrEqual(0.25);
        expect(wishes.size).toBeLessThanOrEqual(1);
        expect(wishes.speed).toBeGreaterThanOrEqual(0.5);
        expect(wishes.speed).toBeLessThanOrEqual(1);
        expect(LIGHTS.indexOf(wishes.lights)).toBeLessThanOrEqual(LIGHTS.indexOf(lights));
      }),
    );
  });

  test("changes what is named, and nothing else", () => {
    expect(wish(SET, { speed: 0.6 }, SET)).toEqual({ ...SET, speed: 0.6 });
    expect(wish(SET, { lights: "slow" }, SET)).toEqual(SET);
    expect(wish(SET, { lights: "off", mirrorsPads: false }, SET)).toEqual({
      ...SET,
      lights: "off",
      mirrorsPads: false,
    });
    expect(wish(SET, { size: Number.NaN }, SET)).toEqual(SET);
  });
});

/** All moves of a wave, from rest. */
function wave(scene: Scene): MoveCommand[] {
  let state = newChoreography(STANDARD_BODY);
  const moves: MoveCommand[] = [];
  const take = (cue: Cue): number | null => {
    const { choreography, commands, wake } = choreograph(state, cue, scene);
    state = choreography;
    moves.push(...commands.filter((command): command is MoveCommand => command.kind === "move"));
    return wake;
  };
  take({ kind: "armed", at: 0, pose: restPose(STANDARD_BODY) });
  take({ kind: "clear", at: 0 });
  let next = take({ kind: "gesture", at: 5_000, name: "wave" });
  while (next !== null && next < 60_000) next = take({ kind: "wake", at: next });
  return moves.filter(({ gesture }) => gesture === "wave");
}

/** The fastest of a joint's moves, and the farthest from rest. */
function extremes(moves: readonly MoveCommand[], name: string): { speed: number; far: number } {
  const rest = restPose(STANDARD_BODY)[name] ?? 0;
  let [place, speed, far] = [rest, 0, 0];
  for (const { joints } of moves)
    for (const { joint, to, over } of joints) {
      if (joint !== name) continue;
      speed = Math.max(speed, peakSpeed(to - place, over));
      far = Math.max(far, Math.abs(to - rest));
      place = to;
    }
  return { speed, far };
}

test("a wave at half the speed and half the size", () => {
  const whole = extremes(wave(SCENE), "armRight");
  const slow = extremes(wave({ ...SCENE, speed: 0.5 }), "armRight");
  const small = extremes(wave({ ...SCENE, size: 0.5 }), "armRight");
  const both = extremes(wave({ ...SCENE, size: 0.5, level: "small" }), "armRight");
  expect(whole.speed).toBeGreaterThan(20);
  const allowed = Math.max(
    ...STANDARD_BODY.joints.filter(({ name }) => name === "armRight").map((joint) => boundsOf(joint, false).speed),
  );
  expect(slow.speed).toBeLessThanOrEqual(allowed / 2 + 1e-6);
  expect(slow.speed).toBeGreaterThan(10);
  expect(small.far).toBeCloseTo(whole.far / 2, 6);
  expect(both.far).toBeCloseTo(whole.far / 4, 6);
});
