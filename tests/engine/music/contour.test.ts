import { expect, test } from "vitest";
import { contourOver, distanceToContour } from "../../../src/engine/music/contour.ts";
import { mainPitches, TREND_STEPS } from "../../../src/engine/music/trend.ts";
import { PPQ } from "../../../src/engine/time/units.ts";

const line = (...pitches: number[]) =>
  pitches.map((pitch, i) => ({ onset: i * PPQ, duration: PPQ, pitch, velocity: 64 }));
const course = (...pitches: number[]) => mainPitches(line(...pitches), pitches.length * PPQ, TREND_STEPS);

test("the same ups and downs are near wherever they lie, others are far", () => {
  const contour = { notes: line(0, 4, 7, 4), from: 0 };
  expect(distanceToContour(contour, course(0, 4, 7, 4), 4 * PPQ)).toBe(0);
  expect(distanceToContour(contour, course(5, 9, 12, 9), 4 * PPQ)).toBe(0);
  expect(distanceToContour(contour, course(7, 4, 0, 4), 4 * PPQ)).toBeGreaterThan(2);
});

test("what comes later follows the later part; where nothing is left, nothing is far", () => {
  const contour = { notes: line(0, 0, 0, 0, 0, 2, 4, 5), from: 4 * PPQ };
  expect(contourOver(contour, 4 * PPQ)).toEqual([0, 0, 2, 2, 4, 4, 5, 5]);
  expect(distanceToContour(contour, course(7, 9, 11, 12), 4 * PPQ)).toBe(0);
  expect(contourOver({ ...contour, from: 8 * PPQ }, PPQ)).toBeUndefined();
  expect(distanceToContour({ ...contour, from: 8 * PPQ }, course(0, 9, 0, 9), PPQ)).toBe(0);
});
