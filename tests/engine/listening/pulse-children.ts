import { type Draws, seeded } from "../../../src/engine/random.ts";
import type { Bpm, Millis } from "../../../src/engine/time/units.ts";

/** A pretend child that keeps a beat. Jitter and missing are shares of a beat and of the beats. */
export interface BeatKeeper {
  readonly tempo: Bpm;
  readonly jitter: number;
  readonly missing: number;
  /** Beats that are thought of, played or not; the first is always played. */
  readonly beats: number;
  /** Whether each stroke strays from an even beat, or each interval from the one before it. */
  readonly strays: "from the beat" | "from stroke to stroke";
}

/** What a beat keeper plays: onsets in order, and the beat each of them was meant for. */
export function keepBeat(child: BeatKeeper, draws: Draws): { onsets: Millis[]; beats: Millis[] } {
  const period = 60_000 / child.tempo;
  const onsets: Millis[] = [];
  const beats: Millis[] = [];
  let beat = 1_000;
  for (let count = 0; count < child.beats; count++) {
    const stray = draws.normal(0, child.jitter * period);
    const onset = beat + (child.strays === "from the beat" ? stray : 0);
    if (count === 0 || draws.unit() >= child.missing) {
      onsets.push(Math.max(onset, (onsets[onsets.length - 1] ?? 0) + 40));
      beats.push(beat);
    }
    beat += period + (child.strays === "from the beat" ? 0 : stray);
  }
  return { onsets, beats };
}

/** Ways to draw the next interval without any beat in mind. */
export const UNEVEN = {
  "any interval, 0.2–1.5 s": (draws) => draws.between(200, 1500),
  "as raindrops fall, one in 0.6 s": (draws) => 60 - 540 * Math.log(1 - draws.unit()),
  "bursts and waits": (draws) => (draws.unit() < 0.6 ? draws.between(90, 350) : draws.between(700, 2200)),
  "around 0.6 s, very uneven": (draws) => 600 * Math.exp(draws.normal(0, 0.6)),
} as const satisfies Record<string, (draws: Draws) => Millis>;

/** Onsets of uneven playing. */
export function playUnevenly(kind: keyof typeof UNEVEN, count: number, draws: Draws): Millis[] {
  const onsets = [1_000];
  while (onsets.length < count) onsets.push((onsets[onsets.length - 1] ?? 0) + UNEVEN[kind](draws));
  return onsets;
}

/** Where a test's or a benchmark's children come from. */
export const childSeed = (number: number) => seeded(number, "pretend child");
