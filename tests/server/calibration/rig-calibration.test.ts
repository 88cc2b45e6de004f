import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Calibration } from "../../../src/engine/robot/calibration.ts";
import { bodyOf } from "../../../src/hardware/robot/body-section.ts";
import { calibrationFile, writeCalibration } from "../../../src/hardware/robot/calibration-file.ts";
import { applyCalibration } from "../../../src/server/calibration/rig-calibration.ts";
import { readRig } from "../../../src/server/rig.ts";
import { rigFile } from "../../helpers/engine.ts";

const sounds = [{ driver: "browser" }];
const robot = { driver: "emulated-robot" };
const applied = (file: string) => applyCalibration(readRig(file), file);

test("what lies beside the rig is the robot's body from then on, its gestures stay", () => {
  const nod = { label: "Nod", unit: "seconds", tracks: { headYaw: { keyframes: [[2, 0]] } } };
  const joint = { name: "headYaw", pin: 9, low: -45, high: 45, rest: 0, speed: 60 };
  for (const body of [undefined, { joints: [joint], gestures: { nod } }]) {
    const file = rigFile({ sounds, robot: { ...robot, body } });
    const before = applied(file);
    expect(before).toEqual({ rig: readRig(file), sentence: undefined });
    writeCalibration(file, { headYaw: { centre: 1_570, low: -20, high: 25 } });
    const { rig, sentence } = applied(file);
    expect(sentence).toBeUndefined();
    const now = bodyOf(rig.robot?.body);
    const then = bodyOf(before.rig.robot?.body);
    const [head, ...others] = now.body.joints;
    expect(head).toMatchObject({ name: "headYaw", pin: 9, centre: 1_570, low: -20, high: 25, rest: 0 });
    expect(others).toEqual(then.body.joints.slice(1));
    expect(now.repertoire).toEqual(then.repertoire);
    expect(now.body.distance).toEqual(then.body.distance);
  }
});

test("what does not fit the body is one sentence, and is not used", () => {
  const head = { centre: 1_500, low: -20, high: 20 };
  const cases: [Calibration["found"], string][] = [
    [{ tail: head }, "the robot has no joint tail"],
    [{ headYaw: { ...head, high: 60 } }, "the range of headYaw is not within the rig's"],
    [{ headYaw: { ...head, low: 30, high: 20 } }, "the range of headYaw is not within the rig's"],
    [{ headYaw: { ...head, low: 20 } }, "the range of headYaw is not within the rig's"],
    [{ headYaw: { ...head, centre: 1_660 } }, "headYaw is more than 15° off"],
  ];
  for (const [found, why] of cases) {
    const file = rigFile({ sounds, robot });
    writeCalibration(file, found);
    expect(applied(file)).toEqual({
      rig: readRig(file),
      sentence: `${calibrationFile(file)} is not used, for ${why}: calibrate the robot again (antiphon robot calibrate).`,
    });
  }
  const file = rigFile({ sounds, robot });
  writeFileSync(calibrationFile(file), "{");
  expect(applied(file)).toEqual({
    rig: readRig(file),
    sentence: `The robot's calibration is not used: ${calibrationFile(file)} is no calibration. Delete it and calibrate the robot again.`,
  });
});

test("a rig without a robot is left alone", () => {
  const file = rigFile({ sounds });
  writeCalibration(file, { headYaw: { centre: 1_500, low: -20, high: 20 } });
  expect(applied(file)).toEqual({ rig: readRig(file), sentence: undefined });
});
