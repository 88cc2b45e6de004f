import { STANDARD_BODY } from "../../src/engine/robot/body.ts";
import { REPERTOIRE } from "../../src/engine/robot/repertoire.ts";
import type { Conductor } from "../../src/engine/run/conductor.ts";
import type { RobotSettings } from "../../src/engine/session/robot.ts";
import { type Changes, Stage } from "./stage.ts";

/** The gesture robot in a session, with everything that it may do. */
export const ROBOT: RobotSettings = {
  body: STANDARD_BODY,
  repertoire: REPERTOIRE,
  level: "normal",
  lights: "slow",
  mayCelebrate: false,
  mirrorsPads: true,
  onlyWhenChildPlays: false,
  answersGestures: true,
};

/** Tells the session that a person has armed the robot, at rest, and that nobody is within its reach. */
export function armRobot({ conductor }: { readonly conductor: Pick<Conductor, "dispatch"> }): void {
  const pose = Object.fromEntries(STANDARD_BODY.joints.map(({ name, rest }) => [name, rest]));
  conductor.dispatch({ kind: "robot", cue: { kind: "armed", pose } });
  conductor.dispatch({ kind: "robot", cue: { kind: "clear" } });
}

/** A session that has begun, with an armed robot in it. */
export function withRobot(changes: Changes = {}): Stage {
  const stage = new Stage({ robot: ROBOT, ...changes }).start();
  armRobot(stage);
  return stage;
}
