import type { DegreesPerSecond, Millis } from "../time/units.ts";
import type { Body } from "./body.ts";
import { peakSpeed } from "./bounds.ts";
import type { Scene } from "./cue.ts";
import { boundsOfBody, fitGesture } from "./fit.ts";
import { type Course, durationOf, type Gesture } from "./gesture.ts";
import { sizeSet } from "./manner.ts";
import { type Pose, restPose, whereaboutsOf } from "./pose.ts";

/** How much the servos are heard. Nobody measured it: it is told by their speed. */
export type ServoNoise = "quiet" | "medium";

/** A hobby servo that turns more slowly than this is hardly heard beside music. The limit of any joint is 60 °/s. */
const QUIET: DegreesPerSecond = 25;

/** What there is to know of a gesture before it is played, from rest, as it is set now. */
export interface GestureFacts {
  readonly name: string;
  readonly label: string;
  /** Null where it is too fast for this body and left out. */
  readonly length: Millis | null;
  readonly noise: ServoNoise;
}

/** The fastest that any joint turns in a course that begins in a pose. */
export function fastest({ tracks }: Course, from: Pose): DegreesPerSecond {
  let most = 0;
  for (const { joint, after, keyframes } of tracks) {
    let [angle, begun] = [from[joint] ?? 0, after];
    for (const keyframe of keyframes) {
      if (keyframe.time > begun) most = Math.max(most, peakSpeed(keyframe.angle - angle, keyframe.time - begun));
      [angle, begun] = [keyframe.angle, keyframe.time];
    }
  }
  return most;
}

export function noiseOf(course: Course, from: Pose): ServoNoise {
  return fastest(course, from) <= QUIET ? "quiet" : "medium";
}

/** Each gesture with its length and noise. `beat`: of the music, for gestures in beats. */
export function gestureFacts(
  repertoire: readonly Gesture[],
  body: Body,
  { level, size, speed, sensitive }: Pick<Scene, "level" | "size" | "speed" | "sensitive">,
  beat: Millis,
): GestureFacts[] {
  const bounds = boundsOfBody(body, sensitive, speed);
  const rest = restPose(body);
  return repertoire.map((gesture) => {
    const { name, label } = gesture;
    const fitted = fitGesture(gesture, body, bounds, whereaboutsOf(rest), beat, sizeSet({ level, size }));
    return fitted
      ? { name, label, length: durationOf(fitted.course), noise: noiseOf(fitted.course, rest) }
      : { name, label, length: null, noise: "medium" };
  });
}
