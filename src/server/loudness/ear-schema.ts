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
