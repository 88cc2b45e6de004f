import { z } from "zod";
import { DEFAULT_BRAIN } from "../../engine/eeg/simulated-brain.ts";

const name = z.string().min(1).max(60).default("EEG");
/** Hum of the room's mains. */
const mains = z.union([z.literal(50), z.literal(60)]).default(50);

/** Sites of the channels by the 10–20 system, in the device's order. Channels beyond the last site are left out. */
function montage(most: number, sites: readonly string[]) {
  return z
    .array(z.string().min(1).max(16))
    .min(1)
    .max(most)
    .refine((given) => new Set(given.map((site) => site.toLowerCase())).size === given.length, "names a site twice")
    .default([...sites]);
}

export const EEG_SECTION = z.discriminatedUnion("driver", [
  /** No device: a brain that answers to music by a hidden state. For trying out, demonstrations and tests. */
  z.strictObject({
    driver: z.literal("simulated-brain"),
    name,
    mains,
    montage: montage(64, DEFAULT_BRAIN.montage),
    rate: z.int().min(100).max(1000).default(DEFAULT_BRAIN.rate),
    /** How strongly it answers: 1 as adults do, 0 not at all. */
    effect: z.number().min(0).max(3).default(1),
    /** Blinks, muscles and bad contacts. */
    artefacts: z.boolean().default(true),
  }),
  /** A recording, at its own pace. */
  z.strictObject({ driver: z.literal("playback"), name, mains, file: z.string().min(1) }),
]);
export type EegSection = z.infer<typeof EEG_SECTION>;
