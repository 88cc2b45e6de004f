import { expect, test } from "vitest";
import { fluctuationExponent } from "../../../../src/engine/music/ruler/fluctuation.ts";
import { spectralSlope } from "../../../../src/engine/music/ruler/spectrum.ts";
import { Draws, seeded } from "../../../../src/engine/random.ts";

const COUNT = 4_096;

function white(): Float64Array {
  const draws = new Draws(seeded(1, "white"));
  return Float64Array.from({ length: COUNT }, () => draws.normal());
}

function walk(): Float64Array {
  let at = 0;
  return white().map((step) => {
    at += step;
    return at;
  });
}

/** 1/f noise (Voss, in Gardner 1978): the sum of twelve sources, each drawn anew half as often as the one before. */
function pink(): Float64Array {
  const draws = new Draws(seeded(1, "pink"));
  const sources = Array.from({ length: 12 }, () => draws.normal());
  return Float64Array.from({ length: COUNT }, (_, i) => {
    for (let k = 0; k < sources.length; k++) if (i % 2 ** k === 0) sources[k] = draws.normal();
    return sources.reduce((sum, value) => sum + value, 0);
  });
}

test.each([
  ["noise", white, 0.5, 0],
  ["1/f noise", pink, 1, -1],
  ["a random walk", walk, 1.5, -2],
] as const)("%s", (_, series, exponent, slope) => {
  expect(Math.abs(fluctuationExponent(series()) - exponent)).toBeLessThan(0.1);
  expect(Math.abs(spectralSlope(series()) - slope)).toBeLessThan(0.2);
});

test("both are the same of a series moved and stretched", () => {
  const series = pink();
  const other = series.map((value) => 60 + 7 * value);
  expect(fluctuationExponent(other)).toBeCloseTo(fluctuationExponent(series), 9);
  expect(spectralSlope(other)).toBeCloseTo(spectralSlope(series), 9);
});

test("a series too short, or of one pitch, has neither", () => {
  expect(fluctuationExponent(white().slice(0, 63))).toBeNaN();
  expect(spectralSlope(white().slice(0, 255))).toBeNaN();
  expect(fluctuationExponent(new Float64Array(512).fill(60))).toBeNaN();
  expect(spectralSlope(new Float64Array(512).fill(60))).toBeNaN();
});
