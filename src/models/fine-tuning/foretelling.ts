import { echoesOf } from "../../engine/music/echo.ts";
import { PITCH_CLASSES, pitchFeatures, pitchIndex, stepIndex, trendFeatures } from "../../engine/music/features.ts";
import { directionChances, stepChances } from "../../engine/music/forecast.ts";
import { softmax } from "../../engine/music/sampling.ts";
import { TREND_STEPS } from "../../engine/music/trend.ts";
import type { SegmentNetworks } from "../../engine/ports.ts";
import { medianStep } from "../evaluate-trend.ts";
import type { Judged } from "./portions.ts";

/** How well both networks foretold one phrase. */
export interface Foretold {
  /** Cross-entropy of its initial pitch, in bits. */
  readonly pitch: number;
  /** Cross-entropy of its direction and steps, the initial pitch being told, in bits. */
  readonly trend: number;
  /** 1 where the likeliest direction came (the initial pitch being told), else 0. */
  readonly direction: number;
  /** Mean absolute error of the trend's median, in semitones a step. */
  readonly error: number;
}

function judgeTrend(output: Float32Array, came: { readonly direction: number; readonly trend: readonly number[] }) {
  const directions = directionChances(output);
  let bits = -Math.log2(directions[came.direction] ?? 0);
  let error = 0;
  for (let step = 0; step < TREND_STEPS; step++) {
    const wanted = came.trend[step] ?? 0;
    const chances = stepChances(output, step);
    bits -= Math.log2(chances[stepIndex(wanted)] ?? 0);
    error += Math.abs(medianStep(chances) - wanted) / TREND_STEPS;
  }
  const likeliest = directions.indexOf(Math.max(...directions));
  return { trend: bits, direction: likeliest === came.direction ? 1 : 0, error };
}

/** How well both networks foretell each phrase of a session's part, having heard the session from its beginning. */
export function foretell(networks: SegmentNetworks, { places, from, to }: Judged): Foretold[] {
  const { pitch, trend } = networks;
  let pitchMemory = pitch.initial();
  let trendMemory = trend.initial();
  const foretold: Foretold[] = [];
  for (let i = 0; i < to; i++) {
    const [place, next] = [places[i], places[i + 1]?.segment];
    if (!place || !next) break;
    const echoes = echoesOf(place.past);
    const aboutPitch = pitch.step(pitchMemory, pitchFeatures(place, echoes), pitch.blank());
    const aboutTrend = trend.step(trendMemory, trendFeatures(place, next.initialPitch, echoes), trend.blank());
    pitchMemory = aboutPitch.memory;
    trendMemory = aboutTrend.memory;
    if (i < from) continue;
    const chance = softmax(aboutPitch.output, 0, PITCH_CLASSES)[pitchIndex(next.initialPitch)] ?? 0;
    foretold.push({ pitch: -Math.log2(chance), ...judgeTrend(aboutTrend.output, next) });
  }
  return foretold;
}
