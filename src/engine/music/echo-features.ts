import type { Semitones } from "../time/units.ts";
import type { Echo } from "./echo.ts";
import type { Segment } from "./segment.ts";
import { DIRECTIONS, TREND_STEPS } from "./trend.ts";

/** Echoes that are described one by one. */
const NEAREST = 2;
const EACH = 10 + 2 * TREND_STEPS;
const EACH_TOLD = 3;
/** Directions at two widths, the mean shape that followed, and how much there was to go by. */
const TOGETHER = 2 * DIRECTIONS + 2 * TREND_STEPS + 3;

/** Length of {@link writeEchoes} where the next initial pitch is open; votes for pitches not counted. */
export const ECHO_FEATURES = NEAREST * EACH + TOGETHER;
/** Length of {@link writeEchoes} where it is told. */
export const TOLD_ECHO_FEATURES = NEAREST * (EACH + EACH_TOLD) + TOGETHER;

/** What the features need to know of the present moment. */
export interface Present {
  readonly segment: Segment;
  /** Running mean of the courses, in semitones from the anchor. */
  readonly mean: Semitones;
  /** The next initial pitch, where it is known. */
  readonly told?: Semitones;
}

/** The nearest echoes; of equally near ones, the latest first. */
function nearest(echoes: readonly Echo[]): (Echo | undefined)[] {
  let first: Echo | undefined;
  let second: Echo | undefined;
  for (const echo of echoes) {
    if (!first || echo.distance <= first.distance) {
      second = first;
      first = echo;
    } else if (!second || echo.distance <= second.distance) second = echo;
  }
  return [first, second];
}

function writeOne(out: Float32Array, from: number, echo: Echo, { segment, mean, told }: Present): void {
  const { distance, followed, ago } = echo;
  const weight = Math.exp(-distance);
  let at = from;
  out[at++] = weight;
  out[at++] = distance / 4;
  out[at++] = (weight * (followed.initialPitch - segment.finalPitch)) / 6;
  out[at++] = (weight * followed.initialPitch) / 6;
  out[at++] = (weight * followed.rise) / 6;
  out[at++] = followed.rise / 6;
  out[at++] = followed.initialPitch / 12;
  out[at++] = (followed.initialPitch - mean) / 6;
  out[at++] = Math.min(16, ago) / 8;
  out[at++] = (weight * Math.min(16, ago)) / 8;
  for (const pitch of followed.shape) out[at++] = (weight * pitch) / 6;
  // Whether a step stays matters more than how far it goes, and a network finds an exact 0 hard to tell from a ±1.
  for (const step of followed.trend) out[at++] = step === 0 ? weight : 0;
  if (told === undefined) return;
  out[at++] = (weight * (told - followed.initialPitch)) / 6;
  out[at++] = (told - followed.initialPitch) / 6;
  out[at] = told === followed.initialPitch ? weight : 0;
}

/**
 * Writes what the echoes say of the next segment, and returns where the writing ended. Without echoes all is 0, but for
 * the shares of the directions, which are as low as they can be.
 */
export function writeEchoes(out: Float32Array, from: number, echoes: readonly Echo[], present: Present): number {
  const each = EACH + (present.told === undefined ? 0 : EACH_TOLD);
  nearest(echoes).forEach((echo, i) => {
    if (echo) writeOne(out, from + i * each, echo, present);
  });
  const at = from + NEAREST * each;
  const shape = at + 2 * DIRECTIONS;
  const still = shape + TREND_STEPS;
  let [near, wide, rise, jump] = [0, 0, 0, 0];
  for (const { distance, followed } of echoes) {
    const weight = Math.exp(-distance);
    const narrow = weight * weight;
    near += narrow;
    wide += weight;
    rise += narrow * followed.rise;
    jump += narrow * (followed.initialPitch - present.segment.finalPitch);
    const direction = followed.direction;
    out[at + direction] = (out[at + direction] as number) + narrow;
    out[at + DIRECTIONS + direction] = (out[at + DIRECTIONS + direction] as number) + weight;
    for (let i = 0; i < TREND_STEPS; i++) {
      out[shape + i] = (out[shape + i] as number) + narrow * (followed.shape[i] as number);
      if (followed.trend[i] === 0) out[still + i] = (out[still + i] as number) + narrow;
    }
  }
  for (let i = 0; i < DIRECTIONS; i++) {
    out[at + i] = Math.log(0.1 + (out[at + i] as number) / (near + 0.1)) + 1;
    const spread = at + DIRECTIONS + i;
    out[spread] = Math.log(0.1 + (out[spread] as number) / (wide + 0.5)) + 1;
  }
  for (let i = 0; i < TREND_STEPS; i++) {
    out[shape + i] = (out[shape + i] as number) / (near + 0.1) / 6;
    out[still + i] = (out[still + i] as number) / (near + 0.1);
  }
  let end = still + TREND_STEPS;
  out[end++] = Math.log1p(near);
  out[end++] = rise / (near + 0.1) / 6;
  out[end++] = jump / (near + 0.1) / 6;
  return end;
}

/** Writes the echoes' votes for the next initial pitch: `classes` logs, 0 for a class that no echo has. */
export function writeVotes(
  out: Float32Array,
  from: number,
  echoes: readonly Echo[],
  classes: number,
  classOf: (pitch: Semitones) => number,
): void {
  let near = 0;
  for (const { distance, followed } of echoes) {
    const weight = Math.exp(-2 * distance);
    near += weight;
    const at = from + classOf(followed.initialPitch);
    out[at] = (out[at] as number) + weight;
  }
  // Not logs of shares: those of the many classes without a vote would be far from 0, and drown the others.
  for (let at = from; at < from + classes; at++) {
    out[at] = Math.log(1 + (50 * (out[at] as number)) / (near + 0.1)) / 2;
  }
}
