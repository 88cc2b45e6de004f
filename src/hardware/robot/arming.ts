import type { Body } from "../../engine/robot/body.ts";
import type { Pose } from "../../engine/robot/pose.ts";
import type { Cancel, Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { RefusalReason, RobotCondition } from "./reports.ts";
import { limitsMessage } from "./robot-messages.ts";
import { encodeStatusRequest, encodeStop } from "./wire.ts";

/** From one joint to the next: a servo that was elsewhere has gone to rest by then. */
const BETWEEN_JOINTS: Millis = 700;
/** After the last joint the robot must say that it runs, and where it stands. */
const PATIENCE: Millis = 2_000;
/** Reasons that are none against arming. */
const HARMLESS: readonly RefusalReason[] = ["late", "scaled", "queue full"];

/**
 * A person's "it may move": one joint after another gets its limits, and with them its first pulse, at rest; then the latch is
 * cleared. A robot that was stopped is cleared first and stays where it is.
 */
export class Arming {
  readonly #body: Body;
  readonly #sensitive: boolean;
  readonly #clock: Clock;
  readonly #to: { send(kind: string, message: readonly number[]): void; failed(reason: string): void };
  #cleared = false;
  #next: Cancel = () => {};

  /** `sensitive`: each joint at half the speed. */
  constructor(
    body: Body,
    sensitive: boolean,
    clock: Clock,
    to: { send(kind: string, message: readonly number[]): void; failed(reason: string): void },
  ) {
    this.#body = body;
    this.#sensitive = sensitive;
    this.#clock = clock;
    this.#to = to;
  }

  /** `pulsing`: its joints have had their limits on this link. */
  begin(condition: RobotCondition, pulsing: boolean): void {
    if (condition.near) {
      this.#to.failed("Somebody is within reach of the robot: arm it when they are not.");
      return;
    }
    if (condition.button) {
      this.#to.failed("The robot's stop button is pressed: release it, then arm the robot.");
      return;
    }
    if (condition.state === "held" && !pulsing) this.#to.send("clear", encodeStop("clear"));
    this.#armFrom(pulsing ? this.#body.joints.length : 0);
  }

  /** Whether the robot is ready: it runs, and says where it stands. */
  heard(condition: RobotCondition, pose: Pose | null): boolean {
    return this.#cleared && condition.state === "running" && pose !== null && Object.keys(pose).length > 0;
  }

  refused(reason: RefusalReason): void {
    if (!HARMLESS.includes(reason)) this.#to.failed(`The robot cannot be armed now: ${REASONS[reason] ?? reason}.`);
  }

  end(): void {
    this.#next();
  }

  #armFrom(place: number): void {
    const joint = this.#body.joints[place];
    if (!joint) {
      this.#clear();
      return;
    }
    this.#to.send(`limits ${place}`, limitsMessage(joint, this.#sensitive));
    this.#next = this.#clock.at(this.#clock.now() + BETWEEN_JOINTS, () => this.#armFrom(place + 1));
  }

  #clear(): void {
    this.#cleared = true;
    this.#to.send("clear", encodeStop("clear"));
    this.#to.send("status", encodeStatusRequest());
    this.#next = this.#clock.at(this.#clock.now() + PATIENCE, () =>
      this.#to.failed("The robot did not say that it is ready: check its cable and arm it again."),
    );
  }
}

const REASONS: Partial<Record<RefusalReason, string>> = {
  near: "somebody is within reach",
  latched: "it is stopped",
};
