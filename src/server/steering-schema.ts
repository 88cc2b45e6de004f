import { z } from "zod";
import { AUTONOMIES, MOODS } from "../engine/partner/steering.ts";

const key = z.strictObject({ tonic: z.int().min(0).max(11), mode: z.enum(["major", "minor"]) });

/** What the therapist steers, as messages and records hold it. Ranges are those of {@link steer}; times in milliseconds. */
export const STEERING = z.strictObject({
  tempo: z.number().min(40).max(200).nullable(),
  busy: z.int().min(0).max(5),
  loudness: z.number().min(-24).max(12),
  register: z.int().min(-2).max(2),
  key: key.nullable(),
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
