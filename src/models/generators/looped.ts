import type { Note } from "../../engine/music/note.ts";
import type { Ticks } from "../../engine/time/units.ts";
import type { GeneratedMusic, GenerationTask, Generator } from "./generator.ts";
import { sourceLine, wantedTicks } from "./source-line.ts";

/** The source over and over, until its next note would begin too late. */
export function loopSource(task: GenerationTask): GeneratedMusic {
  const { anchor, notes, end } = sourceLine(task.source);
  const wanted = wantedTicks(task);
  const looped: Note[] = [];
  const joins: Ticks[] = [];
  for (let from = 0; from < wanted; from += end) {
    if (from > 0) joins.push(from);
    for (const note of notes) {
      if (from + note.onset >= wanted) break;
      looped.push({ ...note, onset: from + note.onset, pitch: note.pitch + anchor });
    }
  }
  return { notes: looped, joins };
}

/**
 * The original looped: what a player with one recording does. It is given the source alone, and the seed changes nothing.
 * Silent segments are left out, as everywhere. Joins are where the end meets the beginning.
 */
export const LOOPED: Generator = { name: "looped", title: "Original, looped", generate: loopSource };
