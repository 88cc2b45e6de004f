import { z } from "zod";
import { isOwnScale, SCALE_NAMES } from "../engine/music/scales.ts";
import { AUTONOMIES, LOCKS, MOODS } from "../engine/partner/steering.ts";

const tonic = z.int().min(0).max(11);
const ownScale = z
  .array(z.int())
  .refine(isOwnScale, "must be 3 to 12 steps above the root, from 0 upwards, each under 12");

/** A root and a scale, by its name or of one's own. */
export const SCALE_HOME = z.strictObject({ tonic, scale: z.union([z.enum(SCALE_NAMES), ownScale]) });
/** As it was written before there were scales. */
const MODE_HOME = z.strictObject({ tonic, mode: z.enum(["major", "minor"]) });

/** What the therapist steers, as messages and records hold it. Ranges are those of {@link steer}; times in milliseconds. */
export const STEERING = z.strictObject({
  tempo: z.number().min(40).max(200).nullable(),
  busy: z.int().min(0).max(5),
  loudness: z.number().min(-24).max(12),
  register: z.int().min(-2).max(2),
  key: z.union([SCALE_HOME, MODE_HOME]).nullable(),
  blend: z.int().min(1).max(4),
  lock: z.enum(LOCKS),
  leads: z.number().min(0.2).max(1),
  mood: z.enum(MOODS).nullable(),
  space: z.number().min(2_000).max(60_000),
  mayOfferAgain: z.boolean(),
  prompts: z.literal([0, 1, 2]),
  mayStart: z.number().min(5_000).max(60_000).nullable(),
  randomStops: z.boolean(),
  melodyOnPads: z.boolean(),
  autonomy: z.enum(AUTONOMIES),
});
