import { z } from "zod";
import { RIG } from "./rig.ts";
import { STEERING } from "./steering-schema.ts";

/** The settings of a session's header, as the recorder writes them. */
export const RECORDED = z.strictObject({
  rig: z.string(),
  settings: z.strictObject({
    seed: z.int(),
    technique: z.string(),
    steering: STEERING,
    childSound: z.boolean(),
    profile: RIG.shape.profile,
  }),
  resources: z.string(),
  corpus: z.string().optional(),
});
