import { RobotGate } from "../../frame/robot-gate.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { BodyDrawing } from "../robot/body-drawing.tsx";
import { Passphrase } from "../settings/passphrase.tsx";
import { UsedBy } from "../settings/people.tsx";

/** One person, a team or a lab; and the passphrase with its sheet. */
export function PeopleStep({ panel }: { panel: Panel }) {
  const { welcome } = words.value;
  const desk = panel.desk.value;
  return (
    <>
      <h3>{welcome.people}</h3>
      {desk ? (
        <>
          <UsedBy panel={panel} />
          {desk.usedBy !== null && desk.usedBy !== "me" && <p class="muted">{welcome.peopleLater}</p>}
          <Passphrase panel={panel} />
        </>
      ) : (
        <p>{welcome.peopleAway}</p>
      )}
    </>
  );
}

/** A small wave, once nobody is within reach; without a robot, the one on the screen. */
export function RobotStep({ panel }: { panel: Panel }) {
  const { welcome, verbs } = words.value;
  const robot = panel.view.value?.robot;
  const picture = panel.robot.value;
  if (!robot || !picture) {
    return (
      <>
        <h3>{welcome.robot}</h3>
        <p>{welcome.noRobot}</p>
      </>
    );
  }
  return (
    <>
      <h3>{welcome.robot}</h3>
      <p>{picture.port ? welcome.robotFound(picture.port) : welcome.robotOnScreen}</p>
      <p>{welcome.robotHow}</p>
      <div class="line">
        <RobotGate panel={panel} />
        {!panel.running.value && !panel.stopped.value ? (
          <button type="button" onClick={() => void panel.start()}>
            {verbs.start}
          </button>
        ) : (
          <button
            type="button"
            disabled={!robot.ready || panel.stopped.value}
            onClick={() => {
              if (robot.level !== "small") void panel.send("robot:level", "small");
              void panel.send("robot:gesture", "wave");
            }}
          >
            {welcome.wave}
          </button>
        )}
      </div>
      <div class="welcome-robot">
        <BodyDrawing robot={picture} />
      </div>
    </>
  );
}

/** The four verbs in words. STOP is practised once, so that the hand knows the place. */
export function StopStep({ pressed }: { pressed: boolean }) {
  const { welcome, help } = words.value;
  return (
    <>
      <h3>{welcome.safety}</h3>
      <ul class="points">
        {Object.values(help.verbs).map((verb) => (
          <li key={verb}>{verb}</li>
        ))}
      </ul>
      <p>{help.seizure}</p>
      <p role="status">
        <b>{pressed ? welcome.stopped : welcome.safetyHow}</b>
      </p>
    </>
  );
}
