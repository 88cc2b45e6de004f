import type { RobotListener, RobotOut, RobotReadiness } from "../../engine/ports.ts";
import type { Body, Joint } from "../../engine/robot/body.ts";
import { type Calibration, type CalibrationStep, jointInHand } from "../../engine/robot/calibration.ts";
import type { Clock } from "../../engine/time/clock.ts";
import type { Degrees } from "../../engine/time/units.ts";
import { Refusal } from "../refusal.ts";
import { CalibrationRun } from "./calibration-run.ts";
import { type Key, listenToKeys } from "./keys.ts";

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
  readonly #calibration: CalibrationRun;
  readonly #closeKeys: () => void;
  readonly #ended: Promise<never>;
  #end: (reason: string) => void = () => {};
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
    const { body, open, clock } = parts;
    const changed = () => this.#hearReadiness();
    this.#calibration = new CalibrationRun({ body, open, clock, changed, ended: (reason) => this.#end(reason) });
    this.#closeKeys = listenToKeys(parts.input, (key) => this.#press(key));
  }

  async run(): Promise<Calibration["found"]> {
    const { body, name, say } = this.#parts;
    say(`Calibrates ${name}, joint by joint and slowly: ${body.joints.map((joint) => joint.name).join(", ")}.`);
    say("Keys: - and + turn it by 1°, arrow down and up by 10°, Enter says that this is it.");
    say("Space stops the robot where it stands; q leaves. Nothing is saved before the last joint.");
    await this.#linked("unarmed");
    await this.#nobodyWithinReach(`${name} is linked. It will go to rest, one joint after the other.`);
    this.#calibration.arm();
    await this.#linked("ready");
    for (let joint = this.#joint; joint; joint = this.#joint) {
      const place = `Joint ${this.#calibration.state.place + 1} of ${body.joints.length}`;
      await this.#nobodyWithinReach(`${place}: ${joint.name} will move, when you press a key. The others stay.`);
      await this.#findOut(joint);
    }
    return this.#calibration.state.found;
  }

  async close(): Promise<void> {
    this.#closeKeys();
    await this.#calibration.close();
  }

  get #joint(): Joint | undefined {
    return jointInHand(this.#calibration.state);
  }

  /** The three steps of a joint. */
  async #findOut(joint: Joint): Promise<void> {
    while (this.#joint === joint) {
      const { step, angle } = this.#calibration.state;
      this.#parts.say(`${SENTENCES[step](joint)} It is at ${degrees(angle)}.`);
      while (this.#joint === joint && this.#calibration.state.step === step) await this.#take();
    }
  }

  async #take(): Promise<void> {
    const key = await this.#key();
    const by = NUDGES[key];
    if (by !== undefined) {
      const went = await this.#unlessEnded(this.#calibration.turn(by));
      this.#parts.say(`  ${degrees(this.#calibration.state.angle)}${went ? "" : ": no further."}`);
    } else if (key === "confirm" && !(await this.#unlessEnded(this.#calibration.confirm()))) {
      this.#parts.say("  That leaves it no range: low and high must lie further apart.");
    }
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
    while (this.#calibration.readiness !== wanted) {
      await this.#unlessEnded(
        new Promise<void>((resolve) => {
          this.#hearReadiness = resolve;
        }),
      );
      // A robot that was held when it was linked goes on from where it is once it is armed, as an unarmed one does.
      if (wanted === "unarmed" && this.#calibration.readiness === "stopped") return;
    }
  }

  #unlessEnded<T>(wait: Promise<T>): Promise<T> {
    return Promise.race([wait, this.#ended]);
  }

  #press(key: Key): void {
    if (key === "stop") {
      this.#calibration.stop();
    } else if (key === "leave") {
      this.#end("Left.");
    } else {
      const hear = this.#hearKey;
      this.#hearKey = undefined;
      hear?.(key);
    }
  }
}

const SENTENCES: Readonly<Record<CalibrationStep, (joint: Joint) => string>> = {
  rest: ({ name, rest }) => `${name}, rest: turn it to where it should stand at ${degrees(rest)}, then Enter.`,
  low: ({ name }) => `${name}, low end: turn it down (-) as far as it may go and touches nothing, then Enter.`,
  high: ({ name }) =>
    `${name}, high end: turn it up (+) as far as it may go and touches nothing, then Enter; it goes slowly back to rest.`,
};

const degrees = (angle: Degrees) => `${Math.round(10 * angle) / 10}°`;
