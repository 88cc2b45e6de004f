import { readFileSync } from "node:fs";
import type { Millis } from "../../src/engine/time/units.ts";
import { watchPixels } from "../../src/hardware/robot/emulator/pixels.ts";
import { type Pulse, watchPulses } from "../../src/hardware/robot/emulator/pulses.ts";
import { CYCLES_IN_MS, Uno } from "../../src/hardware/robot/emulator/uno.ts";
import { type RobotReport, readReport } from "../../src/hardware/robot/reports.ts";
import {
  encodeDistance,
  encodeLimits,
  encodeStop,
  encodeSync,
  type JointLimits,
  SERVO_PINS,
} from "../../src/hardware/robot/wire.ts";

export const ROBOT_HEX = readFileSync(
  new URL("../../sketches/gesture-robot/release/gesture-robot.hex", import.meta.url),
  "utf8",
);

/** The joints of robot.md's body: pulses in µs, speeds in µs a frame. */
export const BODY = [
  { pin: 9, from: 1050, to: 1950, speed: 18, rest: 1500 },
  { pin: 10, from: 1300, to: 1700, speed: 18, rest: 1500 },
  { pin: 11, from: 1350, to: 1650, speed: 12, rest: 1500 },
  { pin: 3, from: 800, to: 2100, speed: 24, rest: 2100 },
  { pin: 5, from: 900, to: 2200, speed: 24, rest: 900 },
  { pin: 6, from: 1100, to: 1900, speed: 24, rest: 1500 },
] as const satisfies readonly JointLimits[];

/** The released firmware on an emulated board, with a host that says only what a test says. */
export class Bench {
  readonly uno: Uno;
  readonly pulses: Pulse[] = [];
  readonly reports: RobotReport[] = [];
  /** Plain Firmata: version reports, with their time. */
  readonly versions: Millis[] = [];
  readonly ring = watchPixels();
  /** A heartbeat every 200 ms while it is true. */
  alive = true;
  #beats = 0;
  #sysex: number[] | undefined;

  constructor(hex = ROBOT_HEX) {
    const hear = watchPulses(SERVO_PINS);
    this.uno = new Uno(hex, {
      edge: (pin, high, at) => {
        if (pin === 7) this.ring.edge(high, at);
        const pulse = hear(pin, high, at);
        if (pulse) this.pulses.push(pulse);
      },
      byte: (byte) => this.#read(byte),
    });
  }

  get now(): Millis {
    return this.uno.cycles / CYCLES_IN_MS;
  }

  /** Runs for so long, with heartbeats; `each` is called every millisecond. */
  run(time: Millis, each?: (now: Millis) => void): void {
    const until = Math.round(this.now + time);
    for (let at = Math.floor(this.now) + 1; at <= until; at += 1) {
      this.uno.runTo(at * CYCLES_IN_MS);
      if (this.alive && at % 200 === 0) {
        this.#beats += 1;
        this.say(encodeSync(this.#beats & 127));
      }
      each?.(at);
    }
  }

  say(message: readonly number[]): void {
    this.uno.send([0xf0, ...message, 0xf7]);
  }

  /** Boots, arms every joint of the body and clears the latch, as a host does after a person's word. */
  arm(joints: readonly JointLimits[] = BODY): void {
    this.run(100);
    this.say(encodeDistance({ channel: 0, near: 225, far: 168 }));
    for (const joint of joints) this.say(encodeLimits(joint));
    this.run(100);
    this.say(encodeStop("clear"));
    this.run(100);
  }

  write(pin: number, pulse: number): void {
    this.uno.send([0xe0 | pin, pulse & 127, pulse >> 7]);
  }

  /** Widths in µs of a pin's pulses that began in these milliseconds. */
  widths(pin: number, from: Millis = 0, to: Millis = Number.POSITIVE_INFINITY): number[] {
    return this.pulses
      .filter((pulse) => pulse.pin === pin && pulse.at >= from * CYCLES_IN_MS && pulse.at < to * CYCLES_IN_MS)
      .map(({ width }) => width / 16);
  }

  last<Kind extends RobotReport["kind"]>(kind: Kind): Extract<RobotReport, { kind: Kind }> | undefined {
    return this.reports.findLast((report): report is Extract<RobotReport, { kind: Kind }> => report.kind === kind);
  }

  get state(): string | undefined {
    const report = this.reports.findLast((each) => each.kind === "status" || each.kind === "sync");
    return report && "condition" in report ? report.condition.state : undefined;
  }

  #read(byte: number): void {
    if (byte === 0xf0) this.#sysex = [];
    else if (byte === 0xf7 && this.#sysex) {
      const report = readReport(this.#sysex[0] ?? 0, this.#sysex.slice(1));
      if (report) this.reports.push(report);
      this.#sysex = undefined;
    } else if (byte === 0xf9) this.versions.push(this.now);
    else this.#sysex?.push(byte);
  }
}

/** Each change from one pulse to the next, in µs. */
export function stepsOf(widths: readonly number[]): number[] {
  return widths.slice(1).map((width, i) => width - (widths[i] ?? width));
}

export const largest = (values: readonly number[]) =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
