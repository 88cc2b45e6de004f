import type { RobotListener, RobotOut } from "../../engine/ports.ts";
import type { Body } from "../../engine/robot/body.ts";
import { type Calibration, jointInHand } from "../../engine/robot/calibration.ts";
import type { Clock } from "../../engine/time/clock.ts";
import type { CalibrationPicture, CalibrationStepWanted } from "../robot-picture.ts";
import { CalibrationRun } from "./calibration-run.ts";

/** The same calibration as at the keys, step by step from a panel. A step that cannot be taken now throws RangeError. */
export class PanelCalibration {
  readonly #body: Body;
  readonly #clock: Clock;
  readonly #open: (wide: Body, listener: RobotListener) => RobotOut;
  #run: CalibrationRun | undefined;
  #note: string | null = null;
  #over = false;

  constructor(body: Body, clock: Clock, open: (wide: Body, listener: RobotListener) => RobotOut) {
    this.#body = body;
    this.#clock = clock;
    this.#open = open;
  }

  /** Opens the robot; nothing moves before it is armed. */
  begin(): void {
    this.#run = new CalibrationRun({
      body: this.#body,
      open: this.#open,
      clock: this.#clock,
      changed: () => {},
      ended: (reason) => {
        if (this.#over) return;
        this.#note = `${reason} Nothing was saved: leave, and begin again.`;
        // Slowly to rest, or held where it was stopped.
        void this.close();
      },
    });
  }

  take(wanted: Exclude<CalibrationStepWanted, { step: "start" | "save" | "leave" }>): void {
    const run = this.#still();
    this.#note = null;
    switch (wanted.step) {
      case "arm":
        run.arm();
        return;
      case "turn":
        void run.turn(wanted.by).then((went) => {
          if (!went && !this.#over) this.#note = "No further.";
        });
        return;
      case "confirm":
        void run.confirm().then((fits) => {
          if (!fits && !this.#over) this.#note = "That leaves it no range: low and high must lie further apart.";
        });
        return;
    }
  }

  /** What was found, once every joint was looked at. */
  found(): Calibration["found"] {
    const { state } = this.#still();
    const left = state.body.joints.length - state.place;
    if (left > 0) throw new RangeError(`${left === 1 ? "one joint is" : `${left} joints are`} still to be looked at`);
    return state.found;
  }

  stop(): void {
    this.#run?.stop();
  }

  async close(): Promise<void> {
    this.#over = true;
    await this.#run?.close();
  }

  picture(): CalibrationPicture {
    const run = this.#run;
    const state = run?.state;
    return {
      joint: (state ? jointInHand(state)?.name : this.#body.joints[0]?.name) ?? null,
      place: state?.place ?? 0,
      joints: this.#body.joints.length,
      step: state?.step ?? "rest",
      angle: Math.round(10 * (state?.angle ?? 0)) / 10,
      moving: run?.moving ?? false,
      over: this.#over,
      note: this.#note,
    };
  }

  /** The run, if a step can be taken in it now. */
  #still(): CalibrationRun {
    const run = this.#run;
    if (!run) throw new RangeError("the robot is being opened");
    if (this.#over) throw new RangeError("this calibration is over: leave, and begin again");
    if (run.moving) throw new RangeError("the robot still moves");
    return run;
  }
}
