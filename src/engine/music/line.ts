import type { Grams } from "./grams.ts";
import { openGrams, rememberGrams } from "./grams.ts";
import type { Library } from "./library.ts";
import type { Likeness } from "./likeness.ts";
import { addLikeness, openLikeness } from "./likeness.ts";
import type { Note } from "./note.ts";
import { type CopyPlace, followCopy, NO_COPY } from "./ruler/copying.ts";
import { tokenOf } from "./ruler/token.ts";
import { WINDOW } from "./ruler/window.ts";

/** What is known of a stream note by note: its last notes, what it has said before, what it is made of. Immutable. */
export interface Line {
  /** The last notes, one fewer than a window, in stream time. */
  readonly tail: readonly Note[];
  readonly grams: Grams;
  /** How far the line is in a passage that stands verbatim in a tune, for each index of the library. */
  readonly copies: readonly CopyPlace[];
  /** What the stream's own segments are made of; what it only heard does not count. */
  readonly made: Likeness;
}

/** No more consecutive (interval, duration) tokens than this come verbatim from any one tune. music.md 2. */
export const LONGEST_COPY = 12;

/** A line without a note. */
export function openLine(): Line {
  return { tail: [], grams: openGrams(), copies: [], made: openLikeness() };
}

/** The line after notes that somebody else played. */
export function hearLine(line: Line, notes: readonly Note[]): Line {
  return { ...line, tail: [...line.tail, ...notes].slice(1 - WINDOW), copies: [] };
}

/** Where the line would be in its copies after the notes, or undefined where it would copy too long a passage. */
export function copiesAfter(line: Line, notes: readonly Note[], { copies }: Library): CopyPlace[] | undefined {
  const places: CopyPlace[] = [];
  for (const [i, index] of copies.entries()) {
    let place = line.copies[i] ?? NO_COPY;
    let before = line.tail[line.tail.length - 1];
    for (const note of notes) {
      if (before) {
        place = followCopy(index, place, tokenOf(before, note));
        if (place.length > LONGEST_COPY) return undefined;
      }
      before = note;
    }
    places.push(place);
  }
  return places;
}

/** The line after notes of its own. */
export function playLine(line: Line, notes: readonly Note[], library: Library): Line {
  return {
    tail: [...line.tail, ...notes].slice(1 - WINDOW),
    grams: rememberGrams(line.grams, line.tail, notes),
    copies: copiesAfter(line, notes, library) ?? [],
    made: addLikeness(line.made, notes, line.tail[line.tail.length - 1]),
  };
}
