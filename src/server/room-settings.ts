import { randomInt } from "node:crypto";
import { DEFAULT_STEERING, steer } from "../engine/partner/steering.ts";
import type { RobotSettings } from "../engine/session/robot.ts";
import type { SessionSettings } from "../engine/session/session.ts";
import type { RobotSection } from "../hardware/drivers.ts";
import { bodyOf } from "../hardware/robot/body-section.ts";
import { eegSettings } from "./eeg/room-eeg.ts";
import type { Measured } from "./loudness/ear-schema.ts";
import type { Rig } from "./rig.ts";

/** What a session in this room is opened with. `ear`: how loud the room was measured to be, where that still holds. */
export function settingsOf(
  rig: Rig,
  instruments: SessionSettings["instruments"] = {},
  ear?: Measured,
): SessionSettings {
  const seed = rig.seed ?? randomInt(0xffffffff);
  const {
    technique,
    childSound,
    therapistSound,
    space,
    mayStart,
    sounds,
    tunes,
    warnings,
    robot,
    eeg,
    childScreen,
    ...steering
  } = rig.session;
  const seconds = { space: space * 1_000, mayStart: mayStart && mayStart * 1_000 };
  return {
    seed,
    technique,
    childSound,
    therapistSound,
    instruments,
    steering: steer(DEFAULT_STEERING, { ...steering, ...seconds }),
    profile: rig.profile,
    ...(sounds && { sounds }),
    ...(tunes.length > 0 && { tunes }),
    ...(warnings < 3 && { warnings }),
    ...(ear && { ear: { readings: ear.readings, approximate: ear.approximate } }),
    robot: rig.robot ? { ...robot, ...robotBody(rig.robot) } : null,
    eeg: eegSettings(rig),
    childScreen,
  };
}

function robotBody(section: RobotSection): Pick<RobotSettings, "body" | "repertoire"> {
  const { body, repertoire } = bodyOf(section.body);
  return { body, repertoire };
}
