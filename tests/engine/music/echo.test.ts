import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Echo, echoesOf, LOOKS_BACK, tellEchoes, unlikeness } from "../../../src/engine/music/echo.ts";
import { firstPlace, nextPlace } from "../../../src/engine/music/place.ts";
import type { Segment } from "../../../src/engine/music/segment.ts";
import { segmentIn, segmentsIn } from "./segments.ts";

/** Two bars each: a question, its answer, a middle part, and something else. */
const WORDS = {
  A: "C4 1 E4 1 G4 1 E4 1 C4 2 G4 2",
  "A'": "C4 1 E4 1 G4 1 E4 1 D4 2 C4 2",
  B: "F4 1 A4 1 C5 1 A4 1 G4 2 E4 2",
  C: "G4 .5 A4 .5 B4 1 C5 2 B4 .5 A4 .5 G4 3",
  D: "C3 4 G3 4",
};

/** Which letter a segment is. */
function letterOf(segment: Segment | undefined): string | undefined {
  const text = JSON.stringify(segment?.notes);
  return Object.entries(WORDS).find(([, words]) => JSON.stringify(segmentIn(words).notes) === text)?.[0];
}

function nearest(echoes: readonly Echo[]): Echo | undefined {
  return echoes.reduce<Echo | undefined>(
    (best, echo) => (best && best.distance < echo.distance ? best : echo),
    undefined,
  );
}

describe("how unlike two segments are", () => {
  test.each([
    ["the same", WORDS.A, WORDS.A, 0],
    ["a whole tone higher", "C4 1 C4 1 C4 2", "D4 1 D4 1 D4 2", 2],
    ["an octave lower in its second half", "C4 2 C4 2", "C4 2 C3 2", 6],
    ["eight notes and one", "C4 1 C4 1 C4 1 C4 1 C4 1 C4 1 C4 1 C4 1", "C4 8", (2 * 7) / 16],
    ["a tone higher, with one onset of 16 moved", "C4 1 C4 3", "D4 1.25 D4 2.75", 2 + (2 * 2) / 16],
  ])("%s", (_, a, b, distance) => {
    expect(unlikeness(segmentIn(a), segmentIn(b))).toBeCloseTo(distance, 12);
    expect(unlikeness(segmentIn(b), segmentIn(a))).toBeCloseTo(distance, 12);
  });
});

describe("the echo of the present moment", () => {
  test.each([
    ["A A' B A'", "B", 2],
    ["A A' B A", "A'", 3],
    ["A B A", "B", 2],
    ["A B C A B", "C", 3],
    ["A B A B A", "B", 2],
    ["D B C D B", "C", 3],
    // B came twice; what came before it tells which time is meant.
    ["A B C D B A' A B", "C", 6],
    ["A B C D B A' D B", "A'", 3],
  ])("of %s is followed by %s, %i segments ago", (form, letter, ago) => {
    const echo = nearest(echoesOf(segmentsIn(form, WORDS)));
    expect(letterOf(echo?.followed)).toBe(letter);
    expect(echo?.ago).toBe(ago);
  });

  test("is the very same moment where the segment before was the same as well", () => {
    expect(nearest(echoesOf(segmentsIn("A B C A B", WORDS)))?.distance).toBe(0);
    // At the beginning of a tune nothing came before.
    expect(nearest(echoesOf(segmentsIn("A B A", WORDS)))?.distance).toBeGreaterThan(0);
  });

  test("of a beginning is nothing", () => {
    expect(echoesOf([])).toEqual([]);
    expect(echoesOf(segmentsIn("A", WORDS))).toEqual([]);
  });

  test.each([2, 10, 64, 65, 66, 200])("among %i segments looks back 64 at the most, the oldest first", (count) => {
    const past = Array.from({ length: count }, (_, i) => segmentIn(i % 3 === 0 ? WORDS.A : WORDS.B, i));
    const looked = Math.min(LOOKS_BACK, count - 1);
    expect(LOOKS_BACK).toBe(64);
    expect(echoesOf(past).map(({ ago }) => ago)).toEqual(Array.from({ length: looked }, (_, i) => looked - i));
    for (const { followed, ago } of echoesOf(past)) expect(followed).toBe(past[count - ago]);
  });

  test("is the same from what a place keeps of a long stream as from all of it", () => {
    const letters = fc.array(fc.constantFrom(...Object.values(WORDS)), { minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(letters, (words) => {
        const [first, ...others] = words.map((each, i) => segmentIn(each, i));
        if (!first) return;
        let place = firstPlace(first, { minor: false, triple: false });
        for (const segment of others) place = nextPlace(place, segment);
        expect(place.past.length).toBeLessThanOrEqual(LOOKS_BACK + 2);
        expect(echoesOf(place.past)).toEqual(echoesOf([first, ...others]));
      }),
      { numRuns: 50 },
    );
  });
});

describe("echoes that are told the next initial pitch", () => {
  // B has gone on in C (from G4) and in D (from C3).
  const echoes = echoesOf(segmentsIn("A B C A B D A B", WORDS));
  const told = (pitch: number) => letterOf(nearest(tellEchoes(echoes, pitch))?.followed);

  test("prefer the one that went on from the told pitch", () => {
    expect(told(7)).toBe("C");
    expect(told(-12)).toBe("D");
    expect(told(-10)).toBe("D");
  });

  test("stay as near as they were where the pitch is theirs, and are farther by .6 a semitone up to six", () => {
    tellEchoes(echoes, 7).forEach((echo, i) => {
      const { distance, followed } = echoes[i] as Echo;
      const away = Math.min(6, Math.abs(followed.initialPitch - 7));
      expect(echo.distance).toBeCloseTo(distance + 0.6 * away, 12);
      expect(echo).toEqual({ ...echoes[i], distance: echo.distance });
    });
  });
});
