import type { Segment } from "../../engine/music/segment.ts";
import { Draws, seeded } from "../../engine/random.ts";
import { shuffle } from "../batches.ts";
import type { Generator } from "./generator.ts";
import { chainSegments, sourceSegments, wantedTicks } from "./source-line.ts";

/**
 * The source's segments in random order: none comes again before all were heard, and none follows itself. It is given the
 * source's own segments, each note of which stays as it stands.
 */
export const SHUFFLED: Generator = {
  name: "shuffled",
  title: "Segments, shuffled",
  generate(task) {
    const { anchor, segments } = sourceSegments(task.source);
    const draws = new Draws(seeded(task.seed, `shuffled ${task.source.id}`));
    let waiting: Segment[] = [];
    let last: Segment | undefined;
    const next = (): Segment => {
      if (waiting.length === 0) {
        waiting = [...segments];
        do shuffle(waiting, draws);
        while (segments.length > 1 && waiting.at(-1) === last);
      }
      const segment = waiting.pop();
      if (!segment) throw new RangeError(`${task.source.id} has lost its segments`);
      last = segment;
      return segment;
    };
    return chainSegments(next, anchor, wantedTicks(task));
  },
};
