import { angleOf, type Body, type DistanceSensor, type Joint, pulseOf } from "../../engine/robot/body.ts";
import { boundsOf } from "../../engine/robot/bounds.ts";
import type { LightCommand, MoveCommand } from "../../engine/robot/command.ts";
import type { Pose } from "../../engine/robot/pose.ts";
import type { Metres, Millis } from "../../engine/time/units.ts";
import { type Colour, encodeDistance, encodeGesture, encodeLimits, encodeRing } from "./wire.ts";

/** A frame of the servos, in seconds: limits on the wire count in frames. */
const FRAME = 0.02;
/** The wire counts in sixteenths of a microsecond; rounding up keeps what the engine may ask for possible. */
const sixteenths = (value: number) => Math.ceil(value * 16 - 1e-6) / 16;
/** A path in whole pulses and frames speeds up a little unevenly. */
const STEEPER = 1.25;

/** The limits of a joint, as the firmware holds them; they arm it. `sensitive`: those of a child who is easily startled. */
export function limitsMessage(joint: Joint, sensitive: boolean): number[] {
  const pulses = [pulseOf(joint, joint.low), pulseOf(joint, joint.high)];
  const { speed, acceleration } = boundsOf(joint, sensitive);
  return encodeLimits({
    pin: joint.pin,
    from: Math.floor(Math.min(...pulses)),
    to: Math.ceil(Math.max(...pulses)),
    speed: sixteenths(speed * joint.microsPerDegree * FRAME),
    rest: pulseOf(joint, joint.rest),
    acceleration: sixteenths(STEEPER * acceleration * joint.microsPerDegree * FRAME * FRAME),
  });
}

/** A move that begins at `start` of the device's clock. Joints that the body has not are left out. */
export function moveMessage({ joints }: Body, command: MoveCommand, start: Millis): number[] {
  const keyframes = command.joints.flatMap(({ joint: name, to, over }) => {
    const joint = joints.find((other) => other.name === name);
    return joint ? [{ pin: joint.pin, after: over, pulse: pulseOf(joint, to) }] : [];
  });
  return encodeGesture({ clear: false, start, keyframes });
}

/** Nothing of what was sent moves any more; the joints stand where they are. */
export function holdMessage(): number[] {
  return encodeGesture({ clear: true, start: 0, keyframes: [] });
}

const COLOURS: Readonly<Record<LightCommand["colour"], Colour>> = {
  warm: { red: 1, green: 0.6, blue: 0.2 },
  cool: { red: 0.35, green: 0.7, blue: 1 },
};

/** How each lamp shines after a command. */
export function lampOf({ colour, brightness }: LightCommand): Colour {
  const { red, green, blue } = COLOURS[colour];
  return { red: red * brightness, green: green * brightness, blue: blue * brightness };
}

/** One colour for the whole ring. */
export function lightMessage(command: LightCommand): number[] {
  return encodeRing(command.over, [lampOf(command)]);
}

/** A GP2Y0A21 sees no farther. */
const FARTHEST: Metres = 0.8;

/**
 * A GP2Y0A21's reading at a distance: 27.86 · V^−1.15 is the distance in cm (a fit to its data sheet), 1023 are 5 V. A
 * farther thing reads less.
 */
export function readingAt(metres: number): number {
  return Math.round(((27.86 / (100 * metres)) ** (1 / 1.15) / 5) * 1_023);
}

/** The distance that such a reading means, in whole centimetres; null beyond the sensor's reach. */
export function distanceAt(reading: number): Metres | null {
  if (reading < readingAt(FARTHEST)) return null;
  return Math.round(27.86 * ((reading / 1_023) * 5) ** -1.15) / 100;
}

export function distanceMessage(sensor: DistanceSensor | null): number[] {
  if (!sensor) return encodeDistance(undefined);
  const { channel, pauseBelow, resumeAbove } = sensor;
  return encodeDistance({ channel, near: readingAt(pauseBelow), far: readingAt(resumeAbove) });
}

/** The angles that pulses hold joints at; pins without a pulse (0) are joints that are at rest, unpowered. */
export function poseFrom({ joints }: Body, pulses: readonly { readonly pin: number; readonly pulse: number }[]): Pose {
  return Object.fromEntries(
    joints.flatMap((joint) => {
      const found = pulses.find(({ pin }) => pin === joint.pin);
      if (!found) return [];
      return [[joint.name, found.pulse === 0 ? joint.rest : angleOf(joint, found.pulse)]];
    }),
  );
}
