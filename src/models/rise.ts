import type { Semitones } from "../engine/time/units.ts";

/** Rise of the regression line through a course, from its first main pitch to its last. */
export function riseOf(course: readonly Semitones[]): Semitones {
  const middle = (course.length - 1) / 2;
  let along = 0;
  let spread = 0;
  course.forEach((pitch, i) => {
    along += (i - middle) * pitch;
    spread += (i - middle) ** 2;
  });
  return spread > 0 ? (along / spread) * (course.length - 1) : 0;
}

/** Class of a rise: 0 down, 1 flat, 2 up; within the cut points (semitones) it is flat. */
export function directionOf(rise: Semitones, low: Semitones = -2, high: Semitones = 2): number {
  if (rise < low) return 0;
  return rise > high ? 2 : 1;
}

/**
 * The cut points that tell the directions best from expected rises. (Expectations spread less than what they expect, so
 * ±2 would call nearly everything flat.)
 */
export function fitCuts(
  expected: readonly Semitones[],
  directions: readonly number[],
): [low: Semitones, high: Semitones] {
  let best = -1;
  let cuts: [number, number] = [-2, 2];
  for (let low = -3; low <= 1; low += 0.1) {
    for (let high = Math.max(low, -1); high <= 3; high += 0.1) {
      let right = 0;
      for (let i = 0; i < expected.length; i++) {
        if (directionOf(expected[i] ?? 0, low, high) === directions[i]) right++;
      }
      if (right > best) {
        best = right;
        cuts = [low, high];
      }
    }
  }
  return cuts;
}
