import type { Note } from "../note.ts";
import { symbolsOf, type TuneIndex, tuneAt } from "./tune-index.ts";

/** How far a line has been following a tune: the longest passage that ends here and stands verbatim in some tune. */
export interface CopyPlace {
  readonly state: number;
  /** Symbols of the passage; 0 where nothing is followed. */
  readonly length: number;
}

/** Before the first symbol. */
export const NO_COPY: CopyPlace = { state: 0, length: 0 };

/** The place after one more symbol; in constant time on average. */
export function followCopy({ automaton }: TuneIndex, { state, length }: CopyPlace, symbol: number): CopyPlace {
  let from = state;
  let followed = length;
  let reached = automaton.next(from, symbol);
  while (reached < 0 && from > 0) {
    from = automaton.link[from] as number;
    followed = automaton.length[from] as number;
    reached = automaton.next(from, symbol);
  }
  return reached < 0 ? NO_COPY : { state: reached, length: followed + 1 };
}

/** A passage of a line that stands in a tune. */
export interface Copy {
  /** Symbols of the passage, (interval, duration) tokens of an index of such; 0 where nothing is copied. */
  readonly length: number;
  /** The line's note that the first symbol leads to, counted from 0. */
  readonly at: number;
  /** Id of a tune that holds it; "" where nothing is copied. */
  readonly tune: string;
  /** The tune's note that the first symbol leads to. */
  readonly from: number;
}

/** The longest passage of the notes that stands verbatim in any one tune of the index. Linear in the notes. */
export function longestCopy(index: TuneIndex, notes: readonly Note[]): Copy {
  let place = NO_COPY;
  let longest = NO_COPY;
  let last = 0;
  for (const [i, symbol] of symbolsOf(notes, index.alphabet).entries()) {
    place = followCopy(index, place, symbol);
    if (place.length > longest.length) {
      longest = place;
      last = i;
    }
  }
  const { length } = longest;
  if (length === 0) return { length, at: 0, tune: "", from: 0 };
  const end = index.automaton.end[longest.state] as number;
  const tune = tuneAt(index.begins, end);
  return {
    length,
    at: last - length + 2,
    tune: index.tunes[tune] ?? "",
    from: end - (index.begins[tune] as number) - length + 2,
  };
}
