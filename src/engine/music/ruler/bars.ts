import type { Ticks } from "../../time/units.ts";
import type { Note } from "../note.ts";

/** Slots of a bar. */
export const SLOTS = 12;

/** How alike the bars of a tune are. The similarity of two bars is the share of their slots with equal pitches. */
export interface BarSimilarity {
  /** Mean similarity of bars at the best distance, of up to half the bars: farther apart, too few would be compared. */
  readonly bestLag: number;
  /** Mean over the bars, the first left out, of the similarity to the earlier bar that is most alike. */
  readonly bestBar: number;
}

// Written over by every call: a window is measured for every candidate of a choice, and nothing is to be allocated there.
let slots = new Int16Array(64 * SLOTS);
let alike = new Int32Array(64);

/**
 * Writes the pitch of each slot of the whole bars to `slots` and returns how many bars there are. The first bar begins
 * with the first note; a slot has the pitch that sounds where it begins, or sounded last.
 */
function fillSlots(notes: readonly Note[], bar: Ticks): number {
  const first = notes[0];
  const last = notes[notes.length - 1];
  if (!first || !last || !(bar > 0)) return 0;
  const bars = Math.floor((last.onset + last.duration - first.onset) / bar);
  const count = bars * SLOTS;
  if (slots.length < count) slots = new Int16Array(2 * count);
  const perTick = SLOTS / bar;
  let filled = 0;
  let pitch = first.pitch;
  for (const note of notes) {
    const reached = Math.min(count, Math.ceil((note.onset - first.onset) * perTick));
    if (reached > filled) {
      slots.fill(pitch, filled, reached);
      filled = reached;
    }
    pitch = note.pitch;
  }
  slots.fill(pitch, filled, count);
  return bars;
}

/** The likeness of the bars of `bar` ticks. Both figures are NaN where there are fewer than two whole bars. */
export function measureBars(notes: readonly Note[], bar: Ticks): BarSimilarity {
  const bars = fillSlots(notes, bar);
  if (bars < 2) return { bestLag: Number.NaN, bestBar: Number.NaN };
  if (alike.length < bars) alike = new Int32Array(2 * bars);
  alike.fill(0, 0, bars);
  const pitches = slots;
  const farthest = bars >> 1;
  let bestLag = 0;
  for (let lag = 1; lag < bars; lag++) {
    let sum = 0;
    for (let i = lag; i < bars; i++) {
      const later = i * SLOTS;
      const earlier = (i - lag) * SLOTS;
      let equal = 0;
      for (let slot = 0; slot < SLOTS; slot++) if (pitches[later + slot] === pitches[earlier + slot]) equal++;
      sum += equal;
      if (equal > (alike[i] as number)) alike[i] = equal;
    }
    const mean = sum / (bars - lag);
    if (lag <= farthest && mean > bestLag) bestLag = mean;
  }
  let best = 0;
  for (let i = 1; i < bars; i++) best += alike[i] as number;
  return { bestLag: bestLag / SLOTS, bestBar: best / (bars - 1) / SLOTS };
}
