import { z } from "zod";
import { MOST_TUNES } from "../engine/partner/kept-tune.ts";

/** A kept tune of a child's: two to six notes. */
const KEPT_TUNE = z
  .strictObject({
    name: z.string().trim().max(40),
    pitches: z.array(z.int().min(0).max(127)).min(2).max(6),
    rhythm: z.array(z.number().min(0).max(10)).min(1).max(5),
    pace: z.number().min(20).max(10_000),
    pad: z.boolean(),
  })
  .refine(
    ({ pitches, rhythm }) => rhythm.length === pitches.length - 1,
    "must have an interval between its notes each",
  );

export const KEPT_TUNES = z.array(KEPT_TUNE).max(MOST_TUNES);
