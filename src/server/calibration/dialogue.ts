import type { RobotListener, RobotOut, RobotReadiness } from "../../engine/ports.ts";
import type { Body, Joint } from "../../engine/robot/body.ts";
import {
  beginCalibration,
  bodyForCalibrating,
  type Calibration,
  type CalibrationStep,
  confirm,
  jointInHand,
  nudge,
} from "../../engine/robot/calibration.ts";
import type { MoveCommand } from "../../engine/robot/command.ts";
import type { Clock } from "../../engine/time/clock.ts";
import type { Degrees, Millis } from "../../engine/time/units.ts";
import { PULSE_RANGE } from "../../hardware/robot/wire.ts";
import { Refusal } from "../refusal.ts";
import { type Key, listenToKeys } from "./keys.ts";

/** A robot is asked so long before it moves. */
const LEAD: Millis = 400;
/** A keyframe is 14 bits of milliseconds from its start: a longer way is gone in several. */
const LONGEST_LEG: Millis = 16_000;
/** Less than this is no range. */
const LEAST_RANGE: Degrees = 5;
const NUDGES: Partial<Record<Key, Degrees>> = { less: -1, more: 1, muchLess: -10, muchMore: 10 };

export interface DialogueParts {
  readonly name: string;
  /** The body as the rig describes it. */
  readonly body: Body;
  /** Opens the robot with the body that it is armed with, each range a little wider. */
  readonly open: (wide: Body, listener: RobotListener) => RobotOut;
  readonly clock: Clock;
  readonly input: NodeJS.ReadStream | NodeJS.ReadableStream;
  readonly say: (text: string) => void;
}

/**
 * Goes through the robot's joints with a person at the keys, one after another, and returns what they found. Rejects with
 * Refusal when they leave or stop it, when somebody comes within reach, and when the robot is lost.
 */
export async function calibrateWithKeys(parts: DialogueParts): Promise<Calibration["found"]> {
  const dialogue = new Dialogue(parts);
  try {
    return await dialogue.run();
  } finally {
    await dialogue.close();
  }
}

class Dialogue {
  readonly #parts: DialogueParts;
  readonly #wide: Body;
  readonly #robot: RobotOut;
  readonly #closeKeys: () => void;
  readonly #ended: Promise<never>;
  #end: (reason: string) => void = () => {};
  #readiness: RobotReadiness = "away";
  /** Who waits for a key, or for the robot. A key that nobody waits for is lost: held down, it must not pile up. */
  #hearKey: ((key: Key) => void) | undefined;
  #hearReadiness: () => void = () => {};

  constructor(parts: DialogueParts) {
    this.#parts = parts;
    this.#ended = new Promise<never>((_, reject) => {
      this.#end = (reason) => reject(new Refusal(`${reason} Nothing was saved.`));
    });
    // It may end while nobody waits.
    this.#ended.catch(() => {});
    this.#wide = bodyForCalibrating(parts.body, PULSE_RANGE);
    this.#robot = parts.open(this.#wide, this.#listener());
    this.#closeKeys = listenToKeys(parts.input, (key) => this.#press(key));
  }

  async run(): Promise<Calibration["found"]> {
    const { body, name, say } = this.#parts;
    say(`Calibrates ${name}, joint by joint and slowly: ${body.joints.map((joint) => joint.name).join(", ")}.`);
    say("Keys: - and + turn it by 1°, arrow down and up by 10°, Enter says that this is it.");
    say("Space stops the robot where it stands; q leaves. Nothing is saved before the last joint.");
    await this.#linked("unarmed");
    await this.#nobodyWithinReach(`${name} is linked. It will go to rest, one joint after the other.`);
    this.#robot.arm();
    await this.#linked("ready");
    let state = beginCalibration(body);
    for (let joint = jointInHand(state); joint; joint = jointInHand(state)) {
      const place = `Joint ${state.place + 1} of ${body.joints.length}`;
      await this.#nobodyWithinReach(`${place}: ${joint.name} will move, when you press a key. The others stay.`);
      state = await this.#findOut(state, joint);
    }
    return state.found;
  }

  async close(): Promise<void> {
    this.#closeKeys();
    await this.#robot.close();
  }

  /** The three steps of a joint. */
  async #findOut(before: Calibration, joint: Joint): Promise<Calibration> {
    let state = before;
    while (jointInHand(state) === joint) {
      const { step } = state;
      this.#parts.say(`${SENTENCES[step](joint)} It is at ${degrees(state.angle)}.`);
      while (jointInHand(state) === joint && state.step === step) state = await this.#take(state, joint);
    }
    return state;
  }

  async #take(state: Calibration, joint: Joint): Promise<Calibration> {
    const key = await this.#key();
    const at = this.#parts.clock.now() + LEAD;
    const by = NUDGES[key];
    if (by !== undefined) {
      const { calibration, command } = nudge(state, this.#within(joint, state.angle + by) - state.angle, at);
      await this.#move(command, state.angle);
      this.#parts.say(command ? `  ${degrees(calibration.angle)}` : `  ${degrees(calibration.angle)}: no further.`);
      return calibration;
    }
    if (key !== "confirm") return state;
    const { calibration, command } = confirm(state, at);
    const found = calibration.found[joint.name];
    if (found && found.high - found.low < Math.min(LEAST_RANGE, (joint.high - joint.low) / 2)) {
      this.#parts.say("  That leaves it no range: low and high must lie further apart.");
      return state;
    }
    await this.#move(command, state.angle);
    return calibration;
  }

  /** As far as the pulses of the wide body go. */
  #within({ name }: Joint, angle: Degrees): Degrees {
    const wide = this.#wide.joints.find((joint) => joint.name === name);
    return wide ? Math.max(wide.low, Math.min(wide.high, angle)) : angle;
  }

  async #move(command: MoveCommand | null, from: Degrees): Promise<void> {
    if (!command) return;
    const legs = legsOf(command, from);
    for (const leg of legs) this.#robot.play(leg);
    const last = legs.at(-1) ?? command;
    const end = last.at + Math.max(...last.joints.map(({ over }) => over));
    await this.#unlessEnded(new Promise<void>((resolve) => this.#parts.clock.at(end, () => resolve())));
  }

  async #nobodyWithinReach(what: string): Promise<void> {
    this.#parts.say(`${what} Nobody within reach? (y)`);
    while ((await this.#key()) !== "yes") this.#parts.say("Only y goes on; q leaves.");
  }

  #key(): Promise<Key> {
    return this.#unlessEnded(
      new Promise<Key>((resolve) => {
        this.#hearKey = resolve;
      }),
    );
  }

  async #linked(wanted: RobotReadiness): Promise<void> {
    while (this.#readiness !== wanted) {
      await this.#unlessEnded(
        new Promise<void>((resolve) => {
          this.#hearReadiness = resolve;
        }),
      );
      // A robot that was held when it was linked goes on from where it is once it is armed, as an unarmed one does.
      if (wanted === "unarmed" && this.#readiness === "stopped") return;
    }
  }

  #unlessEnded<T>(wait: Promise<T>): Promise<T> {
    return Promise.race([wait, this.#ended]);
  }

  #press(key: Key): void {
    if (key === "stop") {
      this.#robot.stop();
      this.#end("Stopped: the robot holds where it stands.");
    } else if (key === "leave") {
      this.#end("Left.");
    } else {
      const hear = this.#hearKey;
      this.#hearKey = undefined;
      hear?.(key);
    }
  }

  #listener(): RobotListener {
    return {
      status: ({ status, text }) => {
        if (status !== "ready" && status !== "closed") this.#end(text.replace(/ It is looked for again.*$/, ""));
      },
      readiness: ({ readiness }) => {
        const before = this.#readiness;
        this.#readiness = readiness;
        // Why it is so may be told a moment later, and says more.
        if (before === "ready") queueMicrotask(() => this.#end("The robot is no longer armed."));
        this.#hearReadiness();
      },
      reach: ({ within }) => {
        // Before it is armed it stands still; arming refuses by itself.
        if (within && (this.#readiness === "arming" || this.#readiness === "ready"))
          this.#end("Somebody came within reach: the robot stopped. Begin again when nobody is.");
      },
      stopButton: () => this.#end("The robot's stop button was pressed."),
      refused: ({ reason }) => this.#end(reason),
      pose: () => {},
      touch: () => {},
    };
  }
}

const SENTENCES: Readonly<Record<CalibrationStep, (joint: Joint) => string>> = {
  rest: ({ name, rest }) => `${name}, rest: turn it to where it should stand at ${degrees(rest)}, then Enter.`,
  low: ({ name }) => `${name}, low end: turn it down (-) as far as it may go and touches nothing, then Enter.`,
  high: ({ name }) =>
    `${name}, high end: turn it up (+) as far as it may go and touches nothing, then Enter; it goes slowly back to rest.`,
};

const degrees = (angle: Degrees) => `${Math.round(10 * angle) / 10}°`;

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
