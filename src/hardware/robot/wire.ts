import type { Millis } from "../../engine/time/units.ts";
import { checkOf } from "./check.ts";

/**
 * What goes to the robot beside plain Firmata: user sysex messages, without the bytes that frame them (firmata-io's
 * `sysexCommand` adds those). Numbers are cut into seven bits, low ones first; the last byte is `checkOf` all before it.
 * `sketches/gesture-robot/README.md` tells what the firmware does with each.
 */
export const COMMAND = {
  limits: 0x01,
  watchdog: 0x02,
  gesture: 0x03,
  stop: 0x04,
  sync: 0x05,
  status: 0x06,
  ring: 0x07,
  distance: 0x08,
} as const;

/** Pulse widths in µs. */
export type Micros = number;

/** The widest that the firmware allows: LIMITS can only narrow it. */
export const PULSE_RANGE = { from: 544, to: 2400 } as const;
/** µs a frame of 20 ms: 200 °/s at 10 µs/°. */
export const FASTEST = 40;
/** µs a frame, each frame: 2000 °/s² at 10 µs/°. */
export const STEEPEST = 8;
/** A gesture's message carries so many keyframes at most; the firmware keeps forty in all. */
export const KEYFRAMES_IN_A_MESSAGE = 11;
export const RING_PIXELS = 12;
/** Pins that carry servos, and nothing else. */
export const SERVO_PINS = [3, 5, 6, 8, 9, 10, 11, 12] as const;
export const STOP_BUTTON_PIN = 2;
export const TOUCH_PIN = 4;
export const RING_PIN = 7;

export interface JointLimits {
  readonly pin: number;
  readonly from: Micros;
  readonly to: Micros;
  /** µs a frame of 20 ms, 1/16–40, in sixteenths. */
  readonly speed: Micros;
  /** The joint's first pulse, and where it goes by itself. Cut to `from`…`to`. */
  readonly rest: Micros;
  /** µs a frame, each frame, in sixteenths: 1/16–8. Absent: 8. Writes ramp more slowly: full speed after 400 ms at the earliest. */
  readonly acceleration?: Micros;
}

export interface WireKeyframe {
  readonly pin: number;
  /** After the gesture's start, 20–16383; growing for each pin. */
  readonly after: Millis;
  readonly pulse: Micros;
}

export interface WireGesture {
  /** Forget first what is still queued. */
  readonly clear: boolean;
  /** On the device's clock. */
  readonly start: Millis;
  /** At most 11. */
  readonly keyframes: readonly WireKeyframe[];
}

export interface Colour {
  /** Each 0–1; the firmware keeps all under 30 % and takes the edge off pure red. */
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

export type StopMode = "clear" | "hold" | "rest";
const STOP_MODES: readonly StopMode[] = ["clear", "hold", "rest"];

function low14(value: number): number[] {
  const whole = Math.max(0, Math.min(0x3fff, Math.round(value)));
  return [whole & 0x7f, whole >> 7];
}

function low35(value: number): number[] {
  let rest = Math.max(0, Math.min(2 ** 35 - 1, Math.round(value)));
  const bytes: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    bytes.push(rest % 128);
    rest = Math.floor(rest / 128);
  }
  return bytes;
}

function checked(bytes: number[]): number[] {
  return [...bytes, checkOf(bytes)];
}

/** Arms a joint: its pulses begin, at rest. */
export function encodeLimits(limits: JointLimits): number[] {
  const { pin, from, to, speed, rest, acceleration = STEEPEST } = limits;
  const numbers = [from, to, speed * 16, rest, acceleration * 16].flatMap(low14);
  return checked([COMMAND.limits, pin & 0x7f, ...numbers]);
}

/** How long the host may be silent: at least 100 ms. */
export function encodeWatchdog(silence: Millis): number[] {
  return checked([COMMAND.watchdog, ...low14(silence)]);
}

/** @throws RangeError for more than 11 keyframes. */
export function encodeGesture({ clear, start, keyframes }: WireGesture): number[] {
  if (keyframes.length > KEYFRAMES_IN_A_MESSAGE)
    throw new RangeError(
      `A message to the robot carries ${KEYFRAMES_IN_A_MESSAGE} keyframes, not ${keyframes.length}.`,
    );
  const frames = keyframes.flatMap(({ pin, after, pulse }) => [pin & 0x7f, ...low14(after), ...low14(pulse)]);
  return checked([COMMAND.gesture, clear ? 1 : 0, ...low35(start), ...frames]);
}

export function encodeStop(mode: StopMode): number[] {
  return checked([COMMAND.stop, STOP_MODES.indexOf(mode)]);
}

/** The heartbeat, every 200 ms. `id` 0–127 comes back in the answer. */
export function encodeSync(id: number): number[] {
  return checked([COMMAND.sync, id & 0x7f]);
}

export function encodeStatusRequest(): number[] {
  return checked([COMMAND.status]);
}

/** One colour for the whole ring, or twelve. The firmware takes at least 500 ms for any change. */
export function encodeRing(over: Millis, colours: readonly Colour[]): number[] {
  const part = (share: number) => Math.max(0, Math.min(127, Math.round(share * 127)));
  const pixels = colours.slice(0, RING_PIXELS).flatMap(({ red, green, blue }) => [part(red), part(green), part(blue)]);
  return checked([COMMAND.ring, ...low14(over), ...pixels]);
}

/** The distance sensor: analogue channel 0–5 with its readings (0–1023) at the near and far edge, or that there is none. */
export function encodeDistance(sensor: { channel: number; near: number; far: number } | undefined): number[] {
  const { channel, near, far } = sensor ?? { channel: 127, near: 1023, far: 0 };
  return checked([COMMAND.distance, channel, ...low14(near), ...low14(far)]);
}
