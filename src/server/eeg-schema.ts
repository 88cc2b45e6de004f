import { z } from "zod";
import { LEAST_DWELL, LOOP_CONDITIONS, LOOP_DIMENSIONS, type LoopSettings } from "../engine/eeg/loop-settings.ts";
import type { ProtocolOptions } from "../engine/eeg/protocol-options.ts";

/** What is left out stays as it is, or is the default. */
type Given<T> = { [K in keyof T]?: T[K] | undefined };
const given = <T extends object>(value: Given<T>) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>;

const OPTIONS = z
  .strictObject({
    eyes: z.enum(["open", "closed"]),
    rounds: z.int().min(1).max(4),
    sham: z.boolean(),
    block: z.number().min(20_000).max(180_000),
    technique: z.string().max(40),
  })
  .partial()
  .transform(given<ProtocolOptions>);

/** What a panel says of the guided blocks. */
export const PROTOCOL_TAP = z.union([
  z.strictObject({ do: z.literal("start"), options: OPTIONS.prefault({}) }),
  z.strictObject({ do: z.enum(["next", "skip", "stop"]) }),
]);

/** What a panel says of the loop. */
export const LOOP_CHANGE = z
  .strictObject({
    on: z.boolean(),
    dimensions: z.array(z.enum(LOOP_DIMENSIONS)).max(LOOP_DIMENSIONS.length),
    condition: z.enum(LOOP_CONDITIONS),
    direction: z.enum(["with", "against"]),
    dwell: z.number().min(LEAST_DWELL).max(60_000),
    blinded: z.boolean(),
    trajectory: z
      .array(
        z.strictObject({
          after: z.number().min(0),
          dimension: z.enum(LOOP_DIMENSIONS),
          by: z.union([z.literal(1), z.literal(-1)]),
        }),
      )
      .max(1_000),
  })
  .partial()
  .transform(given<LoopSettings>);

/** The EEG of a session's header. */
export const RECORDED_EEG = z.strictObject({
  montage: z.array(z.string()),
  reference: z.string(),
  epochs: z.strictObject({ window: z.number(), hop: z.number() }),
  smoothing: z.number(),
  model: z.strictObject({ name: z.string(), validation: z.string(), lookBack: z.number() }).nullable(),
});
