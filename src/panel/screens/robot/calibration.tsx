import type { CalibrationStepWanted, RobotPicture } from "../../../server/protocol.ts";
import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const TURNS = [-10, -2, 2, 10] as const;

/** Joint by joint a person says where it rests and how far it may go. */
export function Calibration({ panel, robot }: { panel: Panel; robot: RobotPicture }) {
  const { robot: said } = words.value;
  const { calibration } = robot;
  const ask = (wanted: CalibrationStepWanted) => void panel.send("robot:calibrate", wanted);
  return (
    <section class="card stack" aria-labelledby="calibration">
      <h3 id="calibration">{said.calibration}</h3>
      <p class="muted">{said.calibrationHow}</p>
      {!calibration && (
        <div class="line">
          <button type="button" disabled={panel.running.value} onClick={() => ask({ step: "start" })}>
            {said.beginCalibration}
          </button>
        </div>
      )}
      {calibration && (
        <>
          {calibration.note && <p role="status">{spoken(calibration.note)}</p>}
          {calibration.joint !== null && !calibration.over && (
            <>
              <p>
                <b>{said.calibrationOf(calibration.joint, calibration.place + 1, calibration.joints)}</b>{" "}
                {said.steps[calibration.step] ?? calibration.step}{" "}
                <span class="muted">{calibration.moving ? said.moving : `${Math.round(calibration.angle)}°`}</span>
              </p>
              {robot.readiness === "ready" ? (
                <div class="line">
                  {TURNS.map((by) => (
                    <button
                      key={by}
                      type="button"
                      disabled={calibration.moving}
                      onClick={() => ask({ step: "turn", by })}
                    >
                      {said.turnBy(by)}
                    </button>
                  ))}
                  <button
                    type="button"
                    class="main"
                    disabled={calibration.moving}
                    onClick={() => ask({ step: "confirm" })}
                  >
                    {said.confirm}
                  </button>
                </div>
              ) : (
                <div class="line">
                  <button type="button" class="main" onClick={() => ask({ step: "arm" })}>
                    {said.armCalibration}
                  </button>
                </div>
              )}
            </>
          )}
          <div class="line">
            {calibration.joint === null && !calibration.over && (
              <button type="button" class="main" onClick={() => ask({ step: "save" })}>
                {said.saveCalibration}
              </button>
            )}
            <button type="button" onClick={() => ask({ step: "leave" })}>
              {said.leaveCalibration}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
