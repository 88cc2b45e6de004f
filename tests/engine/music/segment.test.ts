import { describe, expect, test } from "vitest";
import type { Melody } from "../../../src/engine/music/melody.ts";
import { openNovelty, remember, repeats } from "../../../src/engine/music/novelty.ts";
import { segmentMelody } from "../../../src/engine/music/segment.ts";
import { courseDistance, courseOf, mainPitches, trendOf } from "../../../src/engine/music/trend.ts";
import { PPQ } from "../../../src/engine/time/units.ts";
import { melodyOf } from "../../helpers/notes.ts";

const TWINKLE = "C4 1 C4 1 G4 1 G4 1 A4 1 A4 1 G4 2 F4 1 F4 1 E4 1 E4 1 D4 1 D4 1 C4 2";

function tune(words: string, changes: Partial<Melody> = {}): Melody {
  return {
    id: "tune",
    title: "Tune",
    notes: melodyOf(words),
    key: { tonic: 0, mode: "major" },
    meter: { beats: 4, unit: 4 },
    tempo: 100,
    pickup: 0,
    ...changes,
  };
}

describe("segments", () => {
  test("two bars each, pitches counted from the tonic nearest the mean", () => {
    const { anchor, segments } = segmentMelody(tune(TWINKLE));
    expect(anchor).toBe(60);
    expect(segments.map((segment) => segment.notes.map((note) => note.pitch))).toEqual([
      [0, 0, 7, 7, 9, 9, 7],
      [5, 5, 4, 4, 2, 2, 0],
    ]);
    expect(segments[0]).toMatchObject({ initialPitch: 0, finalPitch: 7, length: 8 * PPQ, index: 0, source: "tune" });
    expect(segments[0]?.course).toEqual([0, 0, 7, 7, 9, 9, 7, 7]);
    expect(segments[0]?.trend).toEqual([0, 0, 7, 0, 2, 0, -2, 0]);
  });

  test("one bar where two would last over 8 s", () => {
    expect(segmentMelody(tune(TWINKLE, { tempo: 55 })).segments).toHaveLength(4);
  });

  test("an upbeat stays with its phrase", () => {
    const { segments } = segmentMelody(tune("G4 1 C5 1 C5 1 C5 1 G4 1 E4 2 E4 1 r 1 G4 1 F4 1 F4 2", { pickup: PPQ }));
    expect(segments[0]?.notes[0]).toMatchObject({ onset: 0 });
  });

  test("a note over the edge is cut there, an empty slice is left out", () => {
    const { segments } = segmentMelody(tune("C4 7 D4 4 r 13 E4 4"));
    expect(segments).toHaveLength(2);
    expect(segments[0]?.notes.map(({ onset, duration }) => [onset / PPQ, duration / PPQ])).toEqual([
      [0, 7],
      [7, 1],
    ]);
  });
});

describe("trends", () => {
  test("the longest pitch of each part is its main pitch; silence holds", () => {
    const notes = melodyOf("C4 .25 D4 .75 r 1 E4 1 r 1");
    expect(mainPitches(notes, 4 * PPQ, 4)).toEqual([62, 62, 64, 64]);
  });

  test("trend and course are inverse inside an octave", () => {
    const course = [0, 2, 4, 5, 4, 2, 0, -5];
    expect(courseOf(2, trendOf(2, course))).toEqual(course);
  });

  test("a step over an octave is clipped", () => expect(trendOf(0, [24])).toEqual([12]));

  test("the distance is nothing for equals, small for a shifted step, large for another shape", () => {
    const rising = [0, 0, 2, 2, 4, 4, 5, 5];
    const later = [0, 0, 0, 2, 2, 4, 4, 5];
    const falling = [0, 0, -2, -2, -4, -4, -5, -5];
    expect(courseDistance(rising, rising)).toBe(0);
    expect(courseDistance(rising, later)).toBeLessThan(0.5);
    expect(courseDistance(rising, falling)).toBeGreaterThan(3);
  });
});

describe("novelty", () => {
  const bar = melodyOf("C4 1 D4 1 E4 1 G4 1");
  const shifted = (notes: typeof bar, beats: number) =>
    notes.map((note) => ({ ...note, onset: note.onset + beats * PPQ }));

  test("a stretch of the span is known again, wherever it begins", () => {
    const memory = remember(openNovelty(4 * PPQ), bar);
    expect(repeats(memory, shifted(bar, 4))).toBe(true);
    expect(repeats(memory, shifted(bar, 6.5))).toBe(true);
  });

  test("less than the span may come again", () => {
    const memory = remember(openNovelty(4 * PPQ), bar);
    const half = melodyOf("C4 1 D4 1 E4 1 A4 1");
    expect(repeats(memory, shifted(half, 4))).toBe(false);
  });

  test("another rhythm, another octave are new", () => {
    const memory = remember(openNovelty(4 * PPQ), bar);
    expect(repeats(memory, shifted(melodyOf("C4 1 D4 .5 E4 1.5 G4 1"), 4))).toBe(false);
    expect(repeats(memory, shifted(melodyOf("C5 1 D5 1 E5 1 G5 1"), 4))).toBe(false);
  });

  test("a repetition within the new notes is found", () => {
    const twice = [...bar, ...shifted(bar, 4)];
    expect(repeats(openNovelty(4 * PPQ), twice)).toBe(true);
  });

  test("two streams that part from one memory do not know each other's music", () => {
    const common = remember(openNovelty(4 * PPQ), bar);
    const other = melodyOf("A4 1 B4 1 A4 1 G4 1");
    const left = remember(common, shifted(other, 4));
    const right = remember(common, shifted(melodyOf("D4 4"), 4));
    expect(repeats(left, shifted(other, 8))).toBe(true);
    expect(repeats(right, shifted(other, 8))).toBe(false);
    expect(repeats(common, shifted(other, 4))).toBe(false);
    expect(repeats(right, shifted(bar, 8))).toBe(true);
  });

  test("a stretch that is completed by a later segment is found", () => {
    const first = remember(openNovelty(8 * PPQ), [...bar, ...shifted(melodyOf("A4 4"), 4)]);
    const again = remember(first, shifted(bar, 8));
    expect(repeats(again, shifted(melodyOf("A4 4"), 12))).toBe(true);
    expect(repeats(again, shifted(melodyOf("B4 4"), 12))).toBe(false);
  });
});
