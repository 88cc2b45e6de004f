import { z } from "zod";
import { TECHNIQUES } from "../engine/partner/techniques.ts";
import {
  LONGEST_PHASE,
  MOST_PHASES,
  PHASE_NAMES,
  type PlannedPhase,
  type PlanOptions,
} from "../engine/session/plan.ts";
import { TAG_NAMES } from "../engine/session/tags.ts";

/** Names of the cards that a therapist can put on. */
export const CARDS = TECHNIQUES.filter(({ card }) => card).map(({ name }) => name) as [string, ...string[]];

const PHASE = z.strictObject({
  name: z.enum(PHASE_NAMES),
  minutes: z.number().min(1).max(LONGEST_PHASE),
  technique: z.enum(CARDS),
  surprise: z.boolean().exactOptional(),
  blind: z.string().trim().min(1).max(20).exactOptional(),
  block: z.int().min(1).max(9).exactOptional(),
}) satisfies z.ZodType<PlannedPhase>;

const PINS = z.strictObject({
  techniques: z.array(z.enum(CARDS)).max(8),
  tags: z.array(z.enum(TAG_NAMES)).max(8),
});

const OPTIONS = z.strictObject({
  firstThen: z.boolean(),
  pins: PINS,
  lockOrder: z.boolean(),
  shuffle: z.int().min(0).max(0xffffffff).nullable(),
}) satisfies z.ZodType<PlanOptions>;

/** A plan of the therapist's own, as panels send it and kept plans hold it. */
export const PLANNED = z.strictObject({ phases: z.array(PHASE).min(1).max(MOST_PHASES), options: OPTIONS });
