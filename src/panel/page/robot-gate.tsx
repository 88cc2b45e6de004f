import type { Panel } from "../panel.ts";

/**
 * Before the robot moves a person has to arm it, and to say that nobody is within its reach; after STOP or a lost link, again.
 * Nothing is drawn where the rig has no robot.
 */
export function RobotGate({ panel }: { panel: Panel }) {
  const robot = panel.view.value?.robot;
  if (!robot) return null;
  if (!robot.armed) {
    return (
      <button type="button" class="gate" onClick={() => panel.armRobot()}>
        Arm the robot
      </button>
    );
  }
  if (!robot.ready) {
    return (
      <button type="button" class="gate" onClick={() => panel.clearRobot()}>
        Nobody within reach?
      </button>
    );
  }
  return <p class="gate">{robot.within ? "◆ Robot waits: somebody is near" : "◆ Robot may move"}</p>;
}
