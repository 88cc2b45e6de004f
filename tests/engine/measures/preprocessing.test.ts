import { describe, expect, test } from "vitest";
import { findBouts, findOnsets, findPhrases, intervalsOf } from "../../../src/engine/measures/preprocessing.ts";
import { commonSpans, coveredTime, joinSpans } from "../../../src/engine/measures/spans.ts";
import { boutsOf, key, keysEvery, onsetsOf, stroke } from "./playing.ts";

const at = (onsets: readonly { at: number }[]) => onsets.map((onset) => onset.at);

describe("onsets", () => {
  test("a pad that bounces within 30 ms is one stroke; another pad is not a bounce", () => {
    const kept = onsetsOf([stroke(0), stroke(29), stroke(200), stroke(230)]).map(({ notes }) => notes.length);
    expect(kept).toEqual([1, 2]);
    expect(onsetsOf([stroke(0, 38), stroke(20, 42)])[0]?.notes).toHaveLength(2);
  });

  test("keys have no bounce: a fast repetition stays", () => {
    expect(onsetsOf([key(0), key(36, 60, 64, 10)])).toHaveLength(2);
  });

  test("notes up to 35 ms after the first are its chord, whatever the order they came in", () => {
    const onsets = onsetsOf([key(36, 67), key(35, 64), key(0, 60)]);
    expect(at(onsets)).toEqual([0, 36]);
    expect(onsets[0]?.notes.map(({ pitch }) => pitch)).toEqual([60, 64]);
  });

  test("a rolled chord does not grow without end", () => {
    expect(at(onsetsOf([key(0), key(30, 62), key(60, 64), key(90, 65)]))).toEqual([0, 60]);
  });

  test("a key ends with its note-off, a pad after 150 ms, a key still down with the phase", () => {
    expect(findOnsets([key(0, 60, 64, 400)], 5_000)[0]?.end).toBe(400);
    expect(findOnsets([stroke(0)], 5_000)[0]?.end).toBe(150);
    expect(findOnsets([{ ...key(0), duration: null }], 5_000)[0]?.end).toBe(5_000);
  });
});

describe("bouts", () => {
  test("a gap of 2 s holds a bout together, a longer one parts it", () => {
    expect(boutsOf([key(0), key(2_000), key(4_001)]).map(({ onsets }) => at(onsets))).toEqual([[0, 2_000], [4_001]]);
  });

  test("a bout lasts from its first onset to its last note-off, but not into the next bout", () => {
    const [first, second] = boutsOf([key(0, 60, 64, 1_500), key(300), key(4_000, 60, 64, 9_000), key(8_000)]);
    expect(first).toMatchObject({ start: 0, end: 1_500 });
    expect(second).toMatchObject({ start: 4_000, end: 8_000 });
  });

  test("intervals never reach across bouts", () => {
    expect(intervalsOf(boutsOf([...keysEvery(500, 3), ...keysEvery(400, 3, 10_000)]))).toEqual([
      [500, 500],
      [400, 400],
    ]);
  });

  test("nothing played is no bout", () => {
    expect(findBouts([])).toEqual([]);
    expect(findPhrases([])).toEqual([]);
  });
});

describe("phrases", () => {
  test("600 ms of silence end a quick phrase", () => {
    const notes = [...keysEvery(200, 4), key(600 + 100 + 599), key(1_299 + 100 + 600)];
    expect(findPhrases(onsetsOf(notes)).map(({ onsets }) => onsets.length)).toEqual([5, 1]);
  });

  test("a slow child gets more time: 1.5 × its interval, 2.5 s at the most", () => {
    const slow = keysEvery(1_000, 5);
    expect(findPhrases(onsetsOf(slow))[0]?.onsets.length).toBeLessThan(5);
    const legato = slow.map((note) => ({ ...note, duration: 900 }));
    expect(findPhrases(onsetsOf([...legato, key(4_900 + 1_499)]))).toHaveLength(1);
    expect(findPhrases(onsetsOf([...legato, key(4_900 + 1_500)]))).toHaveLength(2);
  });
});

describe("spans", () => {
  const span = (start: number, end: number) => ({ start, end });

  test("overlaps count once", () => {
    expect(joinSpans([span(5, 9), span(0, 3), span(2, 4)])).toEqual([span(0, 4), span(5, 9)]);
    expect(coveredTime([span(5, 9), span(0, 3), span(2, 4)])).toBe(8);
  });

  test("common time of two lists", () => {
    expect(commonSpans([span(0, 10), span(20, 30)], [span(8, 22), span(25, 26)])).toEqual([
      span(8, 10),
      span(20, 22),
      span(25, 26),
    ]);
    expect(coveredTime(commonSpans([span(0, 10)], []))).toBe(0);
  });
});
