import type { Segment } from "../../engine/music/segment.ts";
import { Draws, seeded } from "../../engine/random.ts";
import { ContextCounts, drawNext } from "./chain.ts";
import type { Generator } from "./generator.ts";
import { libraryLines, rememberLast } from "./library-lines.ts";
import { chainSegments, sourceSegments, wantedTicks } from "./source-line.ts";

/** The label of a segment: its initial pitch in semitones from the anchor, and whether its course falls, stays or rises. */
export function labelOf({ initialPitch, direction }: Pick<Segment, "initialPitch" | "direction">): string {
  return `${initialPitch}${["\\", "-", "/"][direction]}`;
}

/**
 * A Markov chain on the labels that the two networks foretell (initial pitch, trend), in their coarsest form: the next label
 * is drawn, then one of the source's own segments that bear it, all alike. It is given the source's sequence of labels and,
 * as its back-off, those of the library's other tunes (see {@link drawNext}); only labels that the source has are allowed. It
 * begins at a random place of the source.
 */
export function markovLabels(order: 1 | 2): Generator {
  const countLibrary = rememberLast((library, except) => {
    const counts = new ContextCounts(order);
    for (const line of libraryLines(library, except)) counts.add(line.map(labelOf));
    return counts;
  });
  return {
    name: `markov-labels-${order}`,
    title: `Markov on segment labels, order ${order}`,
    generate(task) {
      const { anchor, segments } = sourceSegments(task.source);
      const draws = new Draws(seeded(task.seed, `markov labels ${order} ${task.source.id}`));
      const labels = segments.map(labelOf);
      const own = new ContextCounts(order);
      own.add(labels);
      const library = countLibrary(task.library, task.source.id);
      const bearing = new Map<string, Segment[]>();
      for (const segment of segments)
        bearing.set(labelOf(segment), [...(bearing.get(labelOf(segment)) ?? []), segment]);
      const past = labels.slice(0, draws.whole(1, labels.length));
      const next = (): Segment => {
        const label = drawNext(own, library, past, (symbol) => bearing.has(symbol), draws) ?? draws.pick(labels);
        past.push(label);
        return draws.pick(bearing.get(label) ?? segments);
      };
      return chainSegments(next, anchor, wantedTicks(task));
    },
  };
}
