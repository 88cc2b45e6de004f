import { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import type { Millis } from "../../src/engine/time/units.ts";
import { type Pulse, watchPulses } from "../../src/hardware/robot/emulator/pulses.ts";
import { CYCLES_IN_MS, Uno } from "../../src/hardware/robot/emulator/uno.ts";
import { type RobotReport, readReport } from "../../src/hardware/robot/reports.ts";
import { SERVO_PINS } from "../../src/hardware/robot/wire.ts";
import { FALSE_CLOCKS } from "../helpers/false-clock.ts";
import { ROBOT_HEX } from "./bench.ts";

const require = createRequire(import.meta.url);

export interface FirmataIo extends EventEmitter {
  readonly firmware: { readonly name: string; readonly version: { readonly major: number } };
  sysexCommand(message: readonly number[]): void;
  sysexResponse(command: number, handler: (data: number[]) => void): void;
  clearSysexResponse(command: number): void;
}

interface JohnnyFive {
  readonly Board: new (options: object) => EventEmitter;
  readonly Servo: new (options: object) => { to(degrees: number): void };
  readonly Button: new (options: object) => EventEmitter;
  readonly Sensor: new (options: object) => EventEmitter & { readonly value: number };
}

export interface Stage {
  readonly uno: Uno;
  readonly pulses: Pulse[];
  readonly reports: RobotReport[];
  readonly io: FirmataIo;
  readonly board: EventEmitter;
  readonly five: JohnnyFive;
  /** Johnny-Five, firmata-io and the firmware live through so much time together. */
  run(time: Millis): Promise<void>;
}

/** What firmata-io takes for a serial port: the emulated board's UART. */
class Wire extends EventEmitter {
  outgoing: number[] = [];
  write(bytes: Uint8Array, done?: () => void): void {
    this.outgoing.push(...bytes);
    done?.();
  }
}

/**
 * Runs `play` with the real Johnny-Five, the real firmata-io and the released firmware in lockstep, a millisecond at a time, in
 * simulated time. Timers and clocks are false for that long, so that nothing depends on how fast this machine is.
 */
export async function inLockstep<Result>(play: (stage: Stage) => Promise<Result>): Promise<Result> {
  const turn = setImmediate;
  const realTurn = () => new Promise<void>((resolve) => turn(resolve));
  const clock = require("@sinonjs/fake-timers").install({
    now: 1_700_000_000_000,
    toFake: FALSE_CLOCKS,
  });
  const numbers = [0x05, 0x06, 0x09, 0x0a];
  let io: FirmataIo | undefined;
  try {
    // Required only now: temporal keeps the setImmediate that it finds.
    const five: JohnnyFive = require("johnny-five");
    const { Firmata } = require("firmata-io");
    const wire = new Wire();
    const pulses: Pulse[] = [];
    const reports: RobotReport[] = [];
    let arrived: number[] = [];
    const hear = watchPulses(SERVO_PINS);
    const uno = new Uno(ROBOT_HEX, {
      edge: (pin, high, at) => {
        const pulse = hear(pin, high, at);
        if (pulse) pulses.push(pulse);
      },
      byte: (byte) => arrived.push(byte),
    });
    const run = async (time: Millis) => {
      const until = Math.round(uno.cycles / CYCLES_IN_MS + time);
      for (let at = Math.floor(uno.cycles / CYCLES_IN_MS) + 1; at <= until; at += 1) {
        clock.tick(1);
        await realTurn();
        uno.send(wire.outgoing);
        wire.outgoing = [];
        uno.runTo(at * CYCLES_IN_MS);
        if (arrived.length === 0) continue;
        const bytes = Buffer.from(arrived);
        arrived = [];
        wire.emit("data", bytes);
        await realTurn();
      }
    };
    const made: FirmataIo = new Firmata(wire, { reportVersionTimeout: 200 });
    io = made;
    made.on("error", () => {});
    for (const number of numbers)
      made.sysexResponse(number, (data) => {
        const report = readReport(number, data);
        if (report) reports.push(report);
      });
    const board = new five.Board({ io: made, repl: false, debug: false, sigint: false });
    board.on("error", () => {});
    const ready = new Promise<void>((resolve) => board.once("ready", () => resolve()));
    wire.emit("open");
    let isReady = false;
    void ready.then(() => {
      isReady = true;
    });
    for (let waited = 0; !isReady && waited < 5000; waited += 10) await run(10);
    return await play({ uno, pulses, reports, io: made, board, five, run });
  } finally {
    for (const number of numbers) io?.clearSysexResponse(number);
    clock.uninstall();
  }
}
