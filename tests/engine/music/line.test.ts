import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Library, openLibrary } from "../../../src/engine/music/library.ts";
import { copiesAfter, hearLine, type Line, LONGEST_COPY, openLine, playLine } from "../../../src/engine/music/line.ts";
import type { Melody } from "../../../src/engine/music/melody.ts";
import type { Note } from "../../../src/engine/music/note.ts";
import { longestCopy } from "../../../src/engine/music/ruler/copying.ts";
import { indexTunes } from "../../../src/engine/music/ruler/tune-index.ts";
import { WINDOW } from "../../../src/engine/music/ruler/window.ts";
import { segmentMelody } from "../../../src/engine/music/segment.ts";
import { melodyOf } from "../../helpers/notes.ts";
import { OWN_TUNES, transposed } from "./ruler/lines.ts";
import { segmentIn } from "./segments.ts";

const TUNE = melodyOf("C4 1 D4 1 E4 1 F4 1 G4 1 A4 1 G4 1 F4 1 E4 1 D4 1 E4 1 G4 1 F4 1 E4 1 D4 1 C4 2");

function libraryOf(...tunes: Note[][]): Library {
  const indexed = tunes.map((notes, i) => ({ id: `tune ${i}`, notes }));
  return openLibrary([segmentIn("C4 4")], [indexTunes(indexed, "tokens")]);
}

/** Plays notes part after part; undefined where a part would copy too much. */
function play(line: Line, library: Library, ...parts: Note[][]): Line | undefined {
  let played = line;
  for (const notes of parts) {
    if (!copiesAfter(played, notes, library)) return undefined;
    played = playLine(played, notes, library);
  }
  return played;
}

describe("a line may copy twelve tokens of a tune and not one more", () => {
  const library = libraryOf(TUNE);

  test.each([
    ["thirteen notes, twelve tokens", TUNE.slice(0, 13), true],
    ["fourteen notes", TUNE.slice(0, 14), false],
    ["fourteen notes, a fourth higher", transposed(TUNE.slice(0, 14), 5), false],
    ["fourteen notes from its middle", TUNE.slice(2), false],
    ["the whole with one pitch changed in the middle", TUNE.map((n, i) => (i === 8 ? { ...n, pitch: 60 } : n)), true],
    ["the whole with one length changed", TUNE.map((n, i) => (i === 8 ? { ...n, duration: 240 } : n)), true],
  ])("%s: %s", (_, notes, allowed) => {
    expect(LONGEST_COPY).toBe(12);
    expect(play(openLine(), library, notes) !== undefined).toBe(allowed);
  });

  test.each([1, 4, 7, 12, 13])("counted over the join after note %i as well", (cut) => {
    expect(play(openLine(), library, TUNE.slice(0, cut), TUNE.slice(cut, 13))).toBeDefined();
    expect(play(openLine(), library, TUNE.slice(0, cut), TUNE.slice(cut, 14))).toBeUndefined();
  });

  test("of each of several indexes", () => {
    const both: Library = { ...library, copies: [...libraryOf(melodyOf("C4 1 B3 1")).copies, ...library.copies] };
    expect(play(openLine(), both, TUNE.slice(0, 5), TUNE.slice(5, 14))).toBeUndefined();
  });

  test("what somebody else played is not the line's copy", () => {
    const heard = hearLine(openLine(), TUNE.slice(0, 10));
    expect(play(heard, library, TUNE.slice(10, 14))).toBeDefined();
    const between = hearLine(playLine(openLine(), TUNE.slice(0, 10), library), melodyOf("C4 1"));
    expect(play(between, library, TUNE.slice(10, 14))).toBeDefined();
  });

  test("as a search through what was played finds, whatever is played in whatever parts", () => {
    const tunes = OWN_TUNES.slice(0, 12);
    const [index] = libraryOf(...tunes.map(({ notes }) => [...notes])).copies;
    if (!index) throw new Error("there is no index");
    const own: Library = { ...libraryOf(), copies: [index] };
    // Passages of the tunes, long enough to copy now and then.
    const passage = fc
      .tuple(fc.nat(tunes.length - 1), fc.nat(), fc.integer({ min: 1, max: 9 }))
      .map(([which, from, count]) => {
        const { notes } = tunes[which] as Melody;
        const start = from % notes.length;
        return notes.slice(start, start + count);
      });
    fc.assert(
      fc.property(fc.array(passage, { minLength: 1, maxLength: 8 }), (parts) => {
        let line = openLine();
        const played: Note[] = [];
        for (const part of parts) {
          const allowed = longestCopy(index, [...played, ...part]).length <= LONGEST_COPY;
          expect(copiesAfter(line, part, own) !== undefined).toBe(allowed);
          if (!allowed) return;
          line = playLine(line, part, own);
          played.push(...part);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("a line keeps", () => {
  const library = libraryOf();

  test("one note fewer than a window, the last ones, whoever played them", () => {
    const notes = Array.from({ length: 40 }, (_, i) => ({ onset: i, duration: 1, pitch: 40 + i, velocity: 72 }));
    const later = notes.map((note) => ({ ...note, onset: note.onset + 40 }));
    const line = playLine(hearLine(openLine(), notes), later, library);
    expect(line.tail).toEqual([...notes, ...later].slice(80 - (WINDOW - 1)));
  });

  test("the proportions of its own notes alone, and counts its own 8-grams alone", () => {
    const heard = hearLine(openLine(), TUNE);
    expect(heard.made).toEqual(openLine().made);
    expect(heard.grams.total).toBe(0);
    const played = playLine(heard, TUNE, library);
    expect(played.made.counts.reduce((sum, count) => sum + count, 0)).toBe(3 * TUNE.length + 1);
    expect(played.grams.total).toBe(TUNE.length);
  });
});

describe("the library", () => {
  test("joins segments to tunes again, to find copies in", () => {
    const [tune] = OWN_TUNES;
    const { segments } = segmentMelody(tune as Melody);
    const { copies } = openLibrary([...segments].reverse());
    const joined = segments.flatMap(({ notes, length }, i) =>
      notes.map((note) => ({ ...note, onset: note.onset + i * length })),
    );
    expect(longestCopy(copies[0] as (typeof copies)[number], joined).length).toBe(joined.length - 1);
  });
});
