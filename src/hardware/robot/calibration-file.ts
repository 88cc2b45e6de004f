import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { Calibration } from "../../engine/robot/calibration.ts";

const JOINT = z.strictObject({
  /** Pulse in µs at 0°. */
  centre: z.number().min(500).max(2_500),
  /** Degrees. */
  low: z.number().min(-180).max(180),
  high: z.number().min(-180).max(180),
});

/** What lies beside a rig when its robot was calibrated: `room.json` has `room.calibration.json`. */
const CALIBRATION = z.strictObject({
  /** By the joint's name. */
  joints: z.record(z.string().min(1).max(40), JOINT),
});

/** The file beside a rig's. */
export function calibrationFile(rig: string): string {
  return rig.replace(/(\.json)?$/, ".calibration.json");
}

/** What was found when the rig's robot was calibrated; nothing when it never was. Throws Error with one sentence. */
export function readCalibration(rig: string): Calibration["found"] {
  const file = calibrationFile(rig);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return {};
  }
  try {
    return CALIBRATION.parse(JSON.parse(text)).joints;
  } catch {
    throw new Error(`${file} is no calibration. Delete it and calibrate the robot again.`);
  }
}

/** Writes it down, whole or not at all. */
export function writeCalibration(rig: string, joints: Calibration["found"]): void {
  const file = calibrationFile(rig);
  const fresh = `${file}.new`;
  writeFileSync(fresh, `${JSON.stringify(CALIBRATION.parse({ joints }), null, 2)}\n`);
  renameSync(fresh, file);
}
