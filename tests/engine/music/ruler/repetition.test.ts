import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measureRepetition } from "../../../../src/engine/music/ruler/repetition.ts";
import { streamRepetition } from "../../../../src/engine/music/ruler/stream-repetition.ts";
import { tokensOf } from "../../../../src/engine/music/ruler/token.ts";
import { Draws, seeded } from "../../../../src/engine/random.ts";
import { melodyOf } from "../../../helpers/notes.ts";
import { anyLine, OWN_TUNES, transposed } from "./lines.ts";

/** LZ76 as it is defined: each phrase is the shortest string that does not occur before its own last symbol. */
function phrasesOf(text: readonly number[]): number {
  const occurs = (string: readonly number[], end: number) => {
    for (let at = 0; at + string.length <= end; at++)
      if (string.every((symbol, i) => text[at + i] === symbol)) return true;
    return false;
  };
  let phrases = 0;
  for (let from = 0; from < text.length; phrases++) {
    let length = 1;
    while (from + length < text.length && occurs(text.slice(from, from + length), from + length - 1)) length++;
    from += length;
  }
  return phrases;
}

function longestRepeatOf(text: readonly number[]): number {
  let longest = 0;
  for (let a = 0; a < text.length; a++) {
    for (let b = a + 1; b < text.length; b++) {
      let length = 0;
      while (a + length < b && b + length < text.length && text[a + length] === text[b + length]) length++;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}

function repeatedGrams(text: readonly number[], n: number): number {
  const grams = text.slice(n - 1).map((_, i) => text.slice(i, i + n).join(" "));
  return 1 - new Set(grams).size / grams.length;
}

function shuffled(notes: ReturnType<typeof melodyOf>, seed: number) {
  const draws = new Draws(seeded(seed));
  const pitches = notes.map(({ pitch }) => pitch);
  return notes.map((note) => ({ ...note, pitch: pitches.splice(draws.whole(0, pitches.length - 1), 1)[0] ?? 60 }));
}

describe("repetition", () => {
  test("of the text by which Kaspar and Schuster explain it", () => {
    // 0 · 001 · 10 · 100 · 1000 · 101: six phrases of 16 symbols of two kinds, 6 · log2(16) / 16.
    const text = Int32Array.from("0001101001000101", Number);
    expect(measureRepetition(text).lz76).toBeCloseTo(1.5, 12);
  });

  test("of the first line of Twinkle, twinkle", () => {
    // Tokens a b a c a d: phrases a · b · ac · ad.
    const tokens = tokensOf(melodyOf("C4 1 C4 1 G4 1 G4 1 A4 1 A4 1 G4 2"));
    const { lz76, longestRepeat, repeated4, repeated8 } = measureRepetition(tokens);
    expect(lz76).toBeCloseTo((4 * Math.log(6)) / Math.log(4) / 6, 12);
    expect(longestRepeat).toBeCloseTo(1 / 6, 12);
    expect([repeated4, repeated8]).toEqual([0, Number.NaN]);
  });

  test("of the beginning of Frère Jacques, which comes twice", () => {
    // Tokens +2 +2 −4 0 +2 +2 −4: phrases +2 · +2 −4 · 0 · +2 +2 −4.
    const { lz76, longestRepeat } = measureRepetition(tokensOf(melodyOf("C4 1 D4 1 E4 1 C4 1 C4 1 D4 1 E4 1 C4 1")));
    expect(lz76).toBeCloseTo((4 * Math.log(7)) / Math.log(3) / 7, 12);
    expect(longestRepeat).toBeCloseTo(3 / 7, 12);
  });

  test("a token is the interval and the duration; a tick that a file has lost makes no new one", () => {
    const [a, b, c, d] = tokensOf([
      { onset: 0, duration: 480, pitch: 60, velocity: 72 },
      { onset: 480, duration: 480, pitch: 62, velocity: 72 },
      { onset: 960, duration: 479, pitch: 64, velocity: 72 },
      { onset: 1440, duration: 240, pitch: 66, velocity: 72 },
      { onset: 1680, duration: 240, pitch: 64, velocity: 72 },
    ]);
    expect(b).toBe(a);
    expect(new Set([a, c, d]).size).toBe(3);
  });

  test("nothing to measure gives NaN", () => {
    expect(measureRepetition(new Int32Array(0))).toEqual({
      lz76: Number.NaN,
      longestRepeat: Number.NaN,
      repeated4: Number.NaN,
      repeated8: Number.NaN,
    });
  });

  test("agrees with the definitions, written out, on any line", () => {
    fc.assert(
      fc.property(anyLine(9, 70), (notes) => {
        const tokens = [...tokensOf(notes)];
        const n = tokens.length;
        const kinds = Math.max(2, new Set(tokens).size);
        const measured = measureRepetition(Int32Array.from(tokens));
        expect(measured.lz76).toBeCloseTo((phrasesOf(tokens) * Math.log(n)) / Math.log(kinds) / n, 10);
        expect(measured.longestRepeat).toBeCloseTo(longestRepeatOf(tokens) / n, 12);
        expect(measured.repeated4).toBeCloseTo(repeatedGrams(tokens, 4), 12);
        expect(measured.repeated8).toBeCloseTo(repeatedGrams(tokens, 8), 12);
      }),
    );
  });

  test("does not hear the key", () => {
    fc.assert(
      fc.property(anyLine(2, 64), fc.integer({ min: -24, max: 24 }), (notes, by) => {
        expect(measureRepetition(tokensOf(transposed(notes, by)))).toEqual(measureRepetition(tokensOf(notes)));
      }),
    );
  });

  test("a line played twice repeats itself more and is no more complex", () => {
    fc.assert(
      fc.property(anyLine(16, 40), (notes) => {
        const once = measureRepetition(tokensOf(notes));
        const twice = measureRepetition(tokensOf([...notes, ...notes]));
        expect(twice.longestRepeat).toBeGreaterThanOrEqual((notes.length - 1) / (2 * notes.length - 1) - 1e-12);
        expect(twice.repeated8).toBeGreaterThan(once.repeated8 - 1e-12);
        expect(twice.repeated8).toBeGreaterThan(0.3);
      }),
    );
  });

  test("shuffled pitches are more complex than the tune, for each of our own tunes of 32 notes and more", () => {
    const long = OWN_TUNES.filter(({ notes }) => notes.length >= 32);
    expect(long.length).toBeGreaterThan(20);
    for (const { id, notes } of long) {
      const real = measureRepetition(tokensOf(notes)).lz76;
      const spoiled = [1, 2, 3, 4, 5, 6, 7, 8].map(
        (seed) => measureRepetition(tokensOf(shuffled([...notes], seed))).lz76,
      );
      const mean = spoiled.reduce((sum, value) => sum + value, 0) / spoiled.length;
      expect(mean, id).toBeGreaterThan(real);
    }
  });

  test("of a stream is that of the intervals of its first notes", () => {
    const scale = melodyOf("C4 1 D4 1 E4 2 F4 1 G4 1 A4 1 B4 .5 C5 1 D5 1 C4 1");
    const stream = [...scale, ...scale, ...scale];
    // 29 intervals, 22 places of 8-grams, of which the first ten differ.
    expect(streamRepetition(stream, 30)).toBeCloseTo(12 / 22, 12);
    expect(streamRepetition(stream, 18)).toBeCloseTo(0, 12);
    expect(streamRepetition(stream, 31)).toBeNaN();
  });
});
