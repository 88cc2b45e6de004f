import type { RobotListener, RobotOut, RobotReadiness } from "../../engine/ports.ts";
import type { Body, Joint } from "../../engine/robot/body.ts";
import {
  beginCalibration,
  bodyForCalibrating,
  type Calibration,
  confirm,
  jointInHand,
  nudge,
} from "../../engine/robot/calibration.ts";
import type { MoveCommand } from "../../engine/robot/command.ts";
import type { Clock } from "../../engine/time/clock.ts";
import type { Degrees, Millis } from "../../engine/time/units.ts";
import { PULSE_RANGE } from "../../hardware/robot/wire.ts";

/** A robot is asked so long before it moves. */
const LEAD: Millis = 400;
/** A keyframe is 14 bits of milliseconds from its start: a longer way is gone in several. */
const LONGEST_LEG: Millis = 16_000;
/** Less than this is no range. */
const LEAST_RANGE: Degrees = 5;

export interface CalibrationParts {
  /** The body as the rig describes it. */
  readonly body: Body;
  /** Opens the robot with the body that it is armed with, each range a little wider. */
  readonly open: (wide: Body, listener: RobotListener) => RobotOut;
  readonly clock: Clock;
  /** The robot became ready, or is no longer. */
  readonly changed: () => void;
  /** It cannot go on, and why, in a sentence. May come more than once: the first says it best. */
  readonly ended: (reason: string) => void;
}

/**
 * A robot on the way to being calibrated, joint by joint and slowly, whoever steers it. It moves only what is asked of it, one
 * joint at a time.
 */
export class CalibrationRun {
  readonly #parts: CalibrationParts;
  readonly #wide: Body;
  readonly #robot: RobotOut;
  #state: Calibration;
  #readiness: RobotReadiness = "away";
  #stillFrom: Millis = Number.NEGATIVE_INFINITY;

  constructor(parts: CalibrationParts) {
    this.#parts = parts;
    this.#wide = bodyForCalibrating(parts.body, PULSE_RANGE);
    this.#state = beginCalibration(parts.body);
    this.#robot = parts.open(this.#wide, this.#listener());
  }

  get state(): Calibration {
    return this.#state;
  }

  get readiness(): RobotReadiness {
    return this.#readiness;
  }

  /** Whether a move that was asked for is not over. */
  get moving(): boolean {
    return this.#parts.clock.now() < this.#stillFrom;
  }

  /** A person says that nobody is within reach: it goes to rest, one joint after the other. */
  arm(): void {
    this.#robot.arm();
  }

  /** Holds it where it stands, and ends. */
  stop(): void {
    this.#robot.stop();
    this.#parts.ended("Stopped: the robot holds where it stands.");
  }

  close(): Promise<void> {
    return this.#robot.close();
  }

  /** Turns the joint in hand by some degrees, as far as it may go. Resolves when it is there: whether it went anywhere. */
  async turn(by: Degrees): Promise<boolean> {
    const joint = jointInHand(this.#state);
    if (!joint) return false;
    const { angle } = this.#state;
    const { calibration, command } = nudge(this.#state, this.#within(joint, angle + by) - angle, this.#at());
    this.#state = calibration;
    await this.#move(command, angle);
    return command !== null;
  }

  /**
   * The person says that this is it; after a joint's last step it goes slowly back to rest. Resolves when it is there: false, and
   * nothing else, where that would leave the joint no range.
   */
  async confirm(): Promise<boolean> {
    const joint = jointInHand(this.#state);
    if (!joint) return false;
    const { angle } = this.#state;
    const { calibration, command } = confirm(this.#state, this.#at());
    const found = calibration.found[joint.name];
    if (found && found.high - found.low < Math.min(LEAST_RANGE, (joint.high - joint.low) / 2)) return false;
    this.#state = calibration;
    await this.#move(command, angle);
    return true;
  }

  #at(): Millis {
    return this.#parts.clock.now() + LEAD;
  }

  /** As far as the pulses of the wide body go. */
  #within({ name }: Joint, angle: Degrees): Degrees {
    const wide = this.#wide.joints.find((joint) => joint.name === name);
    return wide ? Math.max(wide.low, Math.min(wide.high, angle)) : angle;
  }

  #move(command: MoveCommand | null, from: Degrees): Promise<void> {
    if (!command) return Promise.resolve();
    const legs = legsOf(command, from);
    for (const leg of legs) this.#robot.play(leg);
    const last = legs.at(-1) ?? command;
    this.#stillFrom = last.at + Math.max(...last.joints.map(({ over }) => over));
    return new Promise((resolve) => this.#parts.clock.at(this.#stillFrom, () => resolve()));
  }

  #listener(): RobotListener {
    const { ended } = this.#parts;
    return {
      status: ({ status, text }) => {
        if (status !== "ready" && status !== "closed") ended(text.replace(/ It is looked for again.*$/, ""));
      },
      readiness: ({ readiness }) => {
        const before = this.#readiness;
        this.#readiness = readiness;
        // Why it is so may be told a moment later, and says more.
        if (before === "ready") queueMicrotask(() => ended("The robot is no longer armed."));
        this.#parts.changed();
      },
      reach: ({ within }) => {
        // Before it is armed it stands still; arming refuses by itself.
        if (within && (this.#readiness === "arming" || this.#readiness === "ready"))
          ended("Somebody came within reach: the robot stopped. Begin again when nobody is.");
      },
      stopButton: () => ended("The robot's stop button was pressed."),
      refused: ({ reason }) => ended(reason),
      pose: () => {},
      touch: () => {},
    };
  }
}

/** The move in parts that the robot's messages can carry, at the same speed. */
function legsOf(command: MoveCommand, from: Degrees): MoveCommand[] {
  const [way] = command.joints;
  if (!way) return [];
  const count = Math.ceil(way.over / LONGEST_LEG);
  const over = way.over / count;
  return Array.from({ length: count }, (_, place) => ({
    ...command,
    at: command.at + place * over,
    joints: [{ joint: way.joint, to: from + ((way.to - from) * (place + 1)) / count, over }],
  }));
}
