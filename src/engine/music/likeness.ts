import { PPQ } from "../time/units.ts";
import type { Note } from "./note.ts";

/**
 * What a line is made of, as counts: sizes of intervals, intervals with their sign, durations, and ranges of segments. A
 * stream that keeps to the proportions of its tune stays itself, in whatever order it says things.
 */
export interface Likeness {
  /** One count after another, the four kinds in a row ({@link KINDS}). */
  readonly counts: Float64Array;
}

interface Kind {
  readonly from: number;
  readonly bins: number;
  /** Bins that lie in order: a neighbour is nearly right (Wasserstein), where else another bin is plainly wrong. */
  readonly ordered: boolean;
  /** What a wrong count costs beside the other kinds. */
  readonly weight: number;
}

const WIDEST = 12;
const SIZES: Kind = { from: 0, bins: WIDEST + 1, ordered: true, weight: 4 };
const SIGNED: Kind = { from: SIZES.bins, bins: 2 * WIDEST + 1, ordered: false, weight: 0.5 };
/** Durations in 12ths of a quarter, up to a whole note. */
const GRAIN = PPQ / 12;
const DURATIONS: Kind = { from: SIGNED.from + SIGNED.bins, bins: 49, ordered: false, weight: 0.5 };
const RANGES: Kind = { from: DURATIONS.from + DURATIONS.bins, bins: 25, ordered: true, weight: 10 };
const KINDS: readonly Kind[] = [SIZES, SIGNED, DURATIONS, RANGES];
const BINS = RANGES.from + RANGES.bins;

/** Nothing counted yet. */
export function openLikeness(): Likeness {
  return { counts: new Float64Array(BINS) };
}

function add(counts: Float64Array, { from, bins }: Kind, bin: number): void {
  const at = from + Math.max(0, Math.min(bins - 1, bin));
  counts[at] = (counts[at] as number) + 1;
}

/** Counts a segment's notes into `counts`; `before`: the note that sounded before it. */
function count(counts: Float64Array, notes: readonly Note[], before: Note | undefined): void {
  let last = before;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const note of notes) {
    if (last) {
      const interval = note.pitch - last.pitch;
      add(counts, SIZES, Math.abs(interval));
      add(counts, SIGNED, interval + WIDEST);
    }
    add(counts, DURATIONS, Math.round(note.duration / GRAIN));
    if (note.pitch < low) low = note.pitch;
    if (note.pitch > high) high = note.pitch;
    last = note;
  }
  if (notes.length > 0) add(counts, RANGES, high - low);
}

/** The likeness of segments, one after another; `joined`: whether the intervals between them count too. */
export function likenessOf(segments: readonly { readonly notes: readonly Note[] }[], joined: boolean): Likeness {
  const counts = new Float64Array(BINS);
  let before: Note | undefined;
  for (const { notes } of segments) {
    count(counts, notes, before);
    before = joined ? notes[notes.length - 1] : undefined;
  }
  return { counts };
}

/** The likeness with one segment more. */
export function addLikeness(likeness: Likeness, notes: readonly Note[], before: Note | undefined): Likeness {
  const counts = likeness.counts.slice();
  count(counts, notes, before);
  return { counts };
}

const scratch = new Float64Array(BINS);

/** How many counts lie wrong, weighted by kind, where the proportions of `self` are right. */
function wrongCounts(counts: Float64Array, self: Float64Array): number {
  let wrong = 0;
  for (const { from, bins, ordered, weight } of KINDS) {
    let total = 0;
    let wanted = 0;
    for (let i = from; i < from + bins; i++) {
      total += counts[i] as number;
      wanted += self[i] as number;
    }
    if (wanted === 0) continue;
    const scale = total / wanted;
    let carried = 0;
    let sum = 0;
    for (let i = from; i < from + bins; i++) {
      const difference = (counts[i] as number) - scale * (self[i] as number);
      carried = ordered ? carried + difference : difference;
      sum += Math.abs(carried);
    }
    wrong += weight * (ordered ? sum : sum / 2);
  }
  return wrong;
}

/** How much farther (or, negative, less far) from the proportions of `self` the line is with one segment more, a note. */
export function estrangement(
  { counts }: Likeness,
  self: Likeness,
  notes: readonly Note[],
  before: Note | undefined,
): number {
  scratch.set(counts);
  count(scratch, notes, before);
  return (wrongCounts(scratch, self.counts) - wrongCounts(counts, self.counts)) / Math.max(1, notes.length);
}

/** How often the line goes on by each interval, −12 … +12, 25 numbers; `floor` is added to each within a fifth. */
export function intervalHabits({ counts }: Likeness, floor: number): number[] {
  const total = counts.subarray(SIGNED.from, SIGNED.from + SIGNED.bins).reduce((sum, value) => sum + value, 0);
  return Array.from({ length: SIGNED.bins }, (_, i) => {
    const share = total > 0 ? (counts[SIGNED.from + i] as number) / total : 0;
    return share + (Math.abs(i - WIDEST) <= 7 ? floor : 0);
  });
}
