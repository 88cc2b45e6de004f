import type { Degrees } from "../time/units.ts";
import type { Gesture, Keyframe } from "./gesture.ts";

/** To an angle by the time `by`, and still there until `until`. */
function still(by: number, angle: Degrees, until: number): readonly Keyframe[] {
  const there = { time: by, angle };
  return until > by ? [there, { time: until, angle }] : [there];
}

/** To an angle by the time `by`, still until `until`, and by `back` where it came from. */
function thereAndBack(by: number, angle: Degrees, until: number, back: number, home: Degrees): readonly Keyframe[] {
  return [...still(by, angle, until), { time: back, angle: home }];
}

/** Arms a third of the way up, once: a soft celebration. */
const upAndDown: readonly Keyframe[] = [
  { time: 2.2, angle: -12 },
  { time: 2.8, angle: -12 },
  { time: 5, angle: -60 },
];

/**
 * The standard body's gestures. Amplitudes are those of the design of the robot; where a limit of the room is stricter than its
 * times, they are longer here (arms and pointing), or the gesture is fitted when it is played (nod, sway, wave, tap).
 */
export const REPERTOIRE: readonly Gesture[] = [
  {
    name: "nod",
    label: "Nod",
    unit: "beats",
    accent: 0.5,
    tracks: [
      {
        joint: "headPitch",
        keyframes: [
          { time: 0, angle: 0 },
          { time: 0.5, angle: -10 },
          { time: 1, angle: 0 },
        ],
      },
    ],
  },
  {
    name: "sway",
    label: "Sway",
    unit: "beats",
    accent: 0,
    tracks: [
      {
        joint: "bodySway",
        keyframes: [
          { time: 0, angle: -6 },
          { time: 1, angle: 6 },
          { time: 2, angle: -6 },
        ],
      },
    ],
  },
  {
    name: "drum",
    label: "Drum tap",
    unit: "beats",
    accent: 0.5,
    tracks: [
      {
        joint: "armLeft",
        keyframes: [
          { time: 0, angle: -40 },
          { time: 0.5, angle: -52 },
          { time: 1, angle: -40 },
        ],
      },
    ],
  },
  {
    name: "wave",
    label: "Wave",
    unit: "beats",
    tracks: [
      {
        joint: "armRight",
        keyframes: [
          { time: 4, angle: 45 },
          { time: 8, angle: 45 },
          { time: 12, angle: -60 },
        ],
      },
      {
        joint: "wrist",
        after: 4,
        keyframes: [
          { time: 5, angle: 12 },
          { time: 6, angle: -12 },
          { time: 7, angle: 12 },
          { time: 8, angle: 0 },
        ],
      },
    ],
  },
  {
    name: "waveBack",
    label: "Wave back",
    unit: "seconds",
    tracks: [
      {
        joint: "wrist",
        keyframes: [
          { time: 0.8, angle: 16 },
          { time: 1.6, angle: 0 },
        ],
      },
    ],
  },
  {
    name: "swayBack",
    label: "Sway back",
    unit: "seconds",
    tracks: [
      {
        joint: "bodySway",
        keyframes: [
          { time: 0.9, angle: 6 },
          { time: 2.3, angle: -6 },
          { time: 3.2, angle: 0 },
        ],
      },
    ],
  },
  {
    name: "lookUp",
    label: "Look up",
    unit: "seconds",
    tracks: [{ joint: "headPitch", keyframes: thereAndBack(1, 8, 2, 3, 0) }],
  },
  {
    name: "point",
    label: "Look and point",
    unit: "seconds",
    tracks: [
      { joint: "headYaw", keyframes: thereAndBack(1.2, 35, 6, 7.4, 0) },
      { joint: "armLeft", after: 0.5, keyframes: thereAndBack(4, 20, 6, 9.5, -60) },
    ],
  },
  {
    name: "myTurn",
    label: "My turn",
    unit: "seconds",
    tracks: [
      { joint: "headPitch", keyframes: still(0.9, 4, 2) },
      { joint: "armRight", keyframes: still(2, -20, 2) },
    ],
  },
  {
    name: "yourTurn",
    label: "Your turn",
    unit: "seconds",
    tracks: [
      { joint: "headYaw", keyframes: still(1, 0, 2.8) },
      {
        joint: "headPitch",
        keyframes: [
          { time: 1, angle: -8 },
          { time: 2, angle: 0 },
        ],
      },
      { joint: "armRight", keyframes: still(2.8, 0, 2.8) },
    ],
  },
  {
    name: "listen",
    label: "Listen",
    unit: "seconds",
    tracks: [
      { joint: "headYaw", keyframes: still(1, 0, 2) },
      { joint: "headPitch", keyframes: still(1, -4, 2) },
      { joint: "bodySway", keyframes: still(1, 0, 2) },
      { joint: "armLeft", keyframes: still(2, -60, 2) },
      { joint: "armRight", keyframes: still(2, -60, 2) },
      { joint: "wrist", keyframes: still(1, 0, 2) },
    ],
  },
  {
    name: "look",
    label: "Look to the child",
    unit: "seconds",
    tracks: [
      { joint: "headYaw", keyframes: still(1, 0, 1) },
      { joint: "headPitch", keyframes: still(1, -4, 1) },
    ],
  },
  {
    name: "lookLeft",
    label: "Look left",
    unit: "seconds",
    tracks: [{ joint: "headYaw", keyframes: thereAndBack(1.2, 35, 2, 3.2, 0) }],
  },
  {
    name: "lookRight",
    label: "Look right",
    unit: "seconds",
    tracks: [{ joint: "headYaw", keyframes: thereAndBack(1.2, -35, 2, 3.2, 0) }],
  },
  { name: "freeze", label: "Freeze", unit: "seconds", tracks: [] },
  {
    name: "go",
    label: "Go",
    unit: "seconds",
    tracks: [
      {
        joint: "headPitch",
        keyframes: [
          { time: 1, angle: 6 },
          { time: 2, angle: 0 },
        ],
      },
    ],
  },
  { name: "lean", label: "Lean in", unit: "seconds", tracks: [{ joint: "headPitch", keyframes: still(1.2, -10, 2) }] },
  {
    name: "open",
    label: "Open",
    unit: "seconds",
    tracks: [
      { joint: "armLeft", keyframes: still(2, -30, 2) },
      { joint: "armRight", keyframes: still(2, -30, 2) },
      { joint: "headPitch", keyframes: still(1, 0, 2) },
      { joint: "bodySway", keyframes: still(1, 0, 2) },
    ],
  },
  {
    name: "celebrate",
    label: "Celebrate softly",
    unit: "seconds",
    tracks: [
      { joint: "armLeft", keyframes: upAndDown },
      { joint: "armRight", keyframes: upAndDown },
    ],
  },
  {
    name: "bow",
    label: "Bow",
    unit: "seconds",
    tracks: [
      {
        joint: "headPitch",
        keyframes: [
          { time: 1.2, angle: -16 },
          { time: 2.2, angle: -16 },
          { time: 3.4, angle: 0 },
        ],
      },
    ],
  },
  {
    name: "rest",
    label: "Rest",
    unit: "seconds",
    tracks: [
      { joint: "headYaw", keyframes: still(1.6, 0, 3) },
      { joint: "headPitch", keyframes: still(1.6, 0, 3) },
      { joint: "bodySway", keyframes: still(1.6, 0, 3) },
      { joint: "armLeft", keyframes: still(3, -60, 3) },
      { joint: "armRight", keyframes: still(3, -60, 3) },
      { joint: "wrist", keyframes: still(1.6, 0, 3) },
    ],
  },
];

/** The gesture of this name; undefined when there is none. */
export function gestureNamed(repertoire: readonly Gesture[], name: string): Gesture | undefined {
  return repertoire.find((gesture) => gesture.name === name);
}
