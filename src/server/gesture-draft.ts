import { z } from "zod";
import type { ServoNoise } from "../engine/robot/gesture-facts.ts";

const KEYFRAME = z.strictObject({ time: z.number().min(0.1).max(20), angle: z.number().min(-180).max(180) });
const TRACK = z.strictObject({
  joint: z.string().max(40),
  keyframes: z
    .array(KEYFRAME)
    .min(1)
    .max(16)
    .refine((frames) => frames.every(({ time }, place) => place === 0 || time > (frames[place - 1]?.time ?? 0)), {
      message: "must be in order of time",
    }),
});

/** A gesture as somebody writes it: seconds, degrees. It begins at rest. */
export const DRAFT = z.strictObject({
  label: z.string().trim().min(1).max(40),
  tracks: z.array(TRACK).min(1).max(8),
});
export type GestureDraft = z.infer<typeof DRAFT>;

/** What a draft would be: where the joints are twenty times a second, in the body's order. */
export interface Preview {
  /** Seconds. */
  readonly length: number;
  readonly noise: ServoNoise;
  readonly poses: readonly (readonly number[])[];
}
