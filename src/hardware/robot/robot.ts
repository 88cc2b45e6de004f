import type { RobotListener, RobotOut, RobotReadiness } from "../../engine/ports.ts";
import type { Body } from "../../engine/robot/body.ts";
import type { MoveCommand, RobotCommand } from "../../engine/robot/command.ts";
import type { Pose } from "../../engine/robot/pose.ts";
import type { DeviceStatus } from "../../engine/session/event.ts";
import type { Cancel, Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { OpenBytePort } from "../serial/byte-port.ts";
import { Arming } from "./arming.ts";
import { Board } from "./board.ts";
import { loadFirmata } from "./firmata.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { RobotCondition, RobotReport } from "./reports.ts";
import { distanceMessage, holdMessage, lightMessage, moveMessage, poseFrom } from "./robot-messages.ts";
import { encodeStatusRequest, encodeStop, encodeWatchdog } from "./wire.ts";

/** The robot's firmware, by the name and version that it reports. */
const FIRMWARE = { name: "gesture-robot", major: 1 } as const;
/** Without a word from the host for so long the robot goes slowly to rest. */
const WATCHDOG: Millis = 1_000;
/** A new try after a link was lost comes so soon, then half as often each time. */
const RETRY = { first: 500, longest: 5_000 } as const satisfies Record<string, Millis>;
/** A move that would begin sooner than this is late: it is dropped. */
const LEAST_LEAD: Millis = 20;
/** How often the pulses are asked for, while it moves and else. */
const STATUS = { moving: 100, still: 1_000 } as const satisfies Record<string, Millis>;
/** A robot that is closed has this long to take in that it shall rest. */
const GOODBYE: Millis = 60;

/** A gesture robot on a line of bytes, whatever carries them. */
export interface RobotSettings {
  readonly name: string;
  readonly body: Body;
  /** The line to it. `hear` takes the pulses at its pins, where they can be measured. */
  readonly line: (hear: (pulses: Pulses) => void) => OpenBytePort;
  /** Whether they are: else the robot is asked what it sends. */
  readonly measured: boolean;
  /** How many heartbeats may go unanswered, where it is not the usual number. */
  readonly patience?: number;
}

/** What is on servo pins, in µs: 0 where no pulse is sent. */
export type Pulses = readonly { readonly pin: number; readonly pulse: number }[];

/**
 * Opens a robot. Never throws: what is wrong is told to `listener`. It moves nothing before `arm`; a lost link or a robot that
 * began anew is told, linked again by itself, and waits to be armed again. Nothing from before is replayed.
 */
export function openRobot(settings: RobotSettings, clock: Clock, listener: RobotListener): RobotOut {
  const robot = new Robot(settings, clock, listener);
  return {
    name: settings.name,
    lookahead: LOOKAHEAD,
    play: (command) => robot.play(command),
    stop: () => robot.stop(),
    arm: () => robot.arm(),
    close: () => robot.close(),
  };
}

/** The engine plans so far ahead; the robot's own clock does the rest. */
const LOOKAHEAD: Millis = 400;

class Robot {
  readonly #settings: RobotSettings;
  readonly #clock: Clock;
  readonly #listener: RobotListener;
  readonly #open: OpenBytePort;
  #board: Board | undefined;
  #heartbeat: Heartbeat | undefined;
  #arming: Arming | undefined;
  #readiness: RobotReadiness = "away";
  #condition: RobotCondition | undefined;
  /** Whether its joints were armed on this link. */
  #pulsing = false;
  #movingUntil: Millis = Number.NEGATIVE_INFINITY;
  #retry: Millis = RETRY.first;
  #told = "";
  #closed = false;
  #cancelRetry: Cancel = () => {};
  #cancelStatus: Cancel = () => {};

  constructor(settings: RobotSettings, clock: Clock, listener: RobotListener) {
    this.#settings = settings;
    this.#clock = clock;
    this.#listener = listener;
    this.#open = settings.line((pulses) => this.#tellPose(pulses));
    void this.#connect();
  }

  play(command: RobotCommand): void {
    switch (command.kind) {
      case "move":
        this.#move(command);
        break;
      case "light":
        this.#board?.send("light", lightMessage(command));
        break;
      case "hold":
        this.#board?.send("hold", holdMessage());
        break;
      case "freeze":
        this.stop();
        break;
    }
  }

  #move(command: MoveCommand): void {
    const { at, gesture, joints } = command;
    const start = this.#readiness === "ready" ? this.#heartbeat?.deviceTime(at) : undefined;
    if (start === undefined) {
      this.#refuse(`"${gesture}" was left out: the robot is ${this.#readiness}.`);
    } else if (at < this.#clock.now() + LEAST_LEAD) {
      this.#refuse(`"${gesture}" came too late.`);
    } else {
      this.#movingUntil = Math.max(this.#movingUntil, ...joints.map(({ over }) => at + over));
      this.#board?.send(`move ${at}`, moveMessage(this.#settings.body, command, start), at - LEAST_LEAD);
    }
  }

  stop(): void {
    this.#board?.send("stop", encodeStop("hold"));
    this.#endArming();
    if (this.#readiness !== "away") this.#become("stopped", null);
  }

  arm(): void {
    if (!this.#board || !this.#condition) {
      this.#refuse("There is no robot to arm: check its cable.");
      return;
    }
    if (this.#readiness === "ready" || this.#arming) return;
    this.#become("arming", null);
    const board = this.#board;
    this.#arming = new Arming(this.#settings.body, this.#clock, {
      send: (kind, message) => board.send(kind, message),
      failed: (reason) => {
        this.#endArming();
        this.#become(this.#condition?.state === "held" ? "stopped" : "unarmed", null);
        this.#refuse(reason);
      },
    });
    this.#arming.begin(this.#condition, this.#pulsing);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelRetry();
    this.#endArming();
    const board = this.#board;
    if (board && this.#readiness !== "stopped") {
      board.send("stop", encodeStop("rest"));
      await new Promise<void>((resolve) => this.#clock.at(this.#clock.now() + GOODBYE, () => resolve()));
    }
    this.#dropLink();
    board?.close();
    this.#become("away", null);
    this.#tell("closed", `${this.#settings.name} is closed.`);
  }

  async #connect(): Promise<void> {
    const firmata = await loadFirmata();
    if (this.#closed) return;
    this.#board = new Board(firmata, this.#open, this.#clock, {
      ready: (firmware) => this.#begin(firmware),
      report: (report) => this.#hear(report),
      touched: (touched) => this.#listener.touch({ at: this.#clock.now(), touched }),
      lost: (reason) => this.#lose(reason),
    });
  }

  #begin({ name, major }: { name: string; major: number }): void {
    const { body } = this.#settings;
    if (name !== FIRMWARE.name || major !== FIRMWARE.major) {
      this.#board?.close();
      const wanted = `${FIRMWARE.name} ${FIRMWARE.major}`;
      this.#lose(`the board runs "${name} ${major}", not ${wanted}: put the robot's firmware on it`, "failed");
      return;
    }
    this.#retry = RETRY.first;
    this.#board?.send("watchdog", encodeWatchdog(WATCHDOG));
    this.#board?.send("distance", distanceMessage(body.distance));
    const board = this.#board;
    const to = {
      send: (message: number[]) => board?.send("sync", message, this.#clock.now() + WATCHDOG),
      silent: () => {
        board?.close();
        this.#lose("it answers no more");
      },
    };
    this.#heartbeat = new Heartbeat(this.#clock, to, this.#settings.patience);
    this.#askStatus();
  }

  #hear(report: RobotReport): void {
    if (!this.#heartbeat) return;
    switch (report.kind) {
      case "sync":
        this.#heartbeat.hear(report.id, report.clock);
        this.#hearCondition(report.condition, null);
        return;
      case "status": {
        const pose = poseFrom(this.#settings.body, report.joints);
        if (!this.#settings.measured) this.#tellPose(report.joints);
        this.#hearCondition(report.condition, pose);
        return;
      }
      case "refused":
        this.#arming?.refused(report.reason);
        this.#refuse(`The robot refused: ${report.reason}.`, report.count);
        return;
      case "booted":
        this.#board?.close();
        this.#lose("it began anew");
        return;
    }
  }

  #hearCondition(condition: RobotCondition, pose: Pose | null): void {
    const before = this.#condition;
    this.#condition = condition;
    const at = this.#clock.now();
    if (!before) {
      this.#become(condition.state === "held" ? "stopped" : "unarmed", pose);
      this.#tell("ready", `${this.#settings.name} is linked. Arm it when nobody is within reach.`);
    }
    if (condition.near !== (before?.near ?? false)) this.#listener.reach({ at, within: condition.near });
    if (condition.button && !before?.button) this.#listener.stopButton({ at });
    if (this.#arming?.heard(condition, pose)) {
      this.#endArming();
      this.#pulsing = true;
      this.#become("ready", pose);
      return;
    }
    if (this.#readiness !== "ready") return;
    if (condition.state === "held") this.#become("stopped", pose);
    else if (condition.state !== "running") this.#become("unarmed", pose);
  }

  #tellPose(pulses: Pulses): void {
    if (pulses.length === 0) return;
    this.#listener.pose({ at: this.#clock.now(), pose: poseFrom(this.#settings.body, pulses) });
  }

  #askStatus(): void {
    if (this.#settings.measured) return;
    this.#board?.send("status", encodeStatusRequest());
    const now = this.#clock.now();
    const next = this.#movingUntil > now || this.#arming ? STATUS.moving : STATUS.still;
    this.#cancelStatus = this.#clock.at(now + next, () => this.#askStatus());
  }

  #lose(reason: string, status: DeviceStatus["status"] = "lost"): void {
    this.#dropLink();
    this.#become("away", null);
    const { name } = this.#settings;
    this.#tell(status, `${name} rests: ${reason}. It is looked for again; then it is to be armed anew.`);
    if (this.#closed) return;
    this.#cancelRetry = this.#clock.at(this.#clock.now() + this.#retry, () => void this.#connect());
    this.#retry = Math.min(RETRY.longest, 2 * this.#retry);
  }

  #dropLink(): void {
    this.#cancelStatus();
    this.#heartbeat?.stop();
    this.#endArming();
    this.#heartbeat = undefined;
    this.#board = undefined;
    this.#condition = undefined;
    this.#pulsing = false;
    this.#movingUntil = Number.NEGATIVE_INFINITY;
  }

  #endArming(): void {
    this.#arming?.end();
    this.#arming = undefined;
  }

  #become(readiness: RobotReadiness, pose: Pose | null): void {
    if (readiness === this.#readiness) return;
    this.#readiness = readiness;
    this.#listener.readiness({ at: this.#clock.now(), readiness, pose });
  }

  #refuse(reason: string, count = 1): void {
    this.#listener.refused({ at: this.#clock.now(), reason, count });
  }

  #tell(status: DeviceStatus["status"], text: string): void {
    if (this.#told === text) return;
    this.#told = text;
    this.#listener.status({ device: this.#settings.name, status, text });
  }
}
