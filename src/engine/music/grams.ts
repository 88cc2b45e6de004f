import type { Note } from "./note.ts";

/**
 * The strings of eight intervals that a stream has played. Real music says some things again: of the 8-grams in ten
 * minutes about one in nine has been heard before (music.md, section 3).
 */
export interface Grams {
  /** 8-grams with their serial numbers. Shared with later memories: only those under `count` are known to this one. */
  readonly heard: Map<number, number>;
  readonly count: number;
  /** 8-grams so far, and how many of them had been heard before. */
  readonly total: number;
  readonly repeated: number;
}

const LENGTH = 8;
/** Intervals of −15 … +15 are told apart: eight of them make a whole number below 2⁵³. */
const WIDEST = 15;
const BASE = 2 * WIDEST + 1;

/** A memory of nothing yet. */
export function openGrams(): Grams {
  return { heard: new Map(), count: 0, total: 0, repeated: 0 };
}

/** The 8-gram that ends with the interval to `notes[end]`; NaN where there are too few notes. */
function gramAt(notes: readonly Note[], end: number): number {
  if (end < LENGTH) return Number.NaN;
  let gram = 0;
  for (let i = end - LENGTH; i < end; i++) {
    const interval = (notes[i + 1] as Note).pitch - (notes[i] as Note).pitch;
    gram = gram * BASE + Math.max(-WIDEST, Math.min(WIDEST, interval)) + WIDEST;
  }
  return gram;
}

/** How many 8-grams end in `notes` from place `from` on, and how many of them were heard before. */
export function countRepeated(
  { heard, count }: Grams,
  notes: readonly Note[],
  from: number,
): { total: number; repeated: number } {
  let total = 0;
  let repeated = 0;
  for (let end = Math.max(from, LENGTH); end < notes.length; end++) {
    total++;
    if ((heard.get(gramAt(notes, end)) ?? count) < count) repeated++;
  }
  return { total, repeated };
}

/** The memory after the notes from place `from` on have sounded (after those before it). */
export function rememberGrams(grams: Grams, notes: readonly Note[], from: number): Grams {
  const newest = grams.heard.size === grams.count;
  const heard = newest ? grams.heard : new Map([...grams.heard].filter(([, serial]) => serial < grams.count));
  const { total, repeated } = countRepeated(grams, notes, from);
  for (let end = Math.max(from, LENGTH); end < notes.length; end++) {
    const gram = gramAt(notes, end);
    if (!heard.has(gram)) heard.set(gram, heard.size);
  }
  return { heard, count: heard.size, total: grams.total + total, repeated: grams.repeated + repeated };
}
