import { readFileSync } from "node:fs";
import { vi } from "vitest";
import type { RobotListener, RobotReadiness } from "../../../src/engine/ports.ts";
import type { Pose } from "../../../src/engine/robot/pose.ts";
import type { DeviceStatus } from "../../../src/engine/session/event.ts";
import { type Pulse, watchPulses } from "../../../src/hardware/robot/emulator/pulses.ts";
import { CYCLES_IN_MS, Uno } from "../../../src/hardware/robot/emulator/uno.ts";
import { SERVO_PINS } from "../../../src/hardware/robot/wire.ts";
import type { OpenBytePort } from "../../../src/hardware/serial/byte-port.ts";
import { FALSE_CLOCKS } from "../../helpers/false-clock.ts";

const HEX = readFileSync(new URL("../../../sketches/gesture-robot/release/gesture-robot.hex", import.meta.url), "utf8");
const turn = globalThis.setImmediate;

/** What a robot told, in order. */
export interface Told {
  readonly readiness: { at: number; readiness: RobotReadiness; pose: Pose | null }[];
  readonly statuses: DeviceStatus[];
  readonly poses: { at: number; pose: Pose }[];
  readonly reaches: { at: number; within: boolean }[];
  readonly touches: { at: number; touched: boolean }[];
  readonly buttons: { at: number }[];
  readonly refusals: { at: number; reason: string; count: number }[];
}

/** A listener that writes all down. */
export function writeDown(): { told: Told; listener: RobotListener } {
  const told: Told = { readiness: [], statuses: [], poses: [], reaches: [], touches: [], buttons: [], refusals: [] };
  return {
    told,
    listener: {
      status: (status) => told.statuses.push(status),
      readiness: (change) => told.readiness.push(change),
      pose: (measured) => told.poses.push(measured),
      reach: (change) => told.reaches.push(change),
      touch: (change) => told.touches.push(change),
      stopButton: (pressed) => told.buttons.push(pressed),
      refused: (report) => told.refusals.push(report),
    },
  };
}

/**
 * The compiled firmware and the real host libraries in one thread and one virtual time, a millisecond at a time. Timers are
 * taken over before Johnny-Five is loaded, for it keeps some of them.
 */
export class Lockstep {
  readonly pulses: Pulse[] = [];
  readonly uno: Uno;
  /** Bytes from the host are delivered this much later, in ms: a number, or one for each message. */
  jitter: () => number = () => 0;
  /** The port takes no more while this is true. */
  full = false;
  /** What a broken line does to bytes on their way to the host. */
  damage: (bytes: number[]) => number[] = (bytes) => bytes;
  #outgoing: number[] = [];
  #incoming: { bytes: Uint8Array; due: number }[] = [];
  #port: Parameters<OpenBytePort>[0] | undefined;
  #unplugged = false;
  #now = 0;
  opened = 0;

  constructor() {
    vi.useFakeTimers({
      now: 1_000_000,
      toFake: FALSE_CLOCKS,
    });
    const hear = watchPulses(SERVO_PINS);
    this.uno = new Uno(HEX, {
      edge: (pin, high, at) => {
        const pulse = hear(pin, high, at);
        if (pulse) this.pulses.push(pulse);
      },
      byte: (byte) => this.#outgoing.push(byte),
    });
  }

  /** The line to the board. Opening it resets the board, as a real one is. */
  readonly open: OpenBytePort = (listener) => {
    this.opened += 1;
    if (this.#unplugged) {
      setTimeout(() => listener.closed("there is no such port"), 1);
      return { write: () => true, close: () => {} };
    }
    if (this.#now > 0) this.uno.reset();
    this.#port = listener;
    setTimeout(() => listener.opened(), 1);
    return {
      write: (bytes) => {
        if (this.#port !== listener) return true;
        const before = this.#incoming.at(-1)?.due ?? 0;
        this.#incoming.push({ bytes: Uint8Array.from(bytes), due: Math.max(before, this.#now + this.jitter()) });
        return !this.full;
      },
      close: () => {
        if (this.#port === listener) this.#port = undefined;
      },
    };
  };

  /** Virtual milliseconds so far. */
  get now(): number {
    return this.#now;
  }

  /** By the clock that the host goes by. */
  get hostNow(): number {
    return Number(process.hrtime.bigint()) / 1e6;
  }

  async run(time: number): Promise<void> {
    for (let i = 0; i < time; i++) {
      this.#now += 1;
      vi.advanceTimersByTime(1);
      await new Promise<void>((resolve) => turn(resolve));
      while ((this.#incoming[0]?.due ?? Number.POSITIVE_INFINITY) <= this.#now)
        this.uno.send(this.#incoming.shift()?.bytes ?? []);
      this.uno.runTo(this.#now * CYCLES_IN_MS);
      const bytes = this.damage(this.#outgoing.splice(0));
      if (bytes.length > 0) this.#port?.data(Uint8Array.from(bytes));
    }
  }

  /** Runs until something is so, `most` at the longest. */
  async until(so: () => boolean, most: number): Promise<void> {
    for (let i = 0; i < most && !so(); i++) await this.run(1);
    if (!so()) throw new Error(`not so within ${most} ms`);
  }

  /** The cable is pulled: the board goes on by itself. */
  unplug(): void {
    this.#unplugged = true;
    const port = this.#port;
    this.#port = undefined;
    this.#incoming = [];
    port?.closed("it was unplugged");
  }

  plug(): void {
    this.#unplugged = false;
  }

  drained(): void {
    this.full = false;
    this.#port?.drained();
  }

  /** Widths in µs of a pin's pulses, and when each began, in ms. */
  pulsesOf(pin: number): { at: number; width: number }[] {
    return this.pulses.flatMap((pulse) =>
      pulse.pin === pin ? [{ at: pulse.at / CYCLES_IN_MS, width: pulse.width / 16 }] : [],
    );
  }

  end(): void {
    vi.useRealTimers();
  }
}
