import { words } from "../language.ts";
import type { Panel } from "../panel.ts";

/**
 * Before the robot moves a person has to arm it, and to say that nobody is within its reach; after STOP or a lost link, again.
 * Nothing is drawn where the rig has no robot.
 */
export function RobotGate({ panel }: { panel: Panel }) {
  const { gate, top } = words.value;
  const robot = panel.view.value?.robot;
  if (!robot) return null;
  if (panel.robot.value?.readiness === "away") return <p class="gate">{gate.away}</p>;
  if (!robot.armed) {
    return (
      <button type="button" class="gate" onClick={() => void panel.send("robot:arm")}>
        {gate.arm}
      </button>
    );
  }
  if (!robot.ready) {
    return (
      <button type="button" class="gate" onClick={() => void panel.send("robot:clear")}>
        {gate.clear}
      </button>
    );
  }
  return <p class="gate">◆ {robot.within ? top.robot.within : top.robot.ready}</p>;
}
