import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pitchName, pitchOf } from "../../../src/engine/music/note.ts";
import { nthSmallest } from "../../../src/engine/music/nth-smallest.ts";
import { retell } from "../../../src/engine/music/retelling.ts";
import { mainPitches } from "../../../src/engine/music/trend.ts";
import { PPQ } from "../../../src/engine/time/units.ts";
import { anyLine } from "./ruler/lines.ts";
import { segmentIn } from "./segments.ts";

/** Each pitch a crotchet. */
const crotchets = (names: string) => segmentIn(names.replaceAll(/(\S+)/g, "$1 1"));

function retold(segments: readonly string[], count = 8): string {
  const pitches = retell(segments.map(crotchets), count);
  return pitches.map((pitch) => pitchName(pitch + pitchOf("C4"))).join(" ");
}

describe("what is told again", () => {
  test.each([
    ["what followed on the same two notes", ["C4 D4 E4 F4", "G4 C4 D4"], "E4 F4 G4 C4"],
    ["over the join of two segments", ["C4 D4", "E4 F4 A4 C4 D4"], "E4 F4 A4 C4"],
    ["on the longest passage, not the latest", ["A4 C4 D4 E4", "G4 C4 D4 F4", "A4 C4 D4"], "E4 G4 C4 D4 F4 A4 C4"],
    ["of equal passages, on the latest", ["B4 C4 D4 E4", "B4 C4 D4 F4", "B4 C4 D4"], "F4 B4 C4"],
    ["nothing where one note alone is the same", ["C4 E4 D4 G4", "F4 D4"], ""],
    ["nothing of one note, or of none", ["C4"], ""],
  ])("%s", (_, segments, followed) => {
    expect(retold(segments)).toBe(followed);
  });

  test("is at most as long as asked for", () => {
    expect(retold(["C4 D4 E4 F4", "G4 C4 D4"], 2)).toBe("E4 F4");
    expect(retell([], 4)).toEqual([]);
  });
});

test("the nth smallest of values is the one at that place when they are sorted", () => {
  const anyValues = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 3 })), { maxLength: 60 });
  fc.assert(
    fc.property(anyValues, fc.nat(70), (values, n) => {
      const given = Float64Array.from(values);
      const sorted = given.slice().sort();
      // A zero is a zero, whichever sign it has.
      expect(nthSmallest(given, n) + 0).toBe((sorted[n] ?? Number.POSITIVE_INFINITY) + 0);
      expect(given).toEqual(Float64Array.from(values));
    }),
    { numRuns: 500 },
  );
});

test("main pitches are those that sound longest, counted tick by tick", () => {
  const tick = PPQ / 4;
  fc.assert(
    fc.property(
      anyLine(1, 20),
      fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
      fc.nat(12),
      (line, keep, more) => {
        // Some notes are left out: rests.
        const notes = line.filter((_, i) => i === 0 || keep[i]);
        const length = 8 * tick * (4 + more);
        let held = notes[0]?.pitch;
        const expected = Array.from({ length: 8 }, (_, slot) => {
          const heard = new Map<number, number>();
          for (let at = (slot * length) / 8; at < ((slot + 1) * length) / 8; at += tick) {
            const note = notes.find(({ onset, duration }) => onset <= at && at < onset + duration);
            if (note) heard.set(note.pitch, (heard.get(note.pitch) ?? 0) + 1);
          }
          const longest = Math.max(...heard.values());
          // A map keeps its order: of equals, the earlier.
          held = [...heard].find(([, time]) => time === longest)?.[0] ?? held;
          return held;
        });
        expect(mainPitches(notes, length, 8)).toEqual(expected);
      },
    ),
    { numRuns: 200 },
  );
});
