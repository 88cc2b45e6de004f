import { expect, test } from "vitest";
import type { Pose } from "../../../src/engine/robot/pose.ts";
import { openGestureRobot } from "../../../src/hardware/drivers.ts";
import type { GestureRobot } from "../../../src/hardware/robot/robot-facts.ts";
import { systemClock } from "../../../src/hardware/system-clock.ts";

const FIRMWARE = new URL("../../../sketches/gesture-robot/release/gesture-robot.hex", import.meta.url);

test("the robot that needs no hardware: the firmware in a thread, its pose from the pulses at its pins", async () => {
  let robot: GestureRobot | undefined;
  const reached = new Promise<Pose>((resolve) => {
    let moved = false;
    robot = openGestureRobot(
      { driver: "emulated-robot", name: "Robot" },
      {
        clock: systemClock,
        firmware: FIRMWARE,
        listener: {
          status: () => {},
          readiness: ({ readiness }) => {
            // A thread that the machine kept waiting is taken for a lost link: then it is armed again, as a person would.
            if (readiness === "unarmed") robot?.arm();
            if (readiness !== "ready") return;
            moved = true;
            robot?.play({ kind: "light", at: systemClock.now(), colour: "cool", brightness: 0.2, over: 500 });
            const joints = [{ joint: "headYaw", to: 20, over: 1_000 }];
            robot?.play({ kind: "move", at: systemClock.now() + 1_000, gesture: "look", joints });
          },
          pose: ({ pose }) => {
            if (moved && Math.abs((pose.headYaw ?? 0) - 20) < 0.2) resolve(pose);
          },
          reach: () => {},
          touch: () => {},
          stopButton: () => {},
          refused: () => {},
        },
      },
    );
  });
  expect(await reached).toMatchObject({ armLeft: -60, armRight: -60, headPitch: 0 });
  expect(robot?.facts()).toMatchObject({ readiness: "ready", firmware: "gesture-robot 1.0", powered: true });
  // The ring was there before the head: twelve lamps, bluish.
  const { ring } = robot?.facts() ?? {};
  expect(ring).toHaveLength(12);
  for (const { red, green, blue } of ring ?? []) {
    expect(blue).toBeGreaterThan(green);
    expect(green).toBeGreaterThan(red);
    expect(blue).toBeLessThanOrEqual(0.3);
    expect(blue).toBeGreaterThan(0.1);
  }
  await robot?.close();
});
