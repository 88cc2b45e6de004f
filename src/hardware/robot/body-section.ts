import { z } from "zod";
import { type Body, pulseOf, STANDARD_BODY } from "../../engine/robot/body.ts";
import { CEILING } from "../../engine/robot/bounds.ts";
import type { Gesture } from "../../engine/robot/gesture.ts";
import { lintGestures } from "../../engine/robot/lint.ts";
import { REPERTOIRE } from "../../engine/robot/repertoire.ts";
import { PULSE_RANGE, SERVO_PINS } from "./wire.ts";

const word = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, "must be a word of letters and digits, such as headYaw");
const angle = z.number().min(-180).max(180);
const pin = z.int().refine((number) => (SERVO_PINS as readonly number[]).includes(number), {
  message: `must be a servo pin: ${SERVO_PINS.join(", ")}`,
});

const JOINT = z.strictObject({
  name: word,
  pin,
  /** Degrees. */
  low: angle,
  high: angle,
  rest: angle,
  /** Degrees a second at the most; the room's own limits hold as well. */
  speed: z.number().min(1).max(200),
  invert: z.boolean().default(false),
  /** Metres from its axis to the farthest point it moves. */
  reach: z.number().min(0.01).max(CEILING.reach).default(CEILING.reach),
  /** Pulse in µs at 0°, and how many more for each degree. */
  centre: z.number().min(1_000).max(2_000).default(1_500),
  microsPerDegree: z.number().min(4).max(15).default(10),
});

const TRACK = z.strictObject({
  after: z.number().min(0).max(60).optional(),
  /** [time, angle], in order of time. */
  keyframes: z
    .array(z.tuple([z.number().min(0).max(60), angle]))
    .min(1)
    .max(32)
    .refine((frames) => frames.every(([time], place) => place === 0 || time > (frames[place - 1]?.[0] ?? 0)), {
      message: "must be in order of time",
    }),
});

const GESTURE = z.strictObject({
  label: z.string().min(1).max(40),
  unit: z.enum(["beats", "seconds"]),
  accent: z.number().min(0).max(60).optional(),
  /** By the joint's name. */
  tracks: z.record(word, TRACK),
});

/** A robot of another build, as a rig describes it. */
export const BODY_SECTION = z
  .strictObject({
    joints: z.array(JOINT).min(1).max(SERVO_PINS.length),
    touch: z.boolean().default(false),
    distance: z
      .strictObject({
        /** Analogue channel: 0 is A0. */
        channel: z.int().min(0).max(5),
        /** Metres. */
        pauseBelow: z.number().min(0.25).max(0.6).default(0.25),
        resumeAbove: z.number().min(0.3).max(0.8).default(0.35),
      })
      .nullable()
      .default(null),
    ring: z.boolean().default(false),
    /** Gestures that take the place of those of the same name, or are new. */
    gestures: z.record(word, GESTURE).default({}),
  })
  .superRefine(({ gestures, ...body }, context) => {
    const say = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    body.joints.forEach((joint, place) => {
      const { name, low, high, rest } = joint;
      const before = body.joints.slice(0, place);
      if (before.some((other) => other.name === name)) say(["joints", place, "name"], `there is a ${name} already`);
      if (before.some((other) => other.pin === joint.pin))
        say(["joints", place, "pin"], "another joint is on this pin");
      if (!(low < high)) say(["joints", place, "high"], "must be more than low");
      if (rest < low || rest > high) say(["joints", place, "rest"], `must be from ${low} to ${high}`);
      const pulses = [pulseOf(joint, low), pulseOf(joint, high)];
      if (Math.min(...pulses) < PULSE_RANGE.from || Math.max(...pulses) > PULSE_RANGE.to)
        say(["joints", place], `its pulses must be from ${PULSE_RANGE.from} to ${PULSE_RANGE.to} µs`);
    });
    const { distance } = body;
    if (distance && distance.resumeAbove <= distance.pauseBelow)
      say(["distance", "resumeAbove"], "must be more than pauseBelow");
    for (const [name, { tracks }] of Object.entries(gestures))
      for (const joint of Object.keys(tracks))
        if (!body.joints.some((other) => other.name === joint))
          say(["gestures", name, "tracks", joint], "the body has no such joint");
    if (context.issues.length > 0) return;
    const [failure] = lintGestures(body, repertoireOf(gestures)).failures;
    if (failure) say(["gestures"], failure.replace(/\.$/, ""));
  });
export type BodySection = z.infer<typeof BODY_SECTION>;

function repertoireOf(gestures: BodySection["gestures"]): readonly Gesture[] {
  const own = Object.entries(gestures).map(([name, { label, unit, accent, tracks }]) => ({
    name,
    label,
    unit,
    ...(accent === undefined ? {} : { accent }),
    tracks: Object.entries(tracks).map(([joint, { after, keyframes }]) => ({
      joint,
      ...(after === undefined ? {} : { after }),
      keyframes: keyframes.map(([time, angle]) => ({ time, angle })),
    })),
  }));
  return [...REPERTOIRE.filter(({ name }) => !(name in gestures)), ...own];
}

/** A rig's robot: its body, its gestures, and what of them is played slower or smaller than written, in sentences. */
export function bodyOf(section: BodySection | undefined): {
  body: Body;
  repertoire: readonly Gesture[];
  notes: readonly string[];
} {
  const { gestures, ...body } = section ?? { ...STANDARD_BODY, gestures: {} };
  const repertoire = repertoireOf(gestures);
  return { body, repertoire, notes: lintGestures(body, repertoire).notes };
}
