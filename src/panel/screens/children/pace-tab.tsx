import { Choice } from "../../controls/choice.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { TabProps } from "./child-card-page.tsx";

const LEVELS = ["off", "still", "small", "normal"] as const;

/** How long is waited, and how the robot is with this child. */
export function PaceTab({ card }: TabProps) {
  const { children: said, robot, partner } = words.value;
  const { space, robot: kept } = card.value;
  return (
    <>
      <Stepper
        label={said.space}
        value={partner.seconds(space)}
        atLeast={space <= 2}
        atMost={space >= 60}
        onStep={(direction) =>
          (card.value = { ...card.peek(), space: Math.min(60, Math.max(2, card.peek().space + direction)) })
        }
      />
      <Choice
        label={said.robotLevel}
        options={LEVELS.map((level) => [level, robot.levels[level]])}
        value={kept.level}
        onChoose={(level) => (card.value = { ...card.peek(), robot: { ...card.peek().robot, level } })}
      />
    </>
  );
}
