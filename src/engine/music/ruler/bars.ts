import type { Ticks } from "../../time/units.ts";
import type { Note } from "../note.ts";

/** How alike the bars of a tune are. The similarity of two bars is the share of their slots with equal pitches. */
export interface BarSimilarity {
  /** Mean similarity of bars at the best distance, of up to half the bars: farther apart, too few would be compared. */
  readonly bestLag: number;
  /** Mean over the bars, the first left out, of the similarity to the earlier bar that is most alike. */
  readonly bestBar: number;
}

/** Slots of a bar. */
const SLOTS = 12;
/** A bar's slots, a byte each, in whole numbers of four bytes. */
const WORDS = SLOTS / 4;

// Written over by every call: a window is measured for every candidate of a choice, and nothing is to be allocated there.
let words = new Int32Array(64 * WORDS);
let alike = new Int32Array(64);

/**
 * Writes the pitches of the slots of all whole bars to `words` and returns how many bars there are. The first bar begins
 * with the first note; a slot has the pitch that sounds where it begins, or sounded last.
 */
function fillSlots(notes: readonly Note[], bar: Ticks): number {
  const first = notes[0];
  const last = notes[notes.length - 1];
  if (!first || !last || !(bar > 0)) return 0;
  const bars = Math.floor((last.onset + last.duration - first.onset) / bar);
  if (words.length < bars * WORDS) words = new Int32Array(2 * bars * WORDS);
  let pitch = first.pitch & 0xff;
  let place = 1;
  let next = notes[place];
  for (let slot = 0, word = 0; slot < bars * SLOTS; ) {
    let packed = 0;
    for (let byte = 0; byte < 32; byte += 8, slot++) {
      while (next && (next.onset - first.onset) * SLOTS <= slot * bar) {
        pitch = next.pitch & 0xff;
        next = notes[++place];
      }
      packed |= pitch << byte;
    }
    words[word++] = packed;
  }
  return bars;
}

/** The bytes of a word that are 0, as a 1 in each of them. */
function zeroBytes(word: number): number {
  return (~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word | 0x7f7f7f7f) >>> 7) & 0x01010101;
}

/** The likeness of the bars of `bar` ticks. Both figures are NaN where there are fewer than two whole bars. */
export function measureBars(notes: readonly Note[], bar: Ticks): BarSimilarity {
  const bars = fillSlots(notes, bar);
  if (bars < 2) return { bestLag: Number.NaN, bestBar: Number.NaN };
  if (alike.length < bars) alike = new Int32Array(2 * bars);
  alike.fill(0, 0, bars);
  const farthest = bars >> 1;
  let bestLag = 0;
  for (let lag = 1; lag < bars; lag++) {
    let sum = 0;
    for (let i = lag; i < bars; i++) {
      const later = i * WORDS;
      const before = later - lag * WORDS;
      const equal =
        zeroBytes((words[later] as number) ^ (words[before] as number)) +
        zeroBytes((words[later + 1] as number) ^ (words[before + 1] as number)) +
        zeroBytes((words[later + 2] as number) ^ (words[before + 2] as number));
      const slots = Math.imul(equal, 0x01010101) >>> 24;
      sum += slots;
      if (slots > (alike[i] as number)) alike[i] = slots;
    }
    const mean = sum / (bars - lag);
    if (lag <= farthest && mean > bestLag) bestLag = mean;
  }
  let best = 0;
  for (let i = 1; i < bars; i++) best += alike[i] as number;
  return { bestLag: bestLag / SLOTS, bestBar: best / (bars - 1) / SLOTS };
}
