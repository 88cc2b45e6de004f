import type { Millis } from "../../engine/time/units.ts";
import { checkOf } from "./check.ts";
import { COMMAND, type Micros } from "./wire.ts";

/** What comes from the robot beside plain Firmata; the numbers of `COMMAND` for answers, and these. */
export const REPORT = { sync: COMMAND.sync, status: COMMAND.status, refused: 0x09, booted: 0x0a } as const;

/** `resting`, `held` and `lost` stay until a STOP "clear". After a boot the robot is `resting`. */
export type RobotState = "running" | "held" | "resting" | "lost";
const STATES: readonly RobotState[] = ["running", "held", "resting", "lost"];

export interface RobotCondition {
  readonly state: RobotState;
  /** Something is nearer than 25 cm: nothing moves, and gestures are refused. */
  readonly near: boolean;
  /** The host fell silent while the robot was held: it stays held. */
  readonly silent: boolean;
  /** The stop button is down. */
  readonly button: boolean;
}

const REASONS = {
  1: "latched",
  2: "late",
  3: "queue full",
  4: "malformed",
  5: "not armed",
  6: "near",
  7: "scaled",
} as const;
/** `scaled`: a keyframe was further away than its time allows; the joint went less far. */
export type RefusalReason = (typeof REASONS)[keyof typeof REASONS];

/** What the board says started it; a watchdog means that the sketch hung. Unknown where a bootloader hides it. */
export type BootCause = "power" | "reset" | "brown-out" | "watchdog" | "unknown";

export type RobotReport =
  | { readonly kind: "sync"; readonly id: number; readonly clock: Millis; readonly condition: RobotCondition }
  | {
      readonly kind: "status";
      readonly condition: RobotCondition;
      /** The armed joints; a pulse of 0 means that none is sent (at rest, unpowered). */
      readonly joints: readonly { readonly pin: number; readonly pulse: Micros }[];
    }
  | {
      readonly kind: "refused";
      /** The number of the command, or of the Firmata message (shifted right by one bit). */
      readonly command: number;
      readonly reason: RefusalReason;
      /** Refused for this reason since the last such report, this one included. */
      readonly count: number;
    }
  | { readonly kind: "booted"; readonly cause: BootCause; readonly firmware: number };

function conditionOf(bits: number): RobotCondition {
  return {
    state: STATES[bits & 3] ?? "held",
    near: (bits & 4) !== 0,
    silent: (bits & 8) !== 0,
    button: (bits & 16) !== 0,
  };
}

const low14 = (bytes: readonly number[], at: number) => (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 128;

/**
 * A report from a sysex message of this number (`sysexResponse`) and its payload of seven-bit bytes; nothing when it is
 * damaged or not the robot's.
 */
export function readReport(number: number, payload: readonly number[]): RobotReport | undefined {
  const body = payload.slice(0, -1);
  if (payload.length < 2 || payload.at(-1) !== checkOf([number, ...body])) return undefined;
  const [first = 0] = body;
  if (number === REPORT.sync && body.length === 7) {
    const clock = [5, 4, 3, 2, 1].reduce((sum, at) => sum * 128 + (body[at] ?? 0), 0);
    return { kind: "sync", id: first, clock, condition: conditionOf(body[6] ?? 0) };
  }
  if (number === REPORT.status && body.length % 3 === 1) {
    const joints = Array.from({ length: (body.length - 1) / 3 }, (_, i) => ({
      pin: body[1 + 3 * i] ?? 0,
      pulse: low14(body, 2 + 3 * i),
    }));
    return { kind: "status", condition: conditionOf(first), joints };
  }
  if (number === REPORT.refused && body.length === 4) {
    const reason = REASONS[body[1] as keyof typeof REASONS];
    return reason === undefined ? undefined : { kind: "refused", command: first, reason, count: low14(body, 2) };
  }
  if (number === REPORT.booted && body.length === 2) {
    const cause = (
      [
        [8, "watchdog"],
        [4, "brown-out"],
        [2, "reset"],
        [1, "power"],
      ] as const
    ).find(([bit]) => first & bit)?.[1];
    return { kind: "booted", cause: cause ?? "unknown", firmware: body[1] ?? 0 };
  }
  return undefined;
}
