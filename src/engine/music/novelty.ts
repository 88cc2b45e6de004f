import type { Ticks } from "../time/units.ts";
import type { Note } from "./note.ts";
import { noteEnd } from "./note.ts";

/**
 * Remembers every stretch of at least `span` ticks that has sounded, so that none of them comes again verbatim (same
 * pitches, onsets and durations). A stretch begins at each note and ends with the first note that makes it long enough;
 * if two longer passages are equal, so are the stretches at their beginnings, wherever the bar lines lie.
 */
export interface Novelty {
  readonly span: Ticks;
  /** Stretches with their serial numbers. Shared with later memories: only those under `count` are known to this one. */
  readonly heard: Map<string, number>;
  readonly count: number;
  /** Notes whose stretch is not yet complete, in stream time. */
  readonly open: readonly Note[];
}

/** A memory of nothing yet. */
export function openNovelty(span: Ticks): Novelty {
  return { span, heard: new Map(), count: 0, open: [] };
}

function stretch(notes: readonly Note[], from: number, to: number): string {
  const start = notes[from]?.onset ?? 0;
  let key = "";
  for (let i = from; i <= to; i++) {
    const note = notes[i];
    if (note) key += `${note.onset - start},${note.duration},${note.pitch};`;
  }
  return key;
}

function* completed(novelty: Novelty, notes: readonly Note[]): Generator<{ key: string; from: number }> {
  const all = [...novelty.open, ...notes];
  let end = 0;
  for (let from = 0; from < all.length; from++) {
    const first = all[from];
    if (!first) return;
    end = Math.max(end, from);
    for (;;) {
      const last = all[end];
      if (!last) return;
      if (noteEnd(last) - first.onset >= novelty.span) break;
      end++;
    }
    yield { key: stretch(all, from, end), from };
  }
}

/** Whether the notes (in stream time, after all before) would make a stretch that has been heard already. */
export function repeats(novelty: Novelty, notes: readonly Note[]): boolean {
  const fresh = new Set<string>();
  for (const { key } of completed(novelty, notes)) {
    if ((novelty.heard.get(key) ?? novelty.count) < novelty.count || fresh.has(key)) return true;
    fresh.add(key);
  }
  return false;
}

/**
 * The memory after the notes have sounded. A stream is a line: its newest memory goes on in the same map, which costs
 * nothing however long it is. A memory that was gone on from before (a replay from the middle) takes a copy of its own.
 */
export function remember(novelty: Novelty, notes: readonly Note[]): Novelty {
  const newest = novelty.heard.size === novelty.count;
  const heard = newest ? novelty.heard : new Map([...novelty.heard].filter(([, serial]) => serial < novelty.count));
  let done = -1;
  for (const { key, from } of completed(novelty, notes)) {
    if (!heard.has(key)) heard.set(key, heard.size);
    done = from;
  }
  return { span: novelty.span, heard, count: heard.size, open: [...novelty.open, ...notes].slice(done + 1) };
}
