import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { STEP_CLASSES, TREND_OUTPUTS } from "../../../src/engine/music/features.ts";
import { directionChances, drawForecast, stepChances } from "../../../src/engine/music/forecast.ts";
import { pitchName, pitchOf } from "../../../src/engine/music/note.ts";
import { DIRECTIONS, directionOf, riseOf, TREND_STEPS } from "../../../src/engine/music/trend.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";

const C4 = pitchOf("C4");
const DOWN = 0;
const FLAT = 1;
const UP = 2;

/** What a network says that is sure of a direction, and of each step but for equals. */
function sayings(direction: number, steps: readonly (readonly number[])[]): Float32Array {
  const output = new Float32Array(TREND_OUTPUTS);
  output[direction] = 20;
  for (const [i, likely] of steps.entries()) {
    for (const step of likely) output[DIRECTIONS + i * STEP_CLASSES + step + 12] = 20;
  }
  return output;
}

const anyOutput = fc
  .array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: TREND_OUTPUTS, maxLength: TREND_OUTPUTS })
  .map((values) => Float32Array.from(values));

describe("a forecast", () => {
  test.each([
    ["down", DOWN, "C5", [0, -1, -2, -2, -1, -2, -2, -2], "C5 B4 A4 G4 F#4 E4 D4 C4"],
    ["flat", FLAT, "E4", [0, 0, 2, -2, 0, 0, 4, -4], "E4 E4 F#4 E4 E4 E4 G#4 E4"],
    ["up", UP, "C4", [0, 2, 2, 1, 2, 2, 2, 1], "C4 D4 E4 F4 G4 A4 B4 C5"],
  ])("%s goes by the steps that are foretold", (_, direction, initial, steps, names) => {
    const initialPitch = pitchOf(initial) - C4;
    const output = sayings(
      direction,
      steps.map((step) => [step]),
    );
    const draws = new Draws(seeded(1, "forecast"));
    const forecast = drawForecast(output, initialPitch, [], { temperature: 0.9, topP: 0.9 }, draws);
    expect(forecast.course.map((pitch) => pitchName(pitch + C4)).join(" ")).toBe(names);
    expect(forecast.shape).toEqual(forecast.course.map((pitch) => pitch - initialPitch));
    expect(forecast.initialPitch).toBe(initialPitch);
  });

  test("takes directions as often as they are likely, whatever the steps alone would make of it", () => {
    // By themselves these steps rise or fall, the one as often as the other, and seldom stay.
    const output = sayings(
      DOWN,
      Array.from({ length: TREND_STEPS }, () => [-3, 3]),
    );
    for (const [direction, share] of [0.6, 0.3, 0.1].entries()) output[direction] = Math.log(share);
    const draws = new Draws(seeded(1, "shares"));
    const counts = [0, 0, 0];
    for (let i = 0; i < 3000; i++) {
      const { course } = drawForecast(output, 0, [], { temperature: 1, topP: 1 }, draws);
      const direction = directionOf(riseOf(course));
      counts[direction] = (counts[direction] ?? 0) + 1 / 3000;
    }
    expect(counts[DOWN]).toBeGreaterThan(0.55);
    expect(counts[FLAT]).toBeGreaterThan(0.2);
    expect(counts[UP]).toBeLessThan(0.2);
  });

  test("has eight steps of an octave at the most, whatever the network says, and the same ones for the same draws", () => {
    fc.assert(
      fc.property(anyOutput, fc.integer({ min: -18, max: 19 }), fc.nat(), (output, initialPitch, seed) => {
        const draw = () =>
          drawForecast(output, initialPitch, [], { temperature: 0.9, topP: 0.9 }, new Draws(seeded(seed, "any")));
        const { course } = draw();
        expect(course).toHaveLength(TREND_STEPS);
        course.forEach((pitch, i) => {
          expect(Math.abs(pitch - (course[i - 1] ?? initialPitch))).toBeLessThanOrEqual(12);
        });
        expect(draw().course).toEqual(course);
      }),
      { numRuns: 50 },
    );
  });
});

describe("chances", () => {
  test("of directions and of each step add up to 1 and rank as the network says", () => {
    fc.assert(
      fc.property(anyOutput, fc.constantFrom(0.5, 1, 2), (output, temperature) => {
        const parts = [directionChances(output, temperature)];
        for (let i = 0; i < TREND_STEPS; i++) parts.push(stepChances(output, i, temperature));
        let from = 0;
        for (const chances of parts) {
          expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
          const said = [...output.subarray(from, from + chances.length)];
          expect(said[chances.indexOf(Math.max(...chances))]).toBeCloseTo(Math.max(...said), 6);
          from += chances.length;
        }
        expect(from).toBe(TREND_OUTPUTS);
      }),
      { numRuns: 30 },
    );
  });
});
