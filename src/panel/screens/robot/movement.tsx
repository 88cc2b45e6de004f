import { Choice } from "../../controls/choice.tsx";
import { Slider } from "../../controls/slider.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const LEVELS = ["off", "still", "small", "normal"] as const;
const LIGHTS = ["off", "still", "slow"] as const;
const AUTONOMIES = ["asked", "turns", "all"] as const;
const SIZE = { least: 0.25, most: 1, step: 0.05 };
const SPEED = { least: 0.5, most: 1, step: 0.1 };

/** How the robot moves: always under the caps of the room and of the firmware. */
export function Movement({ panel }: { panel: Panel }) {
  const { robot: said, frame } = words.value;
  const robot = panel.view.value?.robot;
  if (!robot) return null;
  const { wishes } = robot;
  const percent = (share: number | null) => said.percent(Math.round(100 * (share ?? 1)));
  return (
    <section class="card stack" aria-labelledby="movement">
      <h3 id="movement">{said.how}</h3>
      <Choice
        label={said.level}
        options={LEVELS.map((level) => [level, said.levels[level]])}
        value={robot.level}
        onChoose={(level) => void panel.send("robot:level", level)}
      />
      <Slider
        label={said.size}
        {...SIZE}
        value={wishes.size}
        says={percent}
        onSet={(size) => void panel.send("robot:size", size)}
      />
      <Slider
        label={said.speed}
        {...SPEED}
        value={wishes.speed}
        says={percent}
        onSet={(speed) => void panel.send("robot:speed", speed)}
      />
      <Choice
        label={said.autonomy}
        options={AUTONOMIES.map((autonomy) => [autonomy, said.autonomies[autonomy]])}
        value={wishes.autonomy}
        onChoose={(autonomy) => void panel.send("robot:autonomy", autonomy)}
        note={said.autonomyHow}
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
