import type { GeneratedMusic, GenerationTask, Generator } from "./generator.ts";
import { chainSegments, sourceSegments, wantedTicks } from "./source-line.ts";

/** The source's segments in their own order, over and over. */
export function loopSource(task: GenerationTask): GeneratedMusic {
  const { anchor, segments } = sourceSegments(task.source);
  let at = 0;
  const music = chainSegments(
    () => {
      const segment = segments[at % segments.length];
      if (!segment) throw new RangeError(`${task.source.id} has lost its segments`);
      at++;
      return segment;
    },
    anchor,
    wantedTicks(task),
  );
  // Inside the tune nothing is joined that was not together; only its end meets its beginning.
  return { ...music, joins: music.joins.filter((_, i) => i > 0 && i % segments.length === 0) };
}

/**
 * The original looped: what a player with one recording does. It is given the source alone, and the seed changes nothing.
 * Silent bars are left out, as everywhere segments are used. Joins are where the end meets the beginning.
 */
export const LOOPED: Generator = { name: "looped", title: "Original, looped", generate: loopSource };
