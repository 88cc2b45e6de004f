import { expect, test } from "vitest";
import { isSimple } from "../../src/models/simple.ts";

const tune = (...pitches: number[]) => ({
  notes: pitches.map((pitch, i) => ({ onset: 480 * i, duration: 480, pitch, velocity: 72 })),
});
/** So many notes that go up and down by a tone. */
const steps = (count: number) => Array.from({ length: count }, (_, i) => 60 + 2 * (i % 2));

test("stepwise tunes of a steady key and meter are simple", () => {
  expect(isSimple(tune(...steps(20)), true)).toBe(true);
  expect(isSimple(tune(...steps(20)), false)).toBe(false);
});

test("three leaps over a fifth in a hundred intervals are still simple, four are not", () => {
  const leapAndBack = [68, 66, 64, 62, 60];
  const hundred = (leaps: number) => {
    const pitches = [60, ...Array.from({ length: leaps }, () => leapAndBack).flat()];
    return tune(...pitches, ...steps(101 - pitches.length).map((pitch) => (pitch === 60 ? 62 : 60)));
  };
  expect(hundred(3).notes).toHaveLength(101);
  expect(isSimple(hundred(3), true)).toBe(true);
  expect(isSimple(hundred(4), true)).toBe(false);
});

test("one interval over an octave, or a range over 16, is not simple", () => {
  expect(isSimple(tune(...steps(100), 74), true)).toBe(true);
  expect(isSimple(tune(...steps(99), 73), true)).toBe(false);
  const climb = (top: number) => tune(...steps(200), ...Array.from({ length: (top - 60) / 2 }, (_, i) => 62 + 2 * i));
  expect(isSimple(climb(76), true)).toBe(true);
  expect(isSimple(climb(78), true)).toBe(false);
});
