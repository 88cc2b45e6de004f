import type { RobotListener, RobotReadiness } from "../../engine/ports.ts";
import type { MoveCommand, RobotCommand } from "../../engine/robot/command.ts";
import type { Pose } from "../../engine/robot/pose.ts";
import type { DeviceStatus } from "../../engine/session/event.ts";
import type { Cancel, Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { OpenBytePort } from "../serial/byte-port.ts";
import { Arming } from "./arming.ts";
import { Board } from "./board.ts";
import { loadFirmata, strangerOf } from "./firmata.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { RobotCondition, RobotReport } from "./reports.ts";
import { type GestureRobot, NO_FACTS, type RobotFacts } from "./robot-facts.ts";
import {
  distanceAt,
  distanceMessage,
  holdMessage,
  lampOf,
  lightMessage,
  moveMessage,
  poseFrom,
} from "./robot-messages.ts";
import type { Pulses, RobotSettings } from "./robot-settings.ts";
import { StatusRequests } from "./status-requests.ts";
import { encodeStop, encodeWatchdog } from "./wire.ts";

/** Without a word from the host for so long the robot goes slowly to rest. */
const WATCHDOG: Millis = 1_000;
/** A new try after a link was lost comes so soon, then half as often each time. */
const RETRY = { first: 500, longest: 5_000 } as const satisfies Record<string, Millis>;
/** A move that would begin sooner than this is late: it is dropped. */
const LEAST_LEAD: Millis = 20;
/** A robot that is closed has this long to take in that it shall rest. */
const GOODBYE: Millis = 60;

/**
 * Opens a robot. Never throws: what is wrong is told to `listener`. It moves nothing before `arm`; a lost link or a robot that
 * began anew is told, linked again by itself, and waits to be armed again. Nothing from before is replayed.
 */
export function openRobot(settings: RobotSettings, clock: Clock, listener: RobotListener): GestureRobot {
  return new Robot(settings, clock, listener);
}

/** The engine plans so far ahead; the robot's own clock does the rest. */
const LOOKAHEAD: Millis = 400;

class Robot implements GestureRobot {
  readonly name: string;
  readonly lookahead = LOOKAHEAD;
  readonly #settings: RobotSettings;
  readonly #clock: Clock;
  readonly #listener: RobotListener;
  readonly #open: OpenBytePort;
  #board: Board | undefined;
  #heartbeat: Heartbeat | undefined;
  #requests: StatusRequests | undefined;
  #arming: Arming | undefined;
  #facts = NO_FACTS;
  #condition: RobotCondition | undefined;
  /** Whether its joints were armed on this link. */
  #pulsing = false;
  #movingUntil: Millis = Number.NEGATIVE_INFINITY;
  #retry: Millis = RETRY.first;
  #told = "";
  #closed = false;
  #cancelRetry: Cancel = () => {};

  constructor(settings: RobotSettings, clock: Clock, listener: RobotListener) {
    this.name = settings.name;
    this.#settings = settings;
    this.#clock = clock;
    this.#listener = listener;
    this.#open = settings.line(({ pulses, ring }) => {
      if (pulses) this.#tellPose(pulses);
      if (ring) this.#note({ ring });
    });
    void this.#connect();
  }

  facts(): RobotFacts {
    return this.#facts;
  }

  get #readiness(): RobotReadiness {
    return this.#facts.readiness;
  }

  play(command: RobotCommand): void {
    switch (command.kind) {
      case "move":
        this.#move(command);
        break;
      case "light":
        this.#board?.send("light", lightMessage(command));
        if (this.#board && !this.#settings.measured) this.#note({ ring: [lampOf(command)] });
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
    const { body, sensitive = false } = this.#settings;
    this.#arming = new Arming(body, sensitive, this.#clock, {
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
    this.#tell("closed", `${this.name} is closed.`);
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

  #begin({ name, major, version }: { name: string; major: number; version: string }): void {
    const { body } = this.#settings;
    const stranger = strangerOf(name, major);
    if (stranger) {
      this.#board?.close();
      this.#lose(stranger, "failed");
      return;
    }
    this.#retry = RETRY.first;
    this.#note({ firmware: `${name} ${version}` });
    this.#board?.send("watchdog", encodeWatchdog(WATCHDOG));
    this.#board?.send("distance", distanceMessage(body.distance));
    const board = this.#board;
    if (body.distance) board?.watch(body.distance.channel, (reading) => this.#note({ distance: distanceAt(reading) }));
    const to = {
      send: (message: number[]) => board?.send("sync", message, this.#clock.now() + WATCHDOG),
      silent: () => {
        board?.close();
        this.#lose("it answers no more");
      },
    };
    this.#heartbeat = new Heartbeat(this.#clock, to, this.#settings.patience);
    if (this.#settings.measured) return;
    this.#requests = new StatusRequests(this.#clock, {
      send: (message) => board?.send("status", message),
      moving: () => this.#movingUntil > this.#clock.now() || this.#arming !== undefined,
    });
  }

  #hear(report: RobotReport): void {
    if (!this.#heartbeat) return;
    switch (report.kind) {
      case "sync":
        this.#heartbeat.hear(report.id, report.clock);
        this.#note({ heardAt: this.#clock.now() });
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
      this.#tell("ready", `${this.name} is linked. Arm it when nobody is within reach.`);
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
    this.#note({ powered: pulses.some(({ pulse }) => pulse > 0) });
    this.#listener.pose({ at: this.#clock.now(), pose: poseFrom(this.#settings.body, pulses) });
  }

  #lose(reason: string, status: DeviceStatus["status"] = "lost"): void {
    this.#dropLink();
    this.#become("away", null);
    this.#tell(status, `${this.name} rests: ${reason}. It is looked for again; then it is to be armed anew.`);
    if (this.#closed) return;
    this.#cancelRetry = this.#clock.at(this.#clock.now() + this.#retry, () => void this.#connect());
    this.#retry = Math.min(RETRY.longest, 2 * this.#retry);
  }

  #dropLink(): void {
    this.#requests?.stop();
    this.#heartbeat?.stop();
    this.#endArming();
    this.#heartbeat = undefined;
    this.#board = undefined;
    this.#condition = undefined;
    this.#pulsing = false;
    this.#movingUntil = Number.NEGATIVE_INFINITY;
    this.#note({ ...NO_FACTS, readiness: this.#readiness });
  }

  #note(facts: Partial<RobotFacts>): void {
    this.#facts = { ...this.#facts, ...facts };
  }

  #endArming(): void {
    this.#arming?.end();
    this.#arming = undefined;
  }

  #become(readiness: RobotReadiness, pose: Pose | null): void {
    if (readiness === this.#readiness) return;
    this.#note({ readiness });
    this.#listener.readiness({ at: this.#clock.now(), readiness, pose });
  }

  #refuse(reason: string, count = 1): void {
    this.#listener.refused({ at: this.#clock.now(), reason, count });
  }

  #tell(status: DeviceStatus["status"], text: string): void {
    if (this.#told === text) return;
    this.#told = text;
    this.#listener.status({ device: this.name, status, text });
  }
}
