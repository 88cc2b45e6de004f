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

// Written over by every call: 8-grams are counted for every candidate of a choice.
let pitches = new Int16Array(64);
let grams = new Float64Array(64);

/** Writes the 8-grams that end in `notes`, after those of `tail`, to `grams`, and returns how many. */
function writeGrams(tail: readonly Note[], notes: readonly Note[]): number {
  const before = Math.min(LENGTH, tail.length);
  const count = before + notes.length;
  if (pitches.length < count) {
    pitches = new Int16Array(2 * count);
    grams = new Float64Array(2 * count);
  }
  for (let i = 0; i < before; i++) pitches[i] = (tail[tail.length - before + i] as Note).pitch;
  for (let i = 0; i < notes.length; i++) pitches[before + i] = (notes[i] as Note).pitch;
  let written = 0;
  for (let end = Math.max(before, LENGTH); end < count; end++) {
    let gram = 0;
    for (let i = end - LENGTH; i < end; i++) {
      const interval = (pitches[i + 1] as number) - (pitches[i] as number);
      gram = gram * BASE + Math.max(-WIDEST, Math.min(WIDEST, interval)) + WIDEST;
    }
    grams[written++] = gram;
  }
  return written;
}

/** How many 8-grams end in `notes`, after `tail`, and how many of them were heard before. */
export function countRepeated(
  { heard, count }: Grams,
  tail: readonly Note[],
  notes: readonly Note[],
): { total: number; repeated: number } {
  const total = writeGrams(tail, notes);
  let repeated = 0;
  for (let i = 0; i < total; i++) if ((heard.get(grams[i] as number) ?? count) < count) repeated++;
  return { total, repeated };
}

/** The memory after the notes have sounded, after those of `tail`. */
export function rememberGrams(before: Grams, tail: readonly Note[], notes: readonly Note[]): Grams {
  const newest = before.heard.size === before.count;
  const heard = newest ? before.heard : new Map([...before.heard].filter(([, serial]) => serial < before.count));
  const { total, repeated } = countRepeated(before, tail, notes);
  for (let i = 0; i < total; i++) {
    const gram = grams[i] as number;
    if (!heard.has(gram)) heard.set(gram, heard.size);
  }
  return { heard, count: heard.size, total: before.total + total, repeated: before.repeated + repeated };
}
