import type { Millis } from "../time/units.ts";
import { type Body, jointNamed } from "./body.ts";
import { type Bounds, boundsOf, leastTime, SHORTEST_MOVE } from "./bounds.ts";
import { faultsOf } from "./faults.ts";
import { type Course, courseOf, type Gesture } from "./gesture.ts";
import { farthest, type Whereabouts } from "./pose.ts";

/** A gesture as this body may play it now. */
export interface Fitted {
  readonly course: Course;
  /** How long the robot first goes to where the gesture begins; the course holds it. */
  readonly approach: Millis;
  /** The gesture's time, in the times that it was written in. */
  readonly stretch: number;
  /** The gesture's size, in that which was asked for. */
  readonly scale: number;
  /** Where a limit changed it, in words; null where none did. */
  readonly said: string | null;
}

/** Of a gesture in beats every pulse, every second, every fourth or every eighth. */
const STRETCHES = [1, 2, 4, 8] as const;
/** Below this size it goes slower instead, and at the slowest it is the gesture no more. */
export const LEAST_SCALE = 0.5;

/** The bounds of a body's joints, by name; `share` of the speed that is allowed. */
export function boundsOfBody({ joints }: Body, sensitive: boolean, share = 1): Readonly<Record<string, Bounds>> {
  return Object.fromEntries(joints.map((joint) => [joint.name, boundsOf(joint, sensitive, share)]));
}

/** The part of a gesture that the body has joints for, its size about their rest. */
export function sizeGesture(gesture: Gesture, body: Body, size: number): Gesture {
  const tracks = gesture.tracks.flatMap((track) => {
    const joint = jointNamed(body, track.joint);
    if (!joint) return [];
    const { rest, low, high } = joint;
    const sized = (angle: number) => Math.max(low, Math.min(high, rest + size * (angle - rest)));
    return [{ ...track, keyframes: track.keyframes.map(({ time, angle }) => ({ time, angle: sized(angle) })) }];
  });
  return { ...gesture, tracks };
}

/** How often the worst fault of some kinds goes into its limit: 1 when there is none. */
function excess(course: Course, bounds: Readonly<Record<string, Bounds>>): { length: number; speed: number } {
  let length = 1;
  let speed = 1;
  for (const fault of faultsOf(course, bounds)) {
    if (fault.kind === "length") length = Math.max(length, SHORTEST_MOVE / Math.max(fault.value, 1));
    else if (fault.kind !== "range") speed = Math.max(speed, fault.value / fault.limit);
  }
  return { length, speed };
}

/**
 * Fits a gesture to a body's limits. Gestures in beats go on every second, fourth or eighth pulse, and smaller; gestures in
 * seconds take their time. A gesture that would stay too fast is undefined. `size` is 1 for the size it was written in.
 */
export function fitGesture(
  gesture: Gesture,
  body: Body,
  bounds: Readonly<Record<string, Bounds>>,
  from: Whereabouts,
  beat: Millis,
  size = 1,
): Fitted | undefined {
  const sized = sizeGesture(gesture, body, size);
  if (gesture.unit === "seconds") {
    const { length, speed } = excess(courseOf(sized, beat), bounds);
    const stretch = Math.max(length, speed);
    return approached(courseOf(sized, beat, stretch), bounds, from, stretch, 1);
  }
  for (const stretch of STRETCHES) {
    const { length, speed } = excess(courseOf(sized, beat, stretch), bounds);
    if (length > 1) continue;
    const scale = 1 / speed;
    if (scale < LEAST_SCALE) continue;
    const smaller = sizeGesture(sized, body, scale);
    return approached(courseOf(smaller, beat, stretch), bounds, from, stretch, scale);
  }
  return undefined;
}

/** The course with the way to it: what is too far for the time that the gesture gives is gone to beforehand. */
function approached(
  course: Course,
  bounds: Readonly<Record<string, Bounds>>,
  from: Whereabouts,
  stretch: number,
  scale: number,
): Fitted {
  const ways = course.tracks.map(({ joint, after, keyframes }) => {
    const [first] = keyframes;
    const bound = bounds[joint];
    const place = from[joint];
    const needed = first && bound && place ? leastTime(farthest(place, first.angle), bound) : 0;
    return { needed, lacking: first ? Math.max(0, needed - (first.time - after)) : 0 };
  });
  const approach = Math.max(0, ...ways.map(({ lacking }) => lacking));
  const tracks = course.tracks.map((track, place) => {
    const way = ways[place];
    return {
      ...track,
      after: track.after + approach - (way?.lacking ?? 0),
      keyframes: track.keyframes.map(({ time, angle }) => ({ time: time + approach, angle })),
    };
  });
  const said = inWords(stretch, scale);
  return { course: { name: course.name, tracks }, approach, stretch, scale, said };
}

function inWords(stretch: number, scale: number): string | null {
  const smaller = scale < 0.995 ? `at ${Math.round(100 * scale)} % of its size` : null;
  const slower = stretch > 1.005 ? `${Math.round(10 * stretch) / 10} times as slow` : null;
  return [slower, smaller].filter((part) => part !== null).join(", ") || null;
}
