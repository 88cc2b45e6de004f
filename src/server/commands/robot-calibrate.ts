import { openGestureRobot } from "../../hardware/drivers.ts";
import { bodyOf } from "../../hardware/robot/body-section.ts";
import { calibrationFile, writeCalibration } from "../../hardware/robot/calibration-file.ts";
import { systemClock } from "../../hardware/system-clock.ts";
import { calibrateWithKeys } from "../calibration/dialogue.ts";
import { misfitOf, withBody } from "../calibration/rig-calibration.ts";
import { FIRMWARE, inRoot } from "../folders.ts";
import { Refusal } from "../refusal.ts";
import { readRig } from "../rig.ts";

export interface CalibrateOptions {
  readonly rig: string | undefined;
  /** The keys of the person; the terminal when left out. */
  readonly input?: NodeJS.ReadableStream;
  readonly say?: (text: string) => void;
}

/**
 * `antiphon robot calibrate`: a person finds out, joint by joint, where the robot is at rest and how far it may go; it lies
 * beside the rig from then on. Always begins from the rig's own body, so that a range can become wider again. Throws Refusal.
 */
export async function calibrate(options: CalibrateOptions): Promise<void> {
  const file = options.rig ?? inRoot("rigs", "simulated.json");
  const say = options.say ?? ((text: string) => void process.stdout.write(`${text}\n`));
  const { robot: section } = readRig(file);
  if (!section) throw new Refusal(`${file} has no robot. Give it a section "robot", or name another rig with --rig.`);
  if (!options.input && !process.stdin.isTTY)
    throw new Refusal("A robot is calibrated by a person at the keys: run this in a terminal.");
  const { body } = bodyOf(section.body);
  const found = await calibrateWithKeys({
    name: section.name,
    body,
    open: (wide, listener) =>
      openGestureRobot(withBody(section, wide), { clock: systemClock, listener, firmware: FIRMWARE }),
    clock: systemClock,
    input: options.input ?? process.stdin,
    say,
  });
  const misfit = misfitOf(body, found);
  if (misfit !== undefined) throw new Refusal(`Nothing was saved, for ${misfit}. Calibrate the robot again.`);
  try {
    writeCalibration(file, found);
  } catch (error) {
    throw new Refusal(`${calibrationFile(file)} cannot be written: ${(error as Error).message}. Nothing was saved.`);
  }
  say(`Saved in ${calibrationFile(file)}. The next start with this rig moves the robot by it.`);
}
