import type { Body } from "../../engine/robot/body.ts";
import type { OpenBytePort } from "../serial/byte-port.ts";

/** A gesture robot on a line of bytes, whatever carries them. */
export interface RobotSettings {
  readonly name: string;
  readonly body: Body;
  /** For a child who is easily startled: the firmware itself holds each joint to half the speed. */
  readonly sensitive?: boolean;
  /** The line to it. `hear` takes what is at its pins, where that can be measured. */
  readonly line: (hear: (measured: Measured) => void) => OpenBytePort;
  /** Whether it is: else the robot is asked what it sends. */
  readonly measured: boolean;
  /** How many heartbeats may go unanswered, where it is not the usual number. */
  readonly patience?: number;
}

/** What was measured at a board's pins, as far as it changed. */
export interface Measured {
  readonly pulses?: Pulses;
  readonly ring?: readonly Lamp[];
}

/** What is on servo pins, in µs: 0 where no pulse is sent. */
export type Pulses = readonly { readonly pin: number; readonly pulse: number }[];

/** A lamp of the ring as it shines: each 0–1 of what it could. */
export interface Lamp {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}
