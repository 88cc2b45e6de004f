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
  readonly heard: Map<number, number>;
  readonly count: number;
  /** Notes whose stretch is not yet complete, in stream time. */
  readonly open: readonly Note[];
}

/** A memory of nothing yet. */
export function openNovelty(span: Ticks): Novelty {
  return { span, heard: new Map(), count: 0, open: [] };
}

/**
 * A stretch as a number below 2⁵³, from two hashes. Of two different stretches with one number, one would be taken for heard
 * without having been: some other segment comes in its place, and nobody hears it. Equal ones never have two numbers.
 */
function stretch(notes: readonly Note[], from: number, to: number): number {
  const start = (notes[from] as Note).onset;
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = from; i <= to; i++) {
    const { onset, duration, pitch } = notes[i] as Note;
    a = Math.imul(a ^ (onset - start), 0x01000193);
    a = Math.imul(a ^ duration, 0x01000193);
    a = Math.imul(a ^ pitch, 0x01000193);
    b = Math.imul(b ^ (a >>> 15) ^ (onset - start), 0x85ebca6b);
    b = Math.imul(b ^ (b >>> 13) ^ (duration + 131 * pitch), 0xc2b2ae35);
  }
  a ^= a >>> 16;
  return ((b >>> 0) & 0x1fffff) * 4294967296 + (a >>> 0);
}

function* completed(novelty: Novelty, notes: readonly Note[]): Generator<{ key: number; from: number }> {
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
  const fresh = new Set<number>();
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
