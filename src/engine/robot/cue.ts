import type { Decibels, Millis } from "../time/units.ts";
import type { Body } from "./body.ts";
import type { Gesture } from "./gesture.ts";
import type { Pose } from "./pose.ts";

/** What the music partner is doing, as far as the robot minds. */
export type Doing =
  | "silent"
  | "listening"
  | "breath"
  | "playing"
  | "accompanying"
  | "space"
  | "offerAgain"
  | "waiting"
  | "ending"
  | "stopped";

interface At {
  readonly at: Millis;
}

/** What the robot is told. All times are session time. */
export type Cue =
  /** The partner does something else now, or with another card. */
  | (At & { readonly kind: "partner"; readonly doing: Doing; readonly card: string })
  /** A space is coming: told as soon as it is known, the sooner the better. */
  | (At & { readonly kind: "space"; readonly begins: Millis; readonly ends: Millis })
  /** The space is over, answered or not. */
  | (At & { readonly kind: "spaceOver" })
  /** The child struck a note. */
  | (At & { readonly kind: "onset"; readonly pad: boolean })
  /** The child's phrase, or row of gestures, is over: so many strokes. */
  | (At & { readonly kind: "phrase"; readonly strokes: number })
  /** The child made a gesture, to be given back with this one of the robot's, so many times. */
  | (At & { readonly kind: "giveBack"; readonly gesture: string; readonly times: number })
  /** Somebody touches the robot, or no longer. */
  | (At & { readonly kind: "touch"; readonly touched: boolean })
  /** The freeze game: the music stands still, and goes on. */
  | (At & { readonly kind: "pause" })
  | (At & { readonly kind: "go" })
  /** A gesture by name, asked for by the therapist. */
  | (At & { readonly kind: "gesture"; readonly name: string })
  | (At & { readonly kind: "stop" })
  | (At & { readonly kind: "quiet"; readonly on: boolean })
  | (At & { readonly kind: "break"; readonly on: boolean })
  /** The session ends, or nobody is at the panel. */
  | (At & { readonly kind: "rest" })
  /** Somebody is within reach, or no longer. */
  | (At & { readonly kind: "reach"; readonly within: boolean })
  /** The therapist looked: nobody within reach. */
  | (At & { readonly kind: "clear" })
  /** The robot is ready, by the therapist's hand; `pose` is where it stands, as far as its pulses say. */
  | (At & { readonly kind: "armed"; readonly pose: Pose | null })
  /** The link is lost, or the robot began anew. */
  | (At & { readonly kind: "lost" })
  /** A wake that the robot asked for. */
  | (At & { readonly kind: "wake" });

/** How much the robot does: nothing, lights alone, smaller moves, all. */
export const ROBOT_LEVELS = ["off", "still", "small", "normal"] as const;
export type RobotLevel = (typeof ROBOT_LEVELS)[number];

/**
 * What the robot may do by itself: nothing (it rests, and does what the therapist asks for); answer the child and show whose turn
 * it is; or all, with the beat and with greetings too.
 */
export const ROBOT_AUTONOMIES = ["asked", "turns", "all"] as const;
export type RobotAutonomy = (typeof ROBOT_AUTONOMIES)[number];

/** What the robot sees when it reacts, and what was set for this child. */
export interface Scene {
  readonly body: Body;
  readonly repertoire: readonly Gesture[];
  readonly level: RobotLevel;
  /** How large and how fast it is wished: shares of what is written, and of what is allowed. */
  readonly size: number;
  readonly speed: number;
  /** A child who is easily startled: half the speed. */
  readonly sensitive: boolean;
  /** Steady for a child with seizures or light sensitivity. */
  readonly lights: "off" | "still" | "slow";
  readonly mayCelebrate: boolean;
  /** Whether the child's strokes on pads are mirrored as they come. */
  readonly mirrorsPads: boolean;
  readonly onlyWhenChildPlays: boolean;
  /** All when left out. */
  readonly autonomy?: RobotAutonomy;
  /** The beat that is kept: when the next one falls, how long it lasts, and its number. */
  readonly beat: { readonly at: Millis; readonly period: Millis; readonly index: number } | null;
  /** How loud the child plays, 0 at the most; null when it does not. */
  readonly loudness: Decibels | null;
}
