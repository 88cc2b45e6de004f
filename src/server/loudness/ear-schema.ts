import { z } from "zod";

const velocity = z.int().min(1).max(127);
const level = z.number().min(0).max(140);

/** How loud the room is at the child's ear, as sessions hold it. */
export const EAR = z.strictObject({
  readings: z.array(z.strictObject({ velocity, level })).min(1).max(6),
  approximate: z.boolean(),
});

/** What a person measured, as it is kept. `noise`: what the meter showed at noise of −20 dBFS; null where it was not read. */
export const MEASURED = z.strictObject({
  ...EAR.shape,
  noise: level.nullable(),
});
export type Measured = z.infer<typeof MEASURED>;

/** A measurement as it is kept: with the browser's volume, if one sounded, and the outputs that the rig named. */
export const KEPT_LOUDNESS = z.strictObject({
  measured: MEASURED,
  at: z.iso.datetime(),
  volume: z.int().min(0).max(10).nullable(),
  outputs: z.string().max(1_000),
});
export type KeptLoudness = z.infer<typeof KEPT_LOUDNESS>;

/** What a person says of a measurement. */
export const LOUDNESS_FOUND = z.strictObject({ ...MEASURED.shape, volume: KEPT_LOUDNESS.shape.volume });
export type LoudnessFound = z.infer<typeof LOUDNESS_FOUND>;
