import { RobotGate } from "../../frame/robot-gate.tsx";
import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";
import { distanceWords } from "../../size-words.ts";
import { RoomTabs } from "../room/room-tabs.tsx";
import { BodyDrawing } from "./body-drawing.tsx";
import { Calibration } from "./calibration.tsx";
import { GestureEditor } from "./gesture-editor.tsx";
import { Gestures } from "./gestures.tsx";
import { Joints } from "./joints.tsx";
import { Movement } from "./movement.tsx";
import { WireConsole } from "./wire-console.tsx";

/** The robot: how it stands, what it may do, and what happened to it. */
export function RobotScreen({ panel }: { panel: Panel }) {
  const { robot: said, screens } = words.value;
  const robot = panel.robot.value;
  const view = panel.view.value?.robot;
  if (!robot || !view) {
    return (
      <div class="sheet">
        <RoomTabs />
        <h2>{screens.robot}</h2>
        <section class="card stack" aria-labelledby="on-screen">
          <p>{said.none}</p>
          <h3 id="on-screen">{said.onScreen}</h3>
          <p class="muted">{said.onScreenHow}</p>
          <div class="line">
            <button
              type="button"
              disabled={panel.running.value}
              onClick={() => void panel.send("robot:on-screen", true)}
            >
              {said.putOnScreen}
            </button>
          </div>
        </section>
      </div>
    );
  }
  const facts: readonly (readonly [string, string])[] = [
    [said.port, robot.port ?? (robot.onScreen ? said.screenPort : said.noPort)],
    [said.firmware, robot.firmware ?? said.unknown],
    [said.heartbeat, robot.heartbeatAge === null ? said.unknown : said.heartbeatAgo(robot.heartbeatAge)],
    [said.battery, said.notMeasured],
    [said.temperature, said.notMeasured],
    ...(robot.body.distance
      ? [
          [
            said.distance,
            robot.distance === null ? said.noneNear(distanceWords(0.8)) : distanceWords(robot.distance),
          ] as const,
        ]
      : []),
  ];
  return (
    <div class="sheet wide">
      <RoomTabs />
      <h2>{screens.robot}</h2>
      <div class="columns flowing">
        <section class="card stack" aria-labelledby="stands">
          <h3 id="stands">
            {robot.name}: {said.state[robot.readiness]}
          </h3>
          <BodyDrawing robot={robot} />
          <p class="muted">
            {robot.measured ? said.measured : said.asSent} {!robot.powered && said.loose} {robot.within && said.within}{" "}
            {robot.touched && said.touched}
          </p>
          <div class="line">
            <RobotGate panel={panel} />
            <button type="button" onClick={() => void panel.send("robot:rest")}>
              {said.rest}
            </button>
          </div>
          <Joints robot={robot} />
        </section>
        <Gestures panel={panel} robot={robot} ready={view.ready} />
        <Movement panel={panel} />
        <section class="card stack" aria-labelledby="facts">
          <h3 id="facts">{said.facts}</h3>
          <dl class="pairs narrow">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {robot.onScreen && (
            <div class="line">
              <button
                type="button"
                disabled={panel.running.value}
                onClick={() => void panel.send("robot:on-screen", false)}
              >
                {said.takeOffScreen}
              </button>
            </div>
          )}
          <h4>{said.events}</h4>
          {robot.events.length === 0 && <p class="muted">{said.noEvents}</p>}
          <ol class="decisions">
            {robot.events.toReversed().map(({ at, text }) => (
              <li key={`${at} ${text}`}>{spoken(text)}</li>
            ))}
          </ol>
        </section>
        {!robot.onScreen && <Calibration panel={panel} robot={robot} />}
        {preferences.level.value === "lab" && <GestureEditor panel={panel} robot={robot} />}
        {preferences.level.value === "lab" && <WireConsole panel={panel} />}
      </div>
    </div>
  );
}
