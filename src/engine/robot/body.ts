import type { Degrees, DegreesPerSecond, Metres, Microseconds } from "../time/units.ts";

/** A joint and the servo that moves it. */
export interface Joint {
  readonly name: string;
  /** The servo's pin. */
  readonly pin: number;
  readonly low: Degrees;
  readonly high: Degrees;
  readonly rest: Degrees;
  /** What the joint itself allows; the limits of the room may allow less. */
  readonly speed: DegreesPerSecond;
  /** Whether a longer pulse turns it the other way. */
  readonly invert: boolean;
  /** From its axis to the farthest point that it moves. */
  readonly reach: Metres;
  /** The pulse at 0°. */
  readonly centre: Microseconds;
  /** How much longer the pulse is for each degree. */
  readonly microsPerDegree: number;
}

/** The distance sensor: motion pauses when something is nearer, and may go on when it is farther again. */
export interface DistanceSensor {
  /** Analogue channel: 0 is A0. */
  readonly channel: number;
  readonly pauseBelow: Metres;
  readonly resumeAbove: Metres;
}

/** A robot, described without code. Its stop button is the firmware's own affair. */
export interface Body {
  readonly joints: readonly Joint[];
  /** Whether it feels a touch on the head. */
  readonly touch: boolean;
  readonly distance: DistanceSensor | null;
  /** Whether it has a light ring. */
  readonly ring: boolean;
}

const servo = { invert: false, centre: 1_500, microsPerDegree: 10 } as const;

/** The robot of the project: a head, a body that sways, two arms and a wrist. */
export const STANDARD_BODY: Body = {
  joints: [
    { ...servo, name: "headYaw", pin: 9, low: -45, high: 45, rest: 0, speed: 90, reach: 0.1 },
    { ...servo, name: "headPitch", pin: 10, low: -20, high: 20, rest: 0, speed: 90, reach: 0.1 },
    { ...servo, name: "bodySway", pin: 11, low: -15, high: 15, rest: 0, speed: 60, reach: 0.25 },
    { ...servo, name: "armLeft", pin: 3, low: -60, high: 70, rest: -60, speed: 120, reach: 0.24, invert: true },
    { ...servo, name: "armRight", pin: 5, low: -60, high: 70, rest: -60, speed: 120, reach: 0.24 },
    { ...servo, name: "wrist", pin: 6, low: -40, high: 40, rest: 0, speed: 120, reach: 0.08 },
  ],
  touch: true,
  distance: { channel: 0, pauseBelow: 0.25, resumeAbove: 0.35 },
  ring: true,
};

/** The pulse that holds a joint at an angle; not rounded. */
export function pulseOf(joint: Joint, angle: Degrees): Microseconds {
  return joint.centre + (joint.invert ? -1 : 1) * joint.microsPerDegree * angle;
}

/** The angle that a pulse holds a joint at. */
export function angleOf(joint: Joint, pulse: Microseconds): Degrees {
  const angle = (pulse - joint.centre) / joint.microsPerDegree;
  return joint.invert ? -angle : angle;
}

/** The joint of this name, if the body has it. */
export function jointNamed({ joints }: Body, name: string): Joint | undefined {
  return joints.find((joint) => joint.name === name);
}
