import { Draws, seeded } from "../../engine/random.ts";
import type { Generator } from "./generator.ts";
import { chainSegments, sourceSegments, wantedTicks } from "./source-line.ts";

/** Each segment drawn from the source's own, all alike and independent of those before: choice without any knowledge. */
export const UNIFORM: Generator = {
  name: "uniform",
  title: "Segments, uniform choice",
  generate(task) {
    const { anchor, segments } = sourceSegments(task.source);
    const draws = new Draws(seeded(task.seed, `uniform ${task.source.id}`));
    return chainSegments(() => draws.pick(segments), anchor, wantedTicks(task));
  },
};
