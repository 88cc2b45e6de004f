import { z } from "zod";
import { RIG } from "./rig.ts";

/** The settings of a session's header, as the recorder writes them. */
export const RECORDED = z.strictObject({
  rig: z.string(),
  settings: RIG.shape.session.unwrap().extend({ seed: z.int(), profile: RIG.shape.profile }),
  resources: z.string(),
  corpus: z.string().optional(),
});
