import type { Degrees, Microseconds, Millis } from "../time/units.ts";
import { type Body, type Joint, pulseOf } from "./body.ts";
import { SHORTEST_MOVE } from "./bounds.ts";
import type { MoveCommand } from "./command.ts";
import { PEAK_SPEED } from "./gesture.ts";

/** What a person found out about a joint: the pulse at its 0°, by how it looks at rest, and how far it may go. */
export interface JointCalibration {
  readonly centre: Microseconds;
  readonly low: Degrees;
  readonly high: Degrees;
}

/** What is looked for at a joint, in this order. */
export const CALIBRATION_STEPS = ["rest", "low", "high"] as const;
export type CalibrationStep = (typeof CALIBRATION_STEPS)[number];

/** A robot's joints on the way to being calibrated, one after another. Immutable. */
export interface Calibration {
  /** The body as the rig describes it. */
  readonly body: Body;
  /** The joint that is looked at; the number of joints when all are done. */
  readonly place: number;
  readonly step: CalibrationStep;
  /** Where the joint stands, in degrees as the rig counts them. */
  readonly angle: Degrees;
  readonly found: Readonly<Record<string, JointCalibration>>;
}

/** The slowest that still looks like moving: a person watches for what is in the way. */
const SLOW = 10;
/** A servo's horn that sits one tooth off is some 15° off; more is put right with a screwdriver. */
const MOST_OFF: Degrees = 15;

/** The body that a robot is armed with while it is calibrated: each range a little wider, so that its rest can be found. */
export function bodyForCalibrating(body: Body, pulses: { from: Microseconds; to: Microseconds }): Body {
  const joints = body.joints.map((joint) => {
    const inside = (angle: Degrees) => {
      const pulse = Math.max(pulses.from, Math.min(pulses.to, pulseOf(joint, angle)));
      return ((pulse - joint.centre) / joint.microsPerDegree) * (joint.invert ? -1 : 1);
    };
    return { ...joint, low: inside(joint.low - MOST_OFF), high: inside(joint.high + MOST_OFF) };
  });
  return { ...body, joints };
}

/** Before the first joint; the robot stands at rest. */
export function beginCalibration(body: Body): Calibration {
  return { body, place: 0, step: "rest", angle: body.joints[0]?.rest ?? 0, found: {} };
}

/** The joint that is looked at; undefined when all are done. */
export function jointInHand({ body, place }: Calibration): Joint | undefined {
  return body.joints[place];
}

/** A slow move of the joint by some degrees, as far as the step allows, at `at`; no command when it cannot go further. */
export function nudge(
  calibration: Calibration,
  by: Degrees,
  at: Millis,
): { calibration: Calibration; command: MoveCommand | null } {
  const joint = jointInHand(calibration);
  if (!joint) return { calibration, command: null };
  const { low, high } = wayOf(calibration, joint);
  return moveTo(calibration, joint, Math.max(low, Math.min(high, calibration.angle + by)), at);
}

/**
 * The person says that this is it. Where rest is moves the joint's centre; its ends can only be narrower than the rig's. Then the next
 * step, or the next joint; the one before goes slowly back to rest.
 */
export function confirm(
  calibration: Calibration,
  at: Millis,
): { calibration: Calibration; command: MoveCommand | null } {
  const joint = jointInHand(calibration);
  if (!joint) return { calibration, command: null };
  const { step, angle, found, place, body } = calibration;
  const before = found[joint.name] ?? { centre: joint.centre, low: joint.low, high: joint.high };
  const off = offOf(before, joint);
  const now =
    step === "rest"
      ? { ...before, centre: joint.centre + Math.round(pulseOf(joint, angle) - pulseOf(joint, joint.rest)) }
      : { ...before, [step]: Math.round(10 * (angle - off)) / 10 };
  const next = { ...calibration, found: { ...found, [joint.name]: now } };
  const following = CALIBRATION_STEPS[CALIBRATION_STEPS.indexOf(step) + 1];
  if (following) return { calibration: { ...next, step: following }, command: null };
  const rest = restOf(joint, now) + off;
  const { command } = moveTo(next, joint, rest, at);
  const angleOfNext = body.joints[place + 1]?.rest ?? 0;
  return { calibration: { ...next, place: place + 1, step: "rest", angle: angleOfNext }, command };
}

/** The body with what was found. Joints that nobody looked at are as in the rig. */
export function calibrated(body: Body, found: Calibration["found"]): Body {
  const joints = body.joints.map((joint) => {
    const known = found[joint.name];
    if (!known) return joint;
    const low = Math.max(joint.low, Math.min(known.low, joint.high));
    const high = Math.min(joint.high, Math.max(known.high, low));
    const centre =
      joint.centre + Math.max(-1, Math.min(1, (known.centre - joint.centre) / mostOff(joint))) * mostOff(joint);
    return { ...joint, centre, low, high, rest: restOf(joint, { low, high }) };
  });
  return { ...body, joints };
}

const mostOff = ({ microsPerDegree }: Joint): Microseconds => MOST_OFF * microsPerDegree;

function restOf({ rest }: Joint, { low, high }: Pick<JointCalibration, "low" | "high">): Degrees {
  return Math.max(low, Math.min(high, rest));
}

/** By how many degrees the rig's angles are off. */
function offOf({ centre }: JointCalibration, joint: Joint): Degrees {
  return ((centre - joint.centre) / joint.microsPerDegree) * (joint.invert ? -1 : 1);
}

/** How far the joint may go in this step, in degrees as the rig counts them. */
function wayOf({ step, found }: Calibration, joint: Joint): { low: Degrees; high: Degrees } {
  const known = found[joint.name];
  const off = known ? offOf(known, joint) : 0;
  switch (step) {
    case "rest":
      return { low: joint.rest - MOST_OFF, high: joint.rest + MOST_OFF };
    case "low":
      return { low: joint.low + off, high: joint.high + off };
    case "high":
      return { low: (known?.low ?? joint.low) + off, high: joint.high + off };
  }
}

function moveTo(
  calibration: Calibration,
  joint: Joint,
  to: Degrees,
  at: Millis,
): { calibration: Calibration; command: MoveCommand | null } {
  const distance = Math.abs(to - calibration.angle);
  if (distance < 0.05) return { calibration, command: null };
  const over = Math.max(SHORTEST_MOVE, Math.ceil((1_000 * PEAK_SPEED * distance) / SLOW));
  const command: MoveCommand = { kind: "move", at, gesture: "calibration", joints: [{ joint: joint.name, to, over }] };
  return { calibration: { ...calibration, angle: to }, command };
}
