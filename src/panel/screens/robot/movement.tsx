import { Choice } from "../../controls/choice.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const LEVELS = ["off", "still", "small", "normal"] as const;
const LIGHTS = ["off", "still", "slow"] as const;
const SIZE = { least: 0.25, most: 1, step: 0.25 };
const SPEED = { least: 0.5, most: 1, step: 0.1 };

/** How the robot moves: always under the caps of the room and of the firmware. */
export function Movement({ panel }: { panel: Panel }) {
  const { robot: said, frame } = words.value;
  const robot = panel.view.value?.robot;
  if (!robot) return null;
  const { wishes } = robot;
  const share = (range: typeof SIZE, present: number, direction: number) =>
    Math.min(range.most, Math.max(range.least, Math.round(20 * (present + direction * range.step)) / 20));
  return (
    <section class="card stack" aria-labelledby="movement">
      <h3 id="movement">{said.how}</h3>
      <Choice
        label={said.level}
        options={LEVELS.map((level) => [level, said.levels[level]])}
        value={robot.level}
        onChoose={(level) => void panel.send("robot:level", level)}
      />
      <Stepper
        label={said.size}
        value={said.percent(Math.round(100 * wishes.size))}
        atLeast={wishes.size <= SIZE.least}
        atMost={wishes.size >= SIZE.most}
        onStep={(direction) => void panel.send("robot:size", share(SIZE, wishes.size, direction))}
      />
      <Stepper
        label={said.speed}
        value={said.percent(Math.round(100 * wishes.speed))}
        atLeast={wishes.speed <= SPEED.least}
        atMost={wishes.speed >= SPEED.most}
        onStep={(direction) => void panel.send("robot:speed", share(SPEED, wishes.speed, direction))}
      />
      <Choice
        label={said.mirror}
        options={[
          ["on", frame.on],
          ["off", frame.off],
        ]}
        value={wishes.mirrorsPads ? "on" : "off"}
        onChoose={(value) => void panel.send("robot:mirror", value === "on")}
      />
      <Choice
        label={said.onlyWhenChild}
        options={[
          ["on", frame.on],
          ["off", frame.off],
        ]}
        value={wishes.onlyWhenChildPlays ? "on" : "off"}
        onChoose={(value) => void panel.send("robot:only-when-child-plays", value === "on")}
      />
      <Choice
        label={said.lights}
        options={LIGHTS.map((lights) => [lights, said.lightsAre[lights]])}
        value={wishes.lights}
        onChoose={(lights) => void panel.send("robot:lights", lights)}
      />
    </section>
  );
}
