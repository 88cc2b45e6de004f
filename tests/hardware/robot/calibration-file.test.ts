import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { calibrationFile, readCalibration, writeCalibration } from "../../../src/hardware/robot/calibration-file.ts";

const rig = () => join(mkdtempSync(join(tmpdir(), "calibration-")), "room.json");

test("what was found lies beside the rig and is read back", () => {
  const file = rig();
  expect(readCalibration(file)).toEqual({});
  const found = { headYaw: { centre: 1_570, low: -40, high: 45 } };
  writeCalibration(file, found);
  expect(calibrationFile(file)).toBe(file.replace("room.json", "room.calibration.json"));
  expect(readCalibration(file)).toEqual(found);
  expect(readFileSync(calibrationFile(file), "utf8")).toContain('"centre": 1570');
});

test("a file that is none says what to do", () => {
  const file = rig();
  for (const text of ["{", "{}", '{"joints":{"headYaw":{"centre":9000,"low":0,"high":1}}}']) {
    writeFileSync(calibrationFile(file), text);
    expect(() => readCalibration(file)).toThrow("is no calibration. Delete it and calibrate the robot again.");
  }
});
