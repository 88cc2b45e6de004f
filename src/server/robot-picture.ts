import type { RobotReadiness } from "../engine/ports.ts";
import type { CalibrationStep } from "../engine/robot/calibration.ts";
import type { GestureFacts } from "../engine/robot/gesture-facts.ts";
import type { Pose } from "../engine/robot/pose.ts";
import type { Degrees, Metres, Millis } from "../engine/time/units.ts";
import type { GestureDraft } from "./gesture-draft.ts";

/**
 * The robot as it is, apart from what the session knows of it (`View.robot`: level, wishes, armed, ready, gesture). Angles are
 * degrees, lengths metres, times session time.
 */
export interface RobotPicture {
  readonly name: string;
  /** The serial port of the rig, or "any"; null for a robot without hardware. */
  readonly port: string | null;
  /** Drawn and nothing else: the rig has no robot, and somebody wanted one on the screen. */
  readonly onScreen: boolean;
  /** What there is to draw. */
  readonly body: {
    readonly joints: readonly {
      readonly name: string;
      readonly low: Degrees;
      readonly high: Degrees;
      readonly rest: Degrees;
    }[];
    readonly ring: boolean;
    readonly touch: boolean;
    readonly distance: boolean;
  };
  /** `away`: no link. `unarmed`: waits for a person. `arming`, `ready`. `stopped`: holds until a person arms it. */
  readonly readiness: RobotReadiness;
  /** Name and version as the board says; null while there is no link. */
  readonly firmware: string | null;
  /** Whole seconds since it last answered a heartbeat (five a second): 0 while all is well. Null before the first. */
  readonly heartbeatAge: number | null;
  /** No robot measures it: say "not measured". */
  readonly battery: null;
  /** Nor how warm its servos are, or whether one stalls. */
  readonly temperature: null;
  /** Its gestures, as they would be from rest and as it is set now; those of the rig's own with what they were written as. */
  readonly gestures: readonly (GestureFacts & { readonly draft: GestureDraft | null })[];
  /** The joints' angles by the pulses that hold them, never by what was asked. Null while they are unknown. */
  readonly pose: Pose | null;
  /** Whether any servo gets pulses; without them the joints are loose, and `pose` is where they were left. */
  readonly powered: boolean;
  /** The ring's lamps, 0–1 of full brightness (0.3 at the most): one for all, or each. Null while it is unknown. */
  readonly ring: readonly { readonly red: number; readonly green: number; readonly blue: number }[] | null;
  /** True: pulses and lamps are measured at the pins. False: pulses as the firmware says it sends them, lamps as asked for. */
  readonly measured: boolean;
  /** A hand on its head. */
  readonly touched: boolean;
  /** Somebody is nearer than the body allows: it pauses by itself. */
  readonly within: boolean;
  /** The nearest thing; null beyond 80 cm and without a sensor. */
  readonly distance: Metres | null;
  /** What happened to it last, oldest first, 20 at the most: links, arming, stops, what it refused. */
  readonly events: readonly { readonly at: Millis; readonly text: string }[];
  /** Null while nobody calibrates it. */
  readonly calibration: CalibrationPicture | null;
}

/** A calibration on its way. The sequence is start, arm, then for each joint turn and confirm three times, then save. */
export interface CalibrationPicture {
  /** The joint in hand; null when all were looked at and it can be saved. */
  readonly joint: string | null;
  /** Its number from 0, and how many there are. */
  readonly place: number;
  readonly joints: number;
  /** Where it is at rest; how far it may go down; how far up. */
  readonly step: CalibrationStep;
  /** Where it stands, as the rig counts. */
  readonly angle: Degrees;
  readonly moving: boolean;
  /** It can only be left: `note` says why. */
  readonly over: boolean;
  /** One sentence about the last step; null when there is nothing to say. */
  readonly note: string | null;
}

/** A step of the calibration that a person asks for. */
export type CalibrationStepWanted =
  /** The robot is taken out of the session; nothing moves. Refused while a session runs. */
  | { readonly step: "start" }
  /** A person says that nobody is within reach: joint after joint goes slowly to rest. */
  | { readonly step: "arm" }
  /** The joint in hand is turned slowly by −30 to 30 degrees. Refused while it moves. */
  | { readonly step: "turn"; readonly by: Degrees }
  /** This is it: the next step, or the next joint. */
  | { readonly step: "confirm" }
  /** Kept beside the rig, and used from now on; the robot waits to be armed. */
  | { readonly step: "save" }
  /** Nothing is kept; the robot waits to be armed. */
  | { readonly step: "leave" };

/** A message that went over the robot's line. */
export interface ConsoleLine {
  /** Counts up from 1. */
  readonly number: number;
  /** Session time. */
  readonly at: Millis;
  readonly to: "device" | "host";
  /** In hexadecimal, e.g. "f0 05 1c 21 f7". */
  readonly bytes: string;
  readonly says: string;
}
