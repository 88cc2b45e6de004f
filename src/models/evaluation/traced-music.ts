import type { Origin } from "../../engine/music/candidates.ts";
import type { GeneratedMusic } from "../generators/generator.ts";

/** Music of a generator that may say of each of its segments how it came about. */
export interface TracedMusic extends GeneratedMusic {
  /** One a join. */
  readonly origins?: readonly Origin[];
}
