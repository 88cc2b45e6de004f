import { expect, test } from "vitest";
import type { RobotOut } from "../../../src/engine/ports.ts";
import type { Pose } from "../../../src/engine/robot/pose.ts";
import { openGestureRobot } from "../../../src/hardware/drivers.ts";
import { systemClock } from "../../../src/hardware/system-clock.ts";

const FIRMWARE = new URL("../../../sketches/gesture-robot/release/gesture-robot.hex", import.meta.url);

test("the robot that needs no hardware: the firmware in a thread, its pose from the pulses at its pins", async () => {
  let robot: RobotOut | undefined;
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
  await robot?.close();
});
