import type { Body } from "../../engine/robot/body.ts";
import { pulseOf } from "../../engine/robot/body.ts";
import { type Calibration, calibrated } from "../../engine/robot/calibration.ts";
import type { RobotSection } from "../../hardware/drivers.ts";
import { bodyOf } from "../../hardware/robot/body-section.ts";
import { calibrationFile, readCalibration } from "../../hardware/robot/calibration-file.ts";
import { PULSE_RANGE } from "../../hardware/robot/wire.ts";
import type { Rig } from "../rig.ts";

/** Angles are written down in tenths of a degree. */
const ROUNDING = 0.051;

/** The section with another body of the same build. */
export function withBody(section: RobotSection, body: Body): RobotSection {
  const { joints, touch, distance, ring } = body;
  const gestures = section.body?.gestures ?? {};
  return { ...section, body: { joints: [...joints], touch, distance, ring, gestures } };
}

/** Why what was found is not of this body: a part of a sentence; undefined when it is. */
export function misfitOf(body: Body, found: Calibration["found"]): string | undefined {
  const stranger = Object.keys(found).find((name) => !body.joints.some((joint) => joint.name === name));
  if (stranger !== undefined) return `the robot has no joint ${stranger}`;
  for (const joint of calibrated(body, found).joints) {
    const known = found[joint.name];
    if (!known) continue;
    const range = Math.abs(known.low - joint.low) < ROUNDING && Math.abs(known.high - joint.high) < ROUNDING;
    if (!range || joint.low >= joint.high) return `the range of ${joint.name} is not within the rig's`;
    if (known.centre !== joint.centre) return `${joint.name} is more than 15° off`;
    const pulses = [pulseOf(joint, joint.low), pulseOf(joint, joint.high)];
    if (Math.min(...pulses) < PULSE_RANGE.from - 1 || Math.max(...pulses) > PULSE_RANGE.to + 1)
      return `${joint.name} would need pulses that no servo takes`;
  }
  return undefined;
}

/**
 * The rig read from `file` with its robot as it was calibrated. What lies beside the rig and does not fit is not used; the
 * sentence says so.
 */
export function applyCalibration(rig: Rig, file: string): { rig: Rig; sentence: string | undefined } {
  if (!rig.robot) return { rig, sentence: undefined };
  const { body } = bodyOf(rig.robot.body);
  try {
    const found = readCalibration(file);
    const misfit = misfitOf(body, found);
    if (misfit === undefined) {
      const robot = Object.keys(found).length === 0 ? rig.robot : withBody(rig.robot, calibrated(body, found));
      return { rig: { ...rig, robot }, sentence: undefined };
    }
    const sentence = `${calibrationFile(file)} is not used, for ${misfit}: calibrate the robot again (antiphon robot calibrate).`;
    return { rig, sentence };
  } catch (error) {
    return { rig, sentence: `The robot's calibration is not used: ${(error as Error).message}` };
  }
}
