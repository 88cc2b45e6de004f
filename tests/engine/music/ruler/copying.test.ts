import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Note } from "../../../../src/engine/music/note.ts";
import { followCopy, longestCopy, NO_COPY } from "../../../../src/engine/music/ruler/copying.ts";
import { PASSAGE, sharedPassages } from "../../../../src/engine/music/ruler/originality.ts";
import { buildSuffixAutomaton } from "../../../../src/engine/music/ruler/suffix-automaton.ts";
import { type Alphabet, indexTunes, symbolsOf } from "../../../../src/engine/music/ruler/tune-index.ts";
import { melodyOf } from "../../../helpers/notes.ts";
import { anyLine, OWN_TUNES, transposed } from "./lines.ts";

/** The longest common string of two lines, by looking at every pair of places. */
function longestCommon(a: Int32Array, b: Int32Array): number {
  let longest = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      let length = 0;
      while (i + length < a.length && j + length < b.length && a[i + length] === b[j + length]) length++;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}

function gramsOf(notes: readonly Note[], alphabet: Alphabet): string[] {
  const symbols = [...symbolsOf(notes, alphabet)];
  return symbols.slice(PASSAGE - 1).map((_, i) => symbols.slice(i, i + PASSAGE).join(" "));
}

const anyTunes = fc.array(anyLine(1, 40), { minLength: 1, maxLength: 6 });
const withIds = (tunes: readonly Note[][]) => tunes.map((notes, i) => ({ id: `tune ${i}`, notes }));
const anyAlphabet = fc.constantFrom<Alphabet>("tokens", "intervals");

describe("the suffix automaton", () => {
  test("reads every string of its text and no other", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 30 }), (text) => {
        const { next, states } = buildSuffixAutomaton(Int32Array.from(text));
        expect(states).toBeLessThanOrEqual(Math.max(2, 2 * text.length));
        const reads = (string: readonly number[]) => {
          let state = 0;
          for (const symbol of string) if (state >= 0) state = next(state, symbol);
          return state >= 0;
        };
        const strings = new Set(text.flatMap((_, i) => text.slice(i).map((_, j) => text.slice(i, i + j + 1).join(""))));
        for (const string of strings) expect(reads([...string].map(Number))).toBe(true);
        for (let code = 0; code < 81; code++) {
          const string = code.toString(3).padStart(4, "0");
          expect(reads([...string].map(Number))).toBe(strings.has(string));
        }
      }),
    );
  });
});

describe("a copy", () => {
  const index = indexTunes(
    [
      { id: "frere", notes: melodyOf("C4 1 D4 1 E4 1 C4 1 C4 1 D4 1 E4 1 C4 1 E4 1 F4 1 G4 2") },
      { id: "hot", notes: melodyOf("E4 1 D4 1 C4 2 E4 1 D4 1 C4 2") },
    ],
    "tokens",
  );

  test("is found in another key, with its tune and its place", () => {
    // From the sixth note on: E F G and what leads to them in Frère Jacques, a fourth higher.
    const line = melodyOf("C5 1 B4 .5 A4 1 F4 1 A4 1 Bb4 1 C5 2 C5 1");
    expect(longestCopy(index, line)).toEqual({ length: 4, at: 3, tune: "frere", from: 7 });
  });

  test("does not run from the end of a tune into the next", () => {
    const line = [...melodyOf("E4 1 F4 1 G4 2 E4 1 D4 1 C4 2")];
    expect(longestCopy(index, line).length).toBe(2);
  });

  test("of nothing is nothing", () => {
    expect(longestCopy(index, melodyOf("C4 1 B5 3 C3 .25"))).toEqual({ length: 0, at: 0, tune: "", from: 0 });
    expect(longestCopy(index, []).length).toBe(0);
  });

  test("is as long as the longest common string with any one tune, and stands where it says", () => {
    fc.assert(
      fc.property(anyTunes, anyLine(1, 60), anyAlphabet, (tunes, line, alphabet) => {
        const symbols = symbolsOf(line, alphabet);
        const expected = Math.max(...tunes.map((notes) => longestCommon(symbols, symbolsOf(notes, alphabet))));
        const copy = longestCopy(indexTunes(withIds(tunes), alphabet), line);
        expect(copy.length).toBe(expected);
        if (expected === 0) return;
        const tune = tunes[Number(copy.tune.slice("tune ".length))] ?? [];
        const original = symbolsOf(tune, alphabet).slice(copy.from - 1, copy.from - 1 + copy.length);
        expect(symbols.slice(copy.at - 1, copy.at - 1 + copy.length)).toEqual(original);
      }),
    );
  });

  test("can be followed note by note", () => {
    let place = NO_COPY;
    const lengths = [...symbolsOf(melodyOf("C4 1 D4 1 E4 1 C4 1 E4 1 F4 1 A4 2"), "tokens")].map((symbol) => {
      place = followCopy(index, place, symbol);
      return place.length;
    });
    // D E C stand in the tune; so do D E C before E F, three tokens on; then nothing goes on as the line does.
    expect(lengths).toEqual([1, 2, 3, 4, 5, 0]);
  });

  test("of each of our own tunes is the whole tune, however it is transposed", () => {
    const own = indexTunes(OWN_TUNES, "tokens");
    for (const { notes } of OWN_TUNES) {
      expect(longestCopy(own, transposed(notes, 3)).length).toBe(notes.length - 1);
    }
  });
});

describe("passages shared with other tunes", () => {
  test("agree with a search through all tunes, the line's own left out or not", () => {
    fc.assert(
      fc.property(anyTunes, anyLine(9, 60), fc.boolean(), anyAlphabet, (tunes, line, leftOut, alphabet) => {
        const all = withIds([...tunes, line]);
        const own = leftOut ? `tune ${tunes.length}` : undefined;
        const others = all.filter(({ id }) => id !== own).flatMap(({ notes }) => gramsOf(notes, alphabet));
        const known = new Set(others);
        const grams = gramsOf(line, alphabet);
        const expected = grams.filter((gram) => known.has(gram)).length / grams.length;
        expect(sharedPassages(indexTunes(all, alphabet), line, own)).toBeCloseTo(expected, 12);
      }),
    );
  });

  test("are all of a tune that is known, and none of one too short to have any", () => {
    const index = indexTunes(OWN_TUNES, "intervals");
    const [tune] = OWN_TUNES;
    expect(sharedPassages(index, tune?.notes ?? [])).toBe(1);
    expect(sharedPassages(index, tune?.notes ?? [], tune?.id)).toBeLessThan(1);
    expect(sharedPassages(index, melodyOf("C4 1 D4 1"))).toBeNaN();
  });
});
