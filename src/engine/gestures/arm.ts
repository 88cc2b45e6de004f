import type { Metres } from "../time/units.ts";

/** Where a forearm is: its turns in radians from level, and where the elbow is. z is up. */
export interface ArmPose {
  readonly pitch: number;
  readonly yaw: number;
  readonly roll: number;
  readonly x: Metres;
  readonly y: Metres;
  readonly z: Metres;
}

export const LEVEL: ArmPose = { pitch: 0, yaw: 0, roll: 0, x: 0, y: 0, z: 0 };

export type Vector = readonly [number, number, number];

/** One g in m/s². */
const G = 9.80665;
/** Half the span over which accelerations are taken, in seconds. */
const STEP = 0.004;

export function addPose(pose: ArmPose, part: Partial<ArmPose>, share = 1): ArmPose {
  return {
    pitch: pose.pitch + share * (part.pitch ?? 0),
    yaw: pose.yaw + share * (part.yaw ?? 0),
    roll: pose.roll + share * (part.roll ?? 0),
    x: pose.x + share * (part.x ?? 0),
    y: pose.y + share * (part.y ?? 0),
    z: pose.z + share * (part.z ?? 0),
  };
}

function wristAt({ pitch, yaw, x, y, z }: ArmPose, forearm: Metres): Vector {
  const level = forearm * Math.cos(pitch);
  return [x + level * Math.cos(yaw), y + level * Math.sin(yaw), z + forearm * Math.sin(pitch)];
}

/** A vector of the room as the forearm has it: along it towards the hand, across it, out of its back. */
function intoForearm([x, y, z]: Vector, { pitch, yaw, roll }: ArmPose): Vector {
  const ahead = x * Math.cos(yaw) + y * Math.sin(yaw);
  const across = -x * Math.sin(yaw) + y * Math.cos(yaw);
  const along = ahead * Math.cos(pitch) + z * Math.sin(pitch);
  const above = -ahead * Math.sin(pitch) + z * Math.cos(pitch);
  return [along, across * Math.cos(roll) + above * Math.sin(roll), -across * Math.sin(roll) + above * Math.cos(roll)];
}

/** What an accelerometer on the wrist feels at a time, in g, gravity included, in the axes of the forearm. */
export function feltAt(poseAt: (t: number) => ArmPose, t: number, forearm: Metres): Vector {
  const pose = poseAt(t);
  const here = wristAt(pose, forearm);
  const [before, after] = [wristAt(poseAt(t - STEP), forearm), wristAt(poseAt(t + STEP), forearm)];
  const felt = here.map(
    (place, axis) => ((before[axis] ?? 0) - 2 * place + (after[axis] ?? 0)) / (STEP * STEP * G) + (axis === 2 ? 1 : 0),
  );
  return intoForearm([felt[0] ?? 0, felt[1] ?? 0, felt[2] ?? 0], pose);
}

/** The axes of a sensor whose strap sits askew. */
export function throughStrap([x, y, z]: Vector, strap: { roll: number; pitch: number; yaw: number }): Vector {
  return intoForearm([x, y, z], { ...LEVEL, ...strap });
}
