import { describe, expect, test } from "vitest";
import { type Guard, UNARMED } from "../../../src/engine/robot/guard.ts";
import { limitMoves } from "../../../src/engine/robot/limits.ts";
import {
  broken,
  type Move,
  poseExpected,
  send,
  settle,
  standingMotion,
  stillFrom,
} from "../../../src/engine/robot/motion.ts";
import { restPose } from "../../../src/engine/robot/pose.ts";
import { SCENE } from "./stage.ts";

const FREE: Guard = { ...UNARMED, armed: true, clear: true };
const STANDING = standingMotion(SCENE.body, restPose(SCENE.body));
const move = (joint: string, to: number, begins: number, over: number): Move => ({
  gesture: "test",
  joint,
  to,
  begins,
  ends: begins + over,
});

describe("the last place before a move leaves", () => {
  test("what is inside leaves, what begins together as one command", () => {
    const passed = limitMoves(STANDING, FREE, SCENE, [move("headYaw", 20, 500, 800), move("wrist", 10, 500, 900)], 0);
    expect(passed).toMatchObject({
      held: null,
      commands: [
        {
          kind: "move",
          at: 500,
          gesture: "test",
          joints: [
            { joint: "headYaw", to: 20, over: 800 },
            { joint: "wrist", to: 10, over: 900 },
          ],
        },
      ],
    });
  });

  test.each([
    ["shorter than 800 ms", move("headYaw", 1, 500, 799), "over the length of headYaw"],
    ["too fast", move("headYaw", 40, 500, 1_000), "over the speed of headYaw"],
    ["outside the range", move("headYaw", 46, 500, 5_000), "over the range of headYaw"],
    ["too late", move("headYaw", 10, 99, 900), "came too late"],
    ["of a joint that there is not", move("tail", 10, 500, 900), "has no tail"],
  ])("%s", (_, wrong, words) => {
    const passed = limitMoves(STANDING, FREE, SCENE, [move("wrist", 10, 500, 900), wrong], 0);
    expect(passed.commands).toEqual([]);
    expect(passed.motion).toBe(STANDING);
    expect(passed.held).toContain(words);
  });

  test("a joint that still moves is not moved again", () => {
    const moving = send(STANDING, [move("headYaw", 20, 0, 2_000)]);
    expect(limitMoves(moving, FREE, SCENE, [move("headYaw", 0, 1_900, 900)], 1_000).held).toContain("still moves");
    expect(limitMoves(moving, FREE, SCENE, [move("headYaw", 0, 2_000, 900)], 1_000).held).toBeNull();
  });

  test.each([
    ["not armed", { ...FREE, armed: false }, "not armed"],
    ["nobody looked", { ...FREE, clear: false }, "Nobody within reach?"],
    ["somebody within reach", { ...FREE, within: true }, "within reach"],
    ["in a space", { ...FREE, space: { begins: 1_000, ends: 9_000 } }, "in a space"],
    ["in a break", { ...FREE, onBreak: true }, "break"],
  ])("%s: nothing leaves", (_, guard, words) => {
    const passed = limitMoves(STANDING, guard, SCENE, [move("headYaw", 20, 500, 900)], 0);
    expect(passed.commands).toEqual([]);
    expect(passed.held).toContain(words);
  });
});

describe("where the joints are", () => {
  const moving = send(STANDING, [move("headYaw", 20, 1_000, 1_000)]);

  test("half way in the middle of a move, there at its end", () => {
    expect(poseExpected(moving, 1_500).headYaw).toBeCloseTo(10, 9);
    expect(settle(moving, 2_000).places.headYaw).toEqual({ low: 20, high: 20 });
    expect(stillFrom(moving)).toBe(2_000);
  });

  test("held on the way: somewhere between, and the next move has time for the farther end", () => {
    const held = broken(moving, 1_400);
    expect(held.places.headYaw).toEqual({ low: 0, high: 20 });
    expect(limitMoves(held, FREE, SCENE, [move("headYaw", -10, 3_000, 900)], 2_000).held).toContain("speed");
    expect(limitMoves(held, FREE, SCENE, [move("headYaw", -10, 3_000, 1_000)], 2_000).held).toBeNull();
  });
});
