import type { GeneratedMusic } from "./generator.ts";

/** How a segment came about: as it stands somewhere, moved in the scale, varied, or made anew. */
export const ORIGINS = ["kept", "moved", "varied", "made"] as const;

/** Music of a generator that may say of each of its segments how it came about. */
export interface TracedMusic extends GeneratedMusic {
  /** One a join. */
  readonly origins?: readonly (typeof ORIGINS)[number][];
}
