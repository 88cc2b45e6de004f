import { PPQ, type Ticks } from "../../time/units.ts";
import type { Note } from "../note.ts";
import { pitchClass } from "../note.ts";
import { intervalsOf } from "./intervals.ts";

/** What two sets of tunes are compared by (Yang & Lerch 2018, Table 1), each a vector a tune. */
export interface SetFeatures {
  /** Different pitches. */
  readonly pitchCount: readonly number[];
  /** Notes a bar. */
  readonly noteCount: readonly number[];
  /** Shares of the 12 pitch classes, counted from the commonest, so that the key does not matter. */
  readonly pitchClasses: readonly number[];
  /** Shares of the 144 steps from pitch class to pitch class, counted likewise. */
  readonly pitchClassSteps: readonly number[];
  /** Highest less lowest pitch. */
  readonly pitchRange: readonly number[];
  /** Mean interval without sign. */
  readonly meanInterval: readonly number[];
  /** Mean time between onsets, in quarters. */
  readonly meanOnsetGap: readonly number[];
  /** Shares of {@link LENGTH_CLASSES} note lengths. */
  readonly lengths: readonly number[];
  /** Shares of the steps from note length to note length. */
  readonly lengthSteps: readonly number[];
}

/** Note lengths in quarters, each with its dotted and triplet neighbours: the nearest (as a ratio) counts. */
const LENGTHS = [4, 2, 1, 1 / 2, 1 / 4, 3, 3 / 2, 3 / 4, 3 / 8, 4 / 3, 2 / 3, 1 / 3] as const;
export const LENGTH_CLASSES = LENGTHS.length;

function lengthClass(duration: Ticks): number {
  const quarters = Math.max(duration, 1) / PPQ;
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, length] of LENGTHS.entries()) {
    const distance = Math.abs(Math.log(quarters / length));
    if (distance < least) {
      least = distance;
      nearest = i;
    }
  }
  return nearest;
}

/** Shares of the kinds 0 … kinds − 1 among the items. */
function sharesOf(items: readonly number[], kinds: number): number[] {
  const shares = new Array<number>(kinds).fill(0);
  for (const item of items) shares[item] = (shares[item] ?? 0) + 1 / items.length;
  return shares;
}

/** The commonest pitch class; of equally common ones the one above which the commoner lie nearer, so in every key the same. */
function commonestOf(counts: readonly number[]): number {
  let best = 0;
  for (let tonic = 1; tonic < 12; tonic++) {
    let step = 0;
    while (step < 12 && counts[(tonic + step) % 12] === counts[(best + step) % 12]) step++;
    if (step < 12 && (counts[(tonic + step) % 12] ?? 0) > (counts[(best + step) % 12] ?? 0)) best = tonic;
  }
  return best;
}

function stepsOf(kinds: readonly number[], count: number): number[] {
  const pairs = kinds.slice(1).map((kind, i) => (kinds[i] ?? 0) * count + kind);
  return sharesOf(pairs, count * count);
}

/** The features of a tune. Throws RangeError for fewer than two notes. */
export function setFeaturesOf(notes: readonly Note[], bar: Ticks): SetFeatures {
  const first = notes[0];
  const last = notes[notes.length - 1];
  if (!first || !last || notes.length < 2) throw new RangeError("a tune of a set needs two notes at least");
  const pitches = notes.map(({ pitch }) => pitch);
  const counts = sharesOf(pitches.map(pitchClass), 12);
  const commonest = commonestOf(counts);
  const classes = pitches.map((pitch) => pitchClass(pitch - commonest));
  const lengths = notes.map(({ duration }) => lengthClass(duration));
  const intervals = intervalsOf(notes);
  return {
    pitchCount: [new Set(pitches).size],
    noteCount: [(notes.length * bar) / (last.onset + last.duration - first.onset)],
    pitchClasses: sharesOf(classes, 12),
    pitchClassSteps: stepsOf(classes, 12),
    pitchRange: [Math.max(...pitches) - Math.min(...pitches)],
    meanInterval: [intervals.reduce((sum, interval) => sum + Math.abs(interval), 0) / intervals.length],
    meanOnsetGap: [(last.onset - first.onset) / (notes.length - 1) / PPQ],
    lengths: sharesOf(lengths, LENGTH_CLASSES),
    lengthSteps: stepsOf(lengths, LENGTH_CLASSES),
  };
}
