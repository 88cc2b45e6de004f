import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countRepeated, type Grams, openGrams, rememberGrams } from "../../../src/engine/music/grams.ts";
import type { Note } from "../../../src/engine/music/note.ts";
import { melodyOf } from "../../helpers/notes.ts";
import { lineOf } from "./ruler/lines.ts";

/** Notes in a row that are heard at once, of so few pitches that they say things again. */
const anyParts = fc.array(
  fc
    .array(fc.constantFrom(60, 62, 64), { minLength: 1, maxLength: 20 })
    .map((pitches) => lineOf(pitches.map((pitch) => [pitch, 1] as const))),
  { minLength: 1, maxLength: 6 },
);

/** What is known after parts have been heard one after the other, each with all the notes before it. */
function hearAll(parts: readonly (readonly Note[])[], from = openGrams(), before: readonly Note[] = []): Grams {
  let [grams, notes] = [from, [...before]];
  for (const part of parts) {
    grams = rememberGrams(grams, notes, part);
    notes = [...notes, ...part];
  }
  return grams;
}

/** The strings of eight intervals, each with the note that it ends on. */
function eights(notes: readonly Note[]): { readonly text: string; readonly end: number }[] {
  const intervals = notes.slice(1).map(({ pitch }, i) => pitch - (notes[i]?.pitch ?? 0));
  return intervals.slice(7).map((_, i) => ({ text: intervals.slice(i, i + 8).join(" "), end: i + 8 }));
}

describe("the memory of 8-grams", () => {
  test("counts as a search through all pairs does: an 8-gram is repeated when an earlier part ended in it", () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const all = eights(parts.flat());
        const starts = parts.map((_, i) => parts.slice(0, i).flat().length);
        const partOf = (end: number) => starts.filter((start) => start <= end).length;
        const repeated = all.filter(({ text, end }) =>
          all.some((other) => other.text === text && partOf(other.end) < partOf(end)),
        );
        const grams = hearAll(parts);
        expect(grams).toMatchObject({ total: all.length, repeated: repeated.length });
        expect(grams.count).toBe(new Set(all.map(({ text }) => text)).size);
      }),
    );
  });

  test("looks ahead without remembering", () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const last = parts[parts.length - 1] ?? [];
        const before = hearAll(parts.slice(0, -1));
        const tail = parts.slice(0, -1).flat();
        const ahead = countRepeated(before, tail, last);
        const again = countRepeated(before, tail, last);
        const after = hearAll(parts);
        expect(again).toEqual(ahead);
        expect(after.total - before.total).toBe(ahead.total);
        expect(after.repeated - before.repeated).toBe(ahead.repeated);
      }),
    );
  });

  test("knows a line in another key and another rhythm, and not one that ends on another interval", () => {
    const grams = hearAll([melodyOf("C4 1 D4 1 E4 1 C4 1 C4 1 D4 1 E4 1 C4 1 E4 1")]);
    const count = (words: string) => countRepeated(grams, [], melodyOf(words));
    expect(count("F4 .5 G4 .5 A4 1 F4 2 F4 1 G4 1 A4 1 F4 1 A4 3")).toEqual({ total: 1, repeated: 1 });
    expect(count("F4 .5 G4 .5 A4 1 F4 2 F4 1 G4 1 A4 1 F4 1 Bb4 3")).toEqual({ total: 1, repeated: 0 });
    expect(count("C4 1 D4 1 E4 1 C4 1 C4 1 D4 1 E4 1 C4 1")).toEqual({ total: 0, repeated: 0 });
  });

  test("takes all leaps over 15 semitones for one, upwards and downwards apart", () => {
    const grams = hearAll([melodyOf("C4 1 E5 1 C4 1 D4 1 C4 1 D4 1 C4 1 D4 1 C4 1")]);
    const count = (words: string) => countRepeated(grams, [], melodyOf(words));
    expect(count("C4 1 C6 1 G#4 1 Bb4 1 G#4 1 Bb4 1 G#4 1 Bb4 1 G#4 1").repeated).toBe(1);
    expect(count("C4 1 D5 1 Bb3 1 C4 1 Bb3 1 C4 1 Bb3 1 C4 1 Bb3 1").repeated).toBe(0);
  });

  test("gone on from an earlier one takes a copy: two streams that part do not know each other's music", () => {
    fc.assert(
      fc.property(anyParts, anyParts, anyParts, (common, left, right) => {
        const parted = hearAll(common);
        const before = common.flat();
        const [first, second] = [hearAll(left, parted, before), hearAll(right, parted, before)];
        // As if each had been alone.
        const facts = ({ count, total, repeated }: Grams) => ({ count, total, repeated });
        expect(facts(first)).toEqual(facts(hearAll([...common, ...left])));
        expect(facts(second)).toEqual(facts(hearAll([...common, ...right])));
        const line = left.flat();
        const alone = hearAll([...common, ...right]);
        expect(countRepeated(second, before, line)).toEqual(countRepeated(alone, before, line));
        expect(countRepeated(parted, before, line)).toEqual(countRepeated(hearAll(common), before, line));
      }),
    );
  });
});
