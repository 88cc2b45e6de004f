import { RobotGate } from "../../frame/robot-gate.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const LEVELS = ["still", "small", "normal"] as const;

/** The robot: first the gate, then how much it moves. Nothing where there is no robot. */
export function RobotRow({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const robot = panel.view.value?.robot;
  if (!robot) return null;
  if (!robot.armed || !robot.ready) {
    return (
      <div class="thirds">
        <RobotGate panel={panel} />
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row in every browser.
    <div class="thirds" role="group" aria-label={live.robot}>
      {LEVELS.map((level) => (
        <button
          key={level}
          type="button"
          aria-pressed={level === robot.level}
          onClick={() => void panel.send("robot:level", level)}
        >
          ◆ {level === "still" ? live.robotRest : live.robotLevels[level]}
          {level === robot.level && " ✓"}
        </button>
      ))}
    </div>
  );
}
