import type { Bpm, Degrees, Millis } from "../time/units.ts";
import type { Pose } from "./pose.ts";

/** A joint's angle at a time, counted from the gesture's beginning in its own unit. */
export interface Keyframe {
  readonly time: number;
  readonly angle: Degrees;
}

/** What one joint does. A first keyframe at time 0 is where it must stand when the gesture begins. */
export interface Track {
  readonly joint: string;
  /** When the way to the first keyframe begins; 0 when left out. */
  readonly after?: number;
  readonly keyframes: readonly Keyframe[];
}

/** Keyframes with a meaning. The same gesture always means the same. */
export interface Gesture {
  readonly name: string;
  /** The therapist's word. */
  readonly label: string;
  /** What `time` counts: beats of the music, or seconds whatever the tempo. */
  readonly unit: "beats" | "seconds";
  /** The moment that falls on a beat, where there is one. */
  readonly accent?: number;
  readonly tracks: readonly Track[];
}

/** A gesture at a tempo: the same, with times in milliseconds. */
export interface Course {
  readonly name: string;
  readonly tracks: readonly {
    readonly joint: string;
    readonly after: Millis;
    readonly keyframes: readonly { readonly time: Millis; readonly angle: Degrees }[];
  }[];
}

/** Peak speed of a minimum-jerk move of A degrees in T seconds: this times A/T. */
export const PEAK_SPEED = 1.875;
/** Its peak acceleration: this times A/T². */
export const PEAK_ACCELERATION = 10 / Math.sqrt(3);

/** The share of a minimum-jerk move that is done after the share `x` of its time (Flash & Hogan 1985). */
export function minimumJerk(x: number): number {
  const t = Math.max(0, Math.min(1, x));
  return t ** 3 * (10 - 15 * t + 6 * t ** 2);
}

/** The gesture with a beat of `beat` and its time stretched; gestures in seconds ignore the beat. */
export function courseOf(gesture: Gesture, beat: Millis, stretch = 1): Course {
  const unit = stretch * (gesture.unit === "beats" ? beat : 1_000);
  const tracks = gesture.tracks.map(({ joint, after = 0, keyframes }) => ({
    joint,
    after: after * unit,
    keyframes: keyframes.map(({ time, angle }) => ({ time: time * unit, angle })),
  }));
  return { name: gesture.name, tracks };
}

/** How long it lasts, holds included. */
export function durationOf({ tracks }: Course): Millis {
  return Math.max(0, ...tracks.flatMap(({ keyframes }) => keyframes.map(({ time }) => time)));
}

/**
 * The pose `t` after the beginning, when the gesture began in the pose `from`: minimum jerk from keyframe to keyframe. Joints
 * without a track stay where they were.
 */
export function poseAt({ tracks }: Course, t: Millis, from: Pose): Pose {
  const pose: Record<string, Degrees> = { ...from };
  for (const { joint, after, keyframes } of tracks) {
    let angle = from[joint] ?? 0;
    let begun = after;
    for (const keyframe of keyframes) {
      const share = keyframe.time > begun ? minimumJerk((t - begun) / (keyframe.time - begun)) : t >= begun ? 1 : 0;
      angle += share * (keyframe.angle - angle);
      if (t < keyframe.time) break;
      begun = keyframe.time;
    }
    pose[joint] = angle;
  }
  return pose;
}

export const beatOf = (tempo: Bpm): Millis => 60_000 / tempo;

/** The same gesture several times, one after another: the beginning of each is the end of the one before. */
export function repeatGesture(gesture: Gesture, times: number): Gesture {
  const length = Math.max(0, ...gesture.tracks.flatMap(({ keyframes }) => keyframes.map(({ time }) => time)));
  const tracks = gesture.tracks.map(({ keyframes, ...track }) => ({
    ...track,
    keyframes: Array.from({ length: times }, (_, round) =>
      keyframes
        .filter(({ time }) => round === 0 || time > 0)
        .map(({ time, angle }) => ({ time: time + round * length, angle })),
    ).flat(),
  }));
  return { ...gesture, tracks };
}
